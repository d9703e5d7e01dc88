namespace MarketSim.Analysis;

/// <summary>How far returns fall short, a year's.</summary>
public sealed class DownsideDeviation : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "downsideDeviation";

    /// <inheritdoc/>
    public override string Title => "Downside deviation a year";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Risk;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["downside_risk", "downside_volatility"];

    /// <inheritdoc/>
    public override string Formula
        => "√mean(min(r - m, 0)²)·√P over all n; m the minimum acceptable return, 0 by default";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "Sortino and van der Meer (1991), \"Downside risk\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Shortfalls.Deviation(input.Values, input.ThresholdPerPeriod) * Math.Sqrt(input.PeriodsPerYear);
}
