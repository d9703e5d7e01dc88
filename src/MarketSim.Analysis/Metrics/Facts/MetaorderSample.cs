namespace MarketSim.Analysis;

/// <summary>What one parent order did to the price: a run with it against the same run without.</summary>
/// <param name="Target">The share that was asked for; pairs of one target are averaged.</param>
/// <param name="Share">Its size over the volume that the run traded without it, in the same time; more than zero.</param>
/// <param name="Impact">Log mid with it less log mid without it when it ended, in its own direction.</param>
public readonly record struct MetaorderImpact(double Target, double Share, double Impact);

/// <summary>What pairs of runs showed; or why there are none.</summary>
/// <param name="Impacts">One for each pair.</param>
/// <param name="Remark">What to know about them, or why there are none.</param>
public sealed record MetaorderSample(IReadOnlyList<MetaorderImpact> Impacts, string? Remark = null);
