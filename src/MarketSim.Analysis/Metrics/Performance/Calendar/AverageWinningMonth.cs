namespace MarketSim.Analysis;

/// <summary>The mean of the months that gained.</summary>
public sealed class AverageWinningMonth : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "averageWinningMonth";

    /// <inheritdoc/>
    public override string Title => "Average winning month";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Calendar;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["avg_up_month"];

    /// <inheritdoc/>
    public override string Formula => "mean of the calendar months above zero";

    /// <inheritdoc/>
    public override string Undefined => "no dates, or no such month";

    /// <inheritdoc/>
    public override string Source => "quantstats avg_win of months";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Mean([.. input.Months.Values.Where(m => m > 0)]);
}
