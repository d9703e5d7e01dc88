namespace MarketSim.Analysis;

/// <summary>How closely it moves with the benchmark.</summary>
public sealed class CorrelationWithBenchmark : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "correlation";

    /// <inheritdoc/>
    public override string Title => "Correlation";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["corr", "benchmark_correlation"];

    /// <inheritdoc/>
    public override string Formula => "cov(r, b) / (s(r)·s(b))";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common, or one without spread";

    /// <inheritdoc/>
    public override string Source => "Pearson (1896)";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Common is { } c ? Regression.Correlation(c.Own, c.Benchmark) : null;
}
