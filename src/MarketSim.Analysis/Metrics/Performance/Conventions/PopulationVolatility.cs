namespace MarketSim.Analysis;

/// <summary>The standard deviation with n, a year's.</summary>
public sealed class PopulationVolatility : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "populationVolatility";

    /// <inheritdoc/>
    public override string Title => "Volatility a year over n";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "√mean((r - mean)²)·√P";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "numpy std";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Deviation(input.Values, degreesOfFreedom: 0) * Math.Sqrt(input.PeriodsPerYear);
}
