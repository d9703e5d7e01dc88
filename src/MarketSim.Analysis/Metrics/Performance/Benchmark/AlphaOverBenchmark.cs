namespace MarketSim.Analysis;

/// <summary>What was earned a year above what the beta explains.</summary>
public sealed class AlphaOverBenchmark : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "alpha";

    /// <inheritdoc/>
    public override string Title => "Alpha a year";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["jensen_alpha", "annual_alpha"];

    /// <inheritdoc/>
    public override string Formula => "(mean(r - f) - beta·mean(b - f))·P";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common";

    /// <inheritdoc/>
    public override string Source => "Jensen (1968), \"The performance of mutual funds\"; not compounded";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Common is { } c
        ? Regression.Alpha(c.Own, c.Benchmark, input.RiskFreePerPeriod) * input.PeriodsPerYear : null;
}
