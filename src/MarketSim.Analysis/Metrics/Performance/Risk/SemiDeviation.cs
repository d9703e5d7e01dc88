namespace MarketSim.Analysis;

/// <summary>How far returns fall below their own mean.</summary>
public sealed class SemiDeviation : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "semiDeviation";

    /// <inheritdoc/>
    public override string Title => "Semi-deviation a year";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Risk;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "√mean(min(r - mean, 0)²)·√P over all n";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "Markowitz (1959), \"Portfolio selection\", chapter 9; PerformanceAnalytics SemiDeviation";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Mean is { } mean ? Shortfalls.Deviation(input.Values, mean) * Math.Sqrt(input.PeriodsPerYear) : null;
}
