namespace MarketSim.Analysis;

/// <summary>How far a Sharpe ratio may be off by luck.</summary>
public sealed class SharpeStandardError : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "sharpeStandardError";

    /// <inheritdoc/>
    public override string Title => "Standard error of the Sharpe ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["sharpe_se"];

    /// <inheritdoc/>
    public override string Formula => "√((1 - γ3·SR + (γ4 - 1)/4·SR²) / (n - 1))·√P; as in probabilisticSharpe";

    /// <inheritdoc/>
    public override string Undefined => "fewer than four returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "Mertens (2002), \"Comments on variance of the IID estimator in Lo (2002)\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => SharpeConfidence.Of(input)?.StandardError * Math.Sqrt(input.PeriodsPerYear);
}
