namespace MarketSim.Analysis;

/// <summary>The mean return times the periods of a year: not compounded.</summary>
public sealed class MeanReturnPerYear : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "annualMeanReturn";

    /// <inheritdoc/>
    public override string Title => "Mean return a year";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Return;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["mean_annual_return", "arithmetic_return"];

    /// <inheritdoc/>
    public override string Formula => "mean(r)·P";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Mean * input.PeriodsPerYear;
}
