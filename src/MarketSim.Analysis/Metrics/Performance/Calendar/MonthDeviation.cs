namespace MarketSim.Analysis;

/// <summary>How much calendar months differ.</summary>
public sealed class MonthDeviation : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "monthDeviation";

    /// <inheritdoc/>
    public override string Title => "Standard deviation of months";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Calendar;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["monthly_volatility", "monthly_standard_deviation"];

    /// <inheritdoc/>
    public override string Formula => "s of the calendar months' compound returns, n - 1";

    /// <inheritdoc/>
    public override string Undefined => "no dates, or fewer than two months";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Deviation(input.Months.Values);
}
