namespace MarketSim.Analysis;

/// <summary>The mean compound return of a calendar year.</summary>
public sealed class AverageYear : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "averageYear";

    /// <inheritdoc/>
    public override string Title => "Average year";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Calendar;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "mean of the calendar years' compound returns";

    /// <inheritdoc/>
    public override string Undefined => "no dates";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Moments.Mean(input.Years.Values);
}
