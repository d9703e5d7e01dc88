namespace MarketSim.Analysis;

/// <summary>The information ratio, not annualised.</summary>
public sealed class InformationRatioOfPeriod : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "periodInformationRatio";

    /// <inheritdoc/>
    public override string Title => "Information ratio of a period";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override string Formula => "mean(r - b) / s(r - b), n - 1";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common, or a constant difference";

    /// <inheritdoc/>
    public override string Source => "quantstats information_ratio";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Common is { } c && Regression.Difference(c.Own, c.Benchmark) is var active
        ? Moments.Ratio(Moments.Mean(active), Moments.Deviation(active)) : null;
}
