namespace MarketSim.Analysis;

/// <summary>Growth above the risk-free rate for each unit of an average drawdown.</summary>
public sealed class SterlingRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "sterling";

    /// <inheritdoc/>
    public override string Title => "Sterling ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["sterling_ratio"];

    /// <inheritdoc/>
    public override string Formula => "(CAGR - R) / |mean depth of all drawdowns|";

    /// <inheritdoc/>
    public override string Undefined => "no drawdown, or no growth rate";

    /// <inheritdoc/>
    public override string Source => "Kestner (1996), without the ten percent that the original adds";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(new CompoundGrowth().Measure(input) - input.RiskFree, -new AverageDrawdown().Measure(input));
}
