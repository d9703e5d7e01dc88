namespace MarketSim.Analysis;

/// <summary>How sure one may be that the true Sharpe ratio is above zero.</summary>
public sealed class ProbabilisticSharpe : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "probabilisticSharpe";

    /// <inheritdoc/>
    public override string Title => "Probabilistic Sharpe ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["probabilistic_sharpe_ratio", "psr"];

    /// <inheritdoc/>
    public override string Formula
        => "Φ(SR·√(n - 1) / √(1 - γ3·SR + (γ4 - 1)/4·SR²)); SR the Sharpe ratio of a period, γ3 the "
            + "skewness, γ4 the raw kurtosis (excess + 3), both corrected for bias; against SR* = 0";

    /// <inheritdoc/>
    public override string Undefined => "fewer than four returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "Bailey and López de Prado (2012), \"The Sharpe ratio efficient frontier\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => SharpeConfidence.Of(input)?.ProbabilityAbove(0);
}
