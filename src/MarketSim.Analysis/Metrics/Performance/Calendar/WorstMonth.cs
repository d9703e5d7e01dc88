namespace MarketSim.Analysis;

/// <summary>The lowest compound return of a calendar month.</summary>
public sealed class WorstMonth : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "worstMonth";

    /// <inheritdoc/>
    public override string Title => "Worst month";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Calendar;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "min of the calendar months' compound returns";

    /// <inheritdoc/>
    public override string Undefined => "no dates";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Months.All.Count == 0 ? null : input.Months.Values.Min();
}
