namespace MarketSim.Analysis;

/// <summary>Every picture of a back-test, in reading order. A new one is a file of its own and one line here.</summary>
public static class BacktestPlotCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IBacktestPlot> All { get; } =
    [
        new EquityPlot(),
        new MonthlyReturnsPlot(),
        new RollingPlot(),
        new ReturnDistributionPlot(),
        new TradesPlot(),
        new HonestyPlot(),
    ];
}
