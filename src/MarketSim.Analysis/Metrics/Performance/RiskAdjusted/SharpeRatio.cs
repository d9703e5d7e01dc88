namespace MarketSim.Analysis;

/// <summary>Return above the risk-free rate for each unit of volatility, a year's.</summary>
public sealed class SharpeRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "sharpe";

    /// <inheritdoc/>
    public override string Title => "Sharpe ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["sharpe_ratio", "annualised_sharpe"];

    /// <inheritdoc/>
    public override string Formula => "mean(r - f) / s(r)·√P, n - 1";

    /// <inheritdoc/>
    public override string Undefined => "fewer than two returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "Sharpe (1994), \"The Sharpe ratio\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(input.Mean - input.RiskFreePerPeriod, input.Deviation) * Math.Sqrt(input.PeriodsPerYear);
}
