using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What one learner has to do in a market: what it may do and sees, what it is given, and what it is rewarded for.</summary>
/// <remarks>
/// An episode of it:
/// <code>
/// Begin ─> Observe ─┬─> Act ─> (the market runs for one interval) ─> Judge ─> Observe ─┬─> … until IsOver or the last step
///                   └──────────────────────────────────────────────────────────────────┘
/// </code>
/// One instance serves one learner, episode after episode; <see cref="Begin"/> forgets the last.
/// </remarks>
public abstract class LearningTask
{
    /// <summary>What it may do.</summary>
    public abstract Space ActionSpace { get; }

    /// <summary>What it sees.</summary>
    public abstract BoxSpace ObservationSpace { get; }

    /// <summary>The names of the numbers that <see cref="Describe"/> gives.</summary>
    public abstract IReadOnlyList<string> InfoNames { get; }

    /// <summary>Whether the task itself has ended: done, or failed. Running out of steps is no end of the task.</summary>
    public bool IsOver { get; protected set; }

    /// <summary>Whether it ends with its last step by its own terms, as an order that must be done by then does.</summary>
    public virtual bool HasDeadline => false;

    /// <summary>What the learner owns at the start, in smallest units.</summary>
    /// <param name="instrument">What it trades.</param>
    /// <param name="reference">Where its price is expected to be.</param>
    public abstract IReadOnlyList<(AssetId Asset, long Amount)> Endowment(Instrument instrument, Price reference);

    /// <summary>The episode begins: the market has warmed up.</summary>
    public virtual void Begin(LearningDesk desk) => IsOver = false;

    /// <summary>Sends what the action means to the exchange.</summary>
    /// <param name="desk">Where it trades.</param>
    /// <param name="action">An element of <see cref="ActionSpace"/>.</param>
    public abstract void Act(LearningDesk desk, ReadOnlySpan<float> action);

    /// <summary>An interval has passed since the action.</summary>
    /// <returns>The reward for it.</returns>
    public abstract double Judge(LearningDesk desk);

    /// <summary>Writes what it sees now; numbers outside their bounds are brought inside.</summary>
    public abstract void Observe(LearningDesk desk, Span<float> observation);

    /// <summary>Writes what is worth knowing for people and logs, one number for each of <see cref="InfoNames"/>.</summary>
    public abstract void Describe(LearningDesk desk, Span<double> info);
}
