namespace MarketSim.Analysis;

/// <summary>Sortino's ratio where the shortfall, too, is counted from the risk-free rate.</summary>
public sealed class SortinoOverRiskFree : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "sortinoOverRiskFree";

    /// <inheritdoc/>
    public override string Title => "Sortino ratio over the risk-free rate";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override string Formula => "mean(r - f) / √mean(min(r - f, 0)²)·√P over all n";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or none falls short";

    /// <inheritdoc/>
    public override string Source => "quantstats sortino";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Moments.Ratio(
        input.Mean - input.RiskFreePerPeriod, Shortfalls.Deviation(input.Values, input.RiskFreePerPeriod))
        * Math.Sqrt(input.PeriodsPerYear);
}
