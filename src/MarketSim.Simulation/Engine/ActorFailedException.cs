using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>An actor threw, so the run stopped. The cause is the inner exception.</summary>
public sealed class ActorFailedException : Exception
{
    /// <summary>What failed, where, and how to see it again.</summary>
    public ActorFailedException(string actor, SimTime time, ulong seed, Exception cause)
        : base(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Actor '{actor}' failed at {time} in the run of seed {seed}: {cause.Message}"),
            cause)
    {
        Actor = actor;
        Time = time;
        Seed = seed;
    }

    /// <summary>The actor's name.</summary>
    public string Actor { get; }

    /// <summary>When it failed, in simulated time.</summary>
    public SimTime Time { get; }

    /// <summary>The run's seed; with it the run fails again in the same way.</summary>
    public ulong Seed { get; }
}
