namespace MarketSim.Analysis;

/// <summary>The probabilistic Sharpe ratio of the best of many trials, against the best that luck would have given.</summary>
public sealed class DeflatedSharpeOfTrials : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "deflatedSharpe";

    /// <inheritdoc/>
    public override string Title => "Deflated Sharpe ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["deflated_sharpe_ratio", "dsr"];

    /// <inheritdoc/>
    public override string Formula
        => "probabilisticSharpe against SR0 = √V·((1 - γ)·z(1 - 1/N) + γ·z(1 - 1/(N·e))); N trials whose Sharpe "
            + "ratios of a period have the variance V, γ = 0.5772…";

    /// <inheritdoc/>
    public override string Undefined => "the trials are not told, fewer than four returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "Bailey and López de Prado (2014), \"The deflated Sharpe ratio\", equation 2";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Trials is { } trials && SharpeConfidence.Of(input) is { } chosen
        ? DeflatedSharpe.Of(chosen, trials.Count, trials.SharpeDeviation * trials.SharpeDeviation / input.PeriodsPerYear).Probability : null;
}
