namespace MarketSim.Analysis;

/// <summary>The mean compound return of a calendar month.</summary>
public sealed class AverageMonth : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "averageMonth";

    /// <inheritdoc/>
    public override string Title => "Average month";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Calendar;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "mean of the calendar months' compound returns";

    /// <inheritdoc/>
    public override string Undefined => "no dates";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Moments.Mean(input.Months.Values);
}
