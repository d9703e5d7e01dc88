namespace MarketSim.Analysis;

/// <summary>How it moves while the benchmark falls.</summary>
public sealed class DownBeta : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "downBeta";

    /// <inheritdoc/>
    public override string Title => "Beta of falling periods";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["bear_beta"];

    /// <inheritdoc/>
    public override string Formula => "cov(r, b) / var(b) over the periods with b < 0, n - 1";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common, or fewer than two falling ones";

    /// <inheritdoc/>
    public override string Source => "PerformanceAnalytics CAPM.beta.bear";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Common is { } c ? Capture.Beta(c.Own, c.Benchmark, sign: -1) : null;
}
