namespace MarketSim.Analysis;

/// <summary>Sharpe's ratio of calendar months, which daily autocorrelation does not flatter.</summary>
public sealed class MonthlySharpe : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "monthlySharpe";

    /// <inheritdoc/>
    public override string Title => "Sharpe ratio of months";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Calendar;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["sharpe_of_months"];

    /// <inheritdoc/>
    public override string Formula => "mean(months - f12) / s(months)·√12, n - 1; f12 = (1 + R)^(1/12) - 1";

    /// <inheritdoc/>
    public override string Undefined => "no dates, fewer than two months, or all equal";

    /// <inheritdoc/>
    public override string Source => "Sharpe (1994), \"The Sharpe ratio\", over calendar months";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(Moments.Mean(input.Months.Values) - (Math.Pow(1 + input.RiskFree, 1 / 12.0) - 1), Moments.Deviation(input.Months.Values))
        * Math.Sqrt(12);
}
