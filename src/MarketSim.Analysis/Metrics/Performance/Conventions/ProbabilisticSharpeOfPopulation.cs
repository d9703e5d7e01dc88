namespace MarketSim.Analysis;

/// <summary>The probabilistic Sharpe ratio with moments that are not corrected for bias.</summary>
public sealed class ProbabilisticSharpeOfPopulation : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "populationProbabilisticSharpe";

    /// <inheritdoc/>
    public override string Title => "Probabilistic Sharpe ratio, moments not corrected";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "as probabilisticSharpe with m3 / m2^1.5 and m4 / m2²";

    /// <inheritdoc/>
    public override string Undefined => "fewer than two returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "Bailey and López de Prado (2012), their moments";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => SharpeConfidence.OfPopulation(input)?.ProbabilityAbove(0);
}
