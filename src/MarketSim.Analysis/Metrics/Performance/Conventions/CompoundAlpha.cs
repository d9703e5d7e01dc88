namespace MarketSim.Analysis;

/// <summary>What was earned above what the beta explains, compounded to a year.</summary>
public sealed class CompoundAlpha : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "compoundAlpha";

    /// <inheritdoc/>
    public override string Title => "Alpha a year, compounded";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "(1 + mean(r - f) - beta·mean(b - f))^P - 1";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common";

    /// <inheritdoc/>
    public override string Source => "empyrical alpha";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Common is { } c
        && Regression.Alpha(c.Own, c.Benchmark, input.RiskFreePerPeriod) is { } alpha && alpha > -1
        ? Math.Pow(1 + alpha, input.PeriodsPerYear) - 1 : null;
}
