namespace MarketSim.Analysis;

/// <summary>How much it moves when the benchmark moves by one.</summary>
public sealed class BetaToBenchmark : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "beta";

    /// <inheritdoc/>
    public override string Title => "Beta";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override string Formula => "cov(r, b) / var(b), n - 1";

    /// <inheritdoc/>
    public override string Undefined
        => "no benchmark, or fewer than two periods in common, or a benchmark without spread";

    /// <inheritdoc/>
    public override string Source => "Sharpe (1964)";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Common is { } c ? Regression.Beta(c.Own, c.Benchmark) : null;
}
