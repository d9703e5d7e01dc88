namespace MarketSim.Analysis;

/// <summary>Treynor's ratio with compound growth in the numerator.</summary>
public sealed class CompoundTreynor : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "compoundTreynor";

    /// <inheritdoc/>
    public override string Title => "Treynor ratio of growth";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override string Formula => "(CAGR - R) / beta";

    /// <inheritdoc/>
    public override string Undefined
        => "no benchmark, or fewer than two periods in common, a beta of zero, or no growth rate";

    /// <inheritdoc/>
    public override string Source => "PerformanceAnalytics TreynorRatio";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(new CompoundGrowth().Measure(input) - input.RiskFree, new BetaToBenchmark().Measure(input));
}
