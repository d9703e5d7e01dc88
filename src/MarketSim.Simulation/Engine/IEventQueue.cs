using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Events in order of time and, at one instant, in the order in which they were added.</summary>
public interface IEventQueue
{
    /// <summary>How many events wait.</summary>
    int Count { get; }

    /// <summary>When the first of them is due; <see cref="SimTime.Never"/> where none waits.</summary>
    SimTime NextTime { get; }

    /// <summary>Adds an event behind all that are due at the same instant.</summary>
    /// <param name="time">When it is due; from <see cref="SimTime.Zero"/>.</param>
    void Add(SimTime time, in ScheduledEvent scheduled);

    /// <summary>Takes the first event, if it is due at the given instant or earlier.</summary>
    /// <returns>False where nothing is due by then.</returns>
    bool TryTake(SimTime until, out SimTime time, out ScheduledEvent scheduled);
}
