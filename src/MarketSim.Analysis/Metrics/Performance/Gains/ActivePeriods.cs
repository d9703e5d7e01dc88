namespace MarketSim.Analysis;

/// <summary>The part of the periods in which something was earned or lost.</summary>
public sealed class ActivePeriods : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "exposure";

    /// <inheritdoc/>
    public override string Title => "Exposure";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "number of r ≠ 0 / n";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "quantstats exposure, not rounded up";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(Shortfalls.Wins(input.Values) + Shortfalls.Losses(input.Values), input.Count);
}
