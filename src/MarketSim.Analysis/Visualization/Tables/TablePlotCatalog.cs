namespace MarketSim.Analysis;

/// <summary>Every picture of a table, in reading order. A new one is a file of its own and one line here.</summary>
public static class TablePlotCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ITablePlot> All { get; } =
    [
        new ParameterHeatmapPlot(),
        new EfficientFrontierPlot(),
        new VolatilitySmilePlot(),
        new VolatilitySurfacePlot(),
    ];
}
