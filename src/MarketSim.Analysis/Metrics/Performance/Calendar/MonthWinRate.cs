namespace MarketSim.Analysis;

/// <summary>The part of the calendar months that gained.</summary>
public sealed class MonthWinRate : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "monthWinRate";

    /// <inheritdoc/>
    public override string Title => "Winning months";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Calendar;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["win_month", "positive_months"];

    /// <inheritdoc/>
    public override string Formula => "calendar months above zero / calendar months that are not zero";

    /// <inheritdoc/>
    public override string Undefined => "no dates, or no month but zeros";

    /// <inheritdoc/>
    public override string Source => "quantstats win_rate";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Moments.Ratio(
        Shortfalls.Wins(input.Months.Values), Shortfalls.Wins(input.Months.Values) + Shortfalls.Losses(input.Months.Values));
}
