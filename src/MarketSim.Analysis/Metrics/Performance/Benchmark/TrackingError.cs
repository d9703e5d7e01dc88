namespace MarketSim.Analysis;

/// <summary>How far it strays from the benchmark, a year's.</summary>
public sealed class TrackingError : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "trackingError";

    /// <inheritdoc/>
    public override string Title => "Tracking error a year";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "s(r - b)·√P, n - 1";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Common is { } c
        ? Moments.Deviation(Regression.Difference(c.Own, c.Benchmark)) * Math.Sqrt(input.PeriodsPerYear) : null;
}
