namespace MarketSim.Analysis;

/// <summary>Growth above the risk-free rate over the root of all squared drawdowns.</summary>
public sealed class BurkeRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "burke";

    /// <inheritdoc/>
    public override string Title => "Burke ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["burke_ratio"];

    /// <inheritdoc/>
    public override string Formula => "(CAGR - R) / √Σdepth²";

    /// <inheritdoc/>
    public override string Undefined => "no drawdown, or no growth rate";

    /// <inheritdoc/>
    public override string Source => "Burke (1994), \"A sharper Sharpe ratio\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Moments.Ratio(
        new CompoundGrowth().Measure(input) - input.RiskFree, Math.Sqrt(input.Drawdowns.All.Sum(d => d.Depth * d.Depth)));
}
