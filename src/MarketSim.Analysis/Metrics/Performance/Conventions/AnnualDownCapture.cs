namespace MarketSim.Analysis;

/// <summary>Down capture with growth annualised over the down periods alone.</summary>
public sealed class AnnualDownCapture : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "annualDownCapture";

    /// <inheritdoc/>
    public override string Title => "Down capture of yearly growth";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override string Formula => "(∏(1 + r)^(P/k) - 1) / (∏(1 + b)^(P/k) - 1) over the k periods with b < 0";

    /// <inheritdoc/>
    public override string Undefined
        => "no benchmark, or fewer than two periods in common, or no period of the benchmark below zero";

    /// <inheritdoc/>
    public override string Source => "empyrical down_capture";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Common is { } c
        ? Capture.Geometric(c.Own, c.Benchmark, sign: -1, input.PeriodsPerYear) : null;
}
