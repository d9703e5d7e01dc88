namespace MarketSim.Analysis;

/// <summary>The mean of the months that lost.</summary>
public sealed class AverageLosingMonth : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "averageLosingMonth";

    /// <inheritdoc/>
    public override string Title => "Average losing month";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Calendar;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["avg_down_month"];

    /// <inheritdoc/>
    public override string Formula => "mean of the calendar months below zero";

    /// <inheritdoc/>
    public override string Undefined => "no dates, or no such month";

    /// <inheritdoc/>
    public override string Source => "quantstats avg_loss of months";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Mean([.. input.Months.Values.Where(m => m < 0)]);
}
