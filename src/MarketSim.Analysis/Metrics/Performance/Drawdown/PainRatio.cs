namespace MarketSim.Analysis;

/// <summary>Growth above the risk-free rate for each unit of the pain index.</summary>
public sealed class PainRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "painRatio";

    /// <inheritdoc/>
    public override string Title => "Pain ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override string Formula => "(CAGR - R) / pain index";

    /// <inheritdoc/>
    public override string Undefined => "no drawdown, or no growth rate";

    /// <inheritdoc/>
    public override string Source => "Becker, Zephyr Associates; PerformanceAnalytics PainRatio";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(new CompoundGrowth().Measure(input) - input.RiskFree, new PainIndex().Measure(input));
}
