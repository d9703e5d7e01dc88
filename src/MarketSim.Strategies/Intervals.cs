using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>How long traders wait.</summary>
internal static class Intervals
{
    /// <summary>The waiting time of a Poisson process; at least one nanosecond.</summary>
    public static SimDuration Exponential(Rng random, SimDuration mean)
        => new(Math.Max(1, SimDuration.FromSeconds(random.NextExponential(1 / mean.ToSeconds())).Nanoseconds));
}
