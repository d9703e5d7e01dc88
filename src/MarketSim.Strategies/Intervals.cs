using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>How long traders wait.</summary>
internal static class Intervals
{
    /// <summary>The waiting time of a Poisson process; at least one nanosecond.</summary>
    public static SimDuration Exponential(Rng random, SimDuration mean)
        => new(Math.Max(1, SimDuration.FromSeconds(random.NextExponential(1 / mean.ToSeconds())).Nanoseconds));

    /// <summary>The waiting time of a Poisson process whose rate follows the pace of the market. The pace is looked up once: it changes
    /// over minutes.</summary>
    public static SimDuration Exponential(Rng random, SimDuration mean, InformationFlow? flow, SimTime now)
        => Exponential(random, flow is null ? mean : SimDuration.FromSeconds(mean.ToSeconds() / flow.At(now)));
}
