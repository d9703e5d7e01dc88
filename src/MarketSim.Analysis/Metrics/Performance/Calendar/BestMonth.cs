namespace MarketSim.Analysis;

/// <summary>The highest compound return of a calendar month.</summary>
public sealed class BestMonth : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "bestMonth";

    /// <inheritdoc/>
    public override string Title => "Best month";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Calendar;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "max of the calendar months' compound returns";

    /// <inheritdoc/>
    public override string Undefined => "no dates";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Months.All.Count == 0 ? null : input.Months.Values.Max();
}
