using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>One branch of a fork.</summary>
/// <param name="Before">Fingerprint of every event before the branches part.</param>
/// <param name="Step">Distance of the looks at the mid.</param>
/// <param name="Instruments">What is traded.</param>
/// <param name="Mids">Mids in price units by instrument and look, the first when the branches part; not-a-number where a side is
/// empty.</param>
/// <param name="Volumes">Lots traded after that, by instrument.</param>
/// <param name="Summary">The figures of the whole branch.</param>
public sealed record ForkBranch(
    ulong Before, SimDuration Step, IReadOnlyList<Instrument> Instruments, IReadOnlyList<double[]> Mids, IReadOnlyList<long> Volumes,
    RunSummary Summary)
{
    /// <summary>What time of day the clock's zero is.</summary>
    public SimDuration OpensAt { get; init; }
}

/// <summary>Both branches of a seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Unchanged">The branch in which everything stays.</param>
/// <param name="Changed">The branch with the change.</param>
public sealed record ForkResult(ulong Seed, ForkBranch Unchanged, ForkBranch Changed)
{
    /// <summary>What the change did to the mid, in basis points of the unchanged one, look by look; not-a-number where either is
    /// unknown.</summary>
    public double[] Impact(InstrumentId instrument)
    {
        var (was, became) = (Unchanged.Mids[instrument.Value], Changed.Mids[instrument.Value]);
        var impact = new double[was.Length];
        for (var i = 0; i < impact.Length; i++)
        {
            impact[i] = was[i] > 0 ? 10_000 * (became[i] - was[i]) / was[i] : double.NaN;
        }

        return impact;
    }

    /// <summary>By type of agent, what the change did to its profit from trading, in the currency of the summary.</summary>
    public IReadOnlyList<(string Type, double Difference)> ProfitDifferences()
        => [.. Changed.Summary.AgentTypes.Select(t => (t.Type, t.TradingProfit
            - (Unchanged.Summary.AgentTypes.FirstOrDefault(u => u.Type == t.Type)?.TradingProfit ?? 0)))];
}
