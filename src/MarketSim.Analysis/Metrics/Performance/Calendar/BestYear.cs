namespace MarketSim.Analysis;

/// <summary>The highest compound return of a calendar year.</summary>
public sealed class BestYear : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "bestYear";

    /// <inheritdoc/>
    public override string Title => "Best year";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Calendar;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "max of the calendar years' compound returns";

    /// <inheritdoc/>
    public override string Undefined => "no dates";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Years.All.Count == 0 ? null : input.Years.Values.Max();
}
