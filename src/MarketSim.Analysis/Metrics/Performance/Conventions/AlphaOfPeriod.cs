namespace MarketSim.Analysis;

/// <summary>Jensen's alpha, not annualised.</summary>
public sealed class AlphaOfPeriod : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "periodAlpha";

    /// <inheritdoc/>
    public override string Title => "Alpha of a period";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["daily_alpha"];

    /// <inheritdoc/>
    public override string Formula => "mean(r - f) - beta·mean(b - f)";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common";

    /// <inheritdoc/>
    public override string Source => "PerformanceAnalytics CAPM.alpha";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Common is { } c ? Regression.Alpha(c.Own, c.Benchmark, input.RiskFreePerPeriod) : null;
}
