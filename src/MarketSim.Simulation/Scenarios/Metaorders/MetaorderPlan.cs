using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Which parent orders to try against the same run without them.</summary>
public sealed record MetaorderPlan
{
    /// <summary>Their sizes: shares of the volume that the run without them trades in the same time; each more than zero.</summary>
    public IReadOnlyList<double> Shares { get; init; } = [0.02, 0.05, 0.10, 0.20, 0.40];

    /// <summary>How many pairs for each size, half of them buying: from 1.</summary>
    public int PairsPerShare { get; init; } = 10;

    /// <summary>How long one is worked, as a share of the session.</summary>
    public double DurationShare { get; init; } = 1.0 / 26;

    /// <summary>When the first begins, as a share of the session. Others follow one after the other, each pair of runs having one
    /// alone.</summary>
    public double FirstStartShare { get; init; } = 1.0 / 26;

    /// <summary>In how many child orders one is worked.</summary>
    public int Slices { get; init; } = 90;
}

/// <summary>What one parent order did.</summary>
/// <param name="Target">The share of the volume that it was to be.</param>
/// <param name="Share">The share that it came to be: what it traded over the volume without it in the same time.</param>
/// <param name="Side">Which way it went.</param>
/// <param name="Start">When it began.</param>
/// <param name="Impact">Log mid at its end less log mid then without it, in its direction; not-a-number if a side was empty.</param>
public sealed record MetaorderPair(double Target, double Share, Side Side, SimTime Start, double Impact);
