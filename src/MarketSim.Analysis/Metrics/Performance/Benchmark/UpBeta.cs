namespace MarketSim.Analysis;

/// <summary>How it moves while the benchmark rises.</summary>
public sealed class UpBeta : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "upBeta";

    /// <inheritdoc/>
    public override string Title => "Beta of rising periods";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["bull_beta"];

    /// <inheritdoc/>
    public override string Formula => "cov(r, b) / var(b) over the periods with b > 0, n - 1";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common, or fewer than two rising ones";

    /// <inheritdoc/>
    public override string Source => "PerformanceAnalytics CAPM.beta.bull";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Common is { } c ? Capture.Beta(c.Own, c.Benchmark, sign: 1) : null;
}
