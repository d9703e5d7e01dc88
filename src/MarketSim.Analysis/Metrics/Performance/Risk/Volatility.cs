namespace MarketSim.Analysis;

/// <summary>The standard deviation of returns, a year's.</summary>
public sealed class Volatility : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "volatility";

    /// <inheritdoc/>
    public override string Title => "Volatility a year";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Risk;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases
        => ["annual_volatility", "annualised_volatility", "annualized_volatility", "vol", "ann_vol"];

    /// <inheritdoc/>
    public override string Formula => "s(r)·√P, n - 1";

    /// <inheritdoc/>
    public override string Undefined => "fewer than two returns";

    /// <inheritdoc/>
    public override string Source => "definition; quantstats and empyrical volatility";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Deviation * Math.Sqrt(input.PeriodsPerYear);
}
