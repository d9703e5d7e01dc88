using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>How long traders wait.</summary>
internal static class Intervals
{
    // A day.
    private const int LongestSeconds = 86_400;

    /// <summary>The waiting time of a Poisson process; at least one nanosecond.</summary>
    public static SimDuration Exponential(Rng random, SimDuration mean)
        => new(Math.Max(1, SimDuration.FromSeconds(random.NextExponential(1 / mean.ToSeconds())).Nanoseconds));

    /// <summary>The waiting time of a Poisson process whose rate follows the pace of the market.</summary>
    /// <remarks>By change of time: it has passed when the pace, summed over time, reaches an exponential number.</remarks>
    public static SimDuration Exponential(Rng random, SimDuration mean, InformationFlow? flow, SimTime now)
    {
        var wait = Exponential(random, mean);
        if (flow is null)
        {
            return wait;
        }

        var left = wait.ToSeconds();
        var passed = 0.0;
        for (var second = 0; second < LongestSeconds; second++)
        {
            var pace = flow.At(now + SimDuration.FromSeconds(second));
            if (pace >= left)
            {
                return SimDuration.FromSeconds(Math.Max(1e-9, passed + (left / pace)));
            }

            left -= pace;
            passed++;
        }

        return SimDuration.FromSeconds(LongestSeconds);
    }

    /// <summary>The mean itself, or the waiting time of a Poisson process.</summary>
    public static SimDuration Next(Rng random, SimDuration mean, bool isRegular) => isRegular ? mean : Exponential(random, mean);
}
