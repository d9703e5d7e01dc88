namespace MarketSim.Analysis;

/// <summary>How far a period's returns fall short.</summary>
public sealed class DownsideDeviationOfPeriod : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "periodDownsideDeviation";

    /// <inheritdoc/>
    public override string Title => "Downside deviation";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Risk;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["daily_downside_deviation"];

    /// <inheritdoc/>
    public override string Formula => "√mean(min(r - m, 0)²) over all n";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "Sortino and van der Meer (1991)";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Shortfalls.Deviation(input.Values, input.ThresholdPerPeriod);
}
