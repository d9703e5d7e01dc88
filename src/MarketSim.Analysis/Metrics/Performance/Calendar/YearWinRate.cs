namespace MarketSim.Analysis;

/// <summary>The part of the calendar years that gained.</summary>
public sealed class YearWinRate : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "yearWinRate";

    /// <inheritdoc/>
    public override string Title => "Winning years";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Calendar;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["win_year", "positive_years"];

    /// <inheritdoc/>
    public override string Formula => "calendar years above zero / calendar years that are not zero";

    /// <inheritdoc/>
    public override string Undefined => "no dates, or no year but zeros";

    /// <inheritdoc/>
    public override string Source => "quantstats win_rate";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Moments.Ratio(
        Shortfalls.Wins(input.Years.Values), Shortfalls.Wins(input.Years.Values) + Shortfalls.Losses(input.Years.Values));
}
