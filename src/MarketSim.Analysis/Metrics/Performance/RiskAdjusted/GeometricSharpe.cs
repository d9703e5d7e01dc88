namespace MarketSim.Analysis;

/// <summary>Growth a year for each unit of volatility: lower than Sharpe's by about half the volatility.</summary>
public sealed class GeometricSharpe : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "geometricSharpe";

    /// <inheritdoc/>
    public override string Title => "Sharpe ratio of growth";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["annualized_sharpe", "cagr_over_volatility"];

    /// <inheritdoc/>
    public override string Formula => "(CAGR - R) / (s(r)·√P), n - 1";

    /// <inheritdoc/>
    public override string Undefined => "fewer than two returns, all equal, or no growth rate";

    /// <inheritdoc/>
    public override string Source => "PerformanceAnalytics SharpeRatio.annualized, the risk-free rate taken off the growth";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(new CompoundGrowth().Measure(input) - input.RiskFree, new Volatility().Measure(input));
}
