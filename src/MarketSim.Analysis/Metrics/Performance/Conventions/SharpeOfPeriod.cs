namespace MarketSim.Analysis;

/// <summary>Sharpe's ratio, not annualised.</summary>
public sealed class SharpeOfPeriod : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "periodSharpe";

    /// <inheritdoc/>
    public override string Title => "Sharpe ratio of a period";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["risk_return_ratio", "sharpe_not_annualised"];

    /// <inheritdoc/>
    public override string Formula => "mean(r - f) / s(r), n - 1";

    /// <inheritdoc/>
    public override string Undefined => "fewer than two returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "Sharpe (1994)";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(input.Mean - input.RiskFreePerPeriod, input.Deviation);
}
