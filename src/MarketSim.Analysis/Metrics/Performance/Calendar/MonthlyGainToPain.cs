namespace MarketSim.Analysis;

/// <summary>The sum of monthly returns over that of the losing months.</summary>
public sealed class MonthlyGainToPain : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "monthlyGainToPain";

    /// <inheritdoc/>
    public override string Title => "Gain to pain of months";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Calendar;

    /// <inheritdoc/>
    public override string Formula => "Σ of the months / |Σ of the losing months|";

    /// <inheritdoc/>
    public override string Undefined => "no dates, or no losing month";

    /// <inheritdoc/>
    public override string Source => "Schwager (2012), \"Market wizards\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(Moments.Sum(input.Months.Values), Shortfalls.Below(input.Months.Values, 0));
}
