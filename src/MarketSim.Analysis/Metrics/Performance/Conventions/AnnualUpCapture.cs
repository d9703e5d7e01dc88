namespace MarketSim.Analysis;

/// <summary>Up capture with growth annualised over the up periods alone.</summary>
public sealed class AnnualUpCapture : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "annualUpCapture";

    /// <inheritdoc/>
    public override string Title => "Up capture of yearly growth";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override string Formula => "(∏(1 + r)^(P/k) - 1) / (∏(1 + b)^(P/k) - 1) over the k periods with b > 0";

    /// <inheritdoc/>
    public override string Undefined
        => "no benchmark, or fewer than two periods in common, or no period of the benchmark above zero";

    /// <inheritdoc/>
    public override string Source => "empyrical up_capture";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Common is { } c
        ? Capture.Geometric(c.Own, c.Benchmark, sign: 1, input.PeriodsPerYear) : null;
}
