namespace MarketSim.Analysis;

/// <summary>The part of the benchmark's losses that it took part in.</summary>
public sealed class DownCapture : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "downCapture";

    /// <inheritdoc/>
    public override string Title => "Down capture";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["down_capture_ratio"];

    /// <inheritdoc/>
    public override string Formula => "mean(r where b < 0) / mean(b where b < 0)";

    /// <inheritdoc/>
    public override string Undefined
        => "no benchmark, or fewer than two periods in common, or no period of the benchmark below zero";

    /// <inheritdoc/>
    public override string Source => "definition, of arithmetic means";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Common is { } c ? Capture.Arithmetic(c.Own, c.Benchmark, sign: -1) : null;
}
