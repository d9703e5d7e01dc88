namespace MarketSim.Analysis;

/// <summary>Down capture with geometric means.</summary>
public sealed class GeometricDownCapture : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "geometricDownCapture";

    /// <inheritdoc/>
    public override string Title => "Down capture of geometric means";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override string Formula => "(∏(1 + r)^(1/k) - 1) / (∏(1 + b)^(1/k) - 1) over the k periods with b < 0";

    /// <inheritdoc/>
    public override string Undefined
        => "no benchmark, or fewer than two periods in common, or no period of the benchmark below zero";

    /// <inheritdoc/>
    public override string Source => "Morningstar";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Common is { } c
        ? Capture.Geometric(c.Own, c.Benchmark, sign: -1, periodsPerYear: 1) : null;
}
