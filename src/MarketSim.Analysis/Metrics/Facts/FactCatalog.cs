namespace MarketSim.Analysis;

/// <summary>All stylised facts. A fact is one file beside this one, and a line here.</summary>
public static class FactCatalog
{
    /// <summary>In order of their numbers.</summary>
    public static IReadOnlyList<StylisedFact> All { get; } =
    [
        new HeavyTails(), new ReturnTail(), new AggregationalGaussianity(), new NoLinearMemory(), new SignatureRatio(),
        new VolatilityClustering(), new VolumeVolatility(), new SignMemory(), new SignPersistence(), new BurstyBook(),
        new BurstyTrades(), new VolumeSmile(), new OrderLifetimes(), new CancelsPerAdd(), new TradesPerAdd(), new QueueShape(),
        new PlacementTail(), new TradeSizeTail(), new FlowImbalance(), new QueueImbalance(), new TradeImpact(),
        new MetaorderImpactLaw(), new SpreadDynamics(), new AnnualVolatility(),
    ];
}
