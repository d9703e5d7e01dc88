namespace MarketSim.Analysis;

/// <summary>The mean of the worst twentieth of the drawdowns after each period.</summary>
public sealed class DrawdownAtRisk : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "conditionalDrawdown";

    /// <inheritdoc/>
    public override string Title => "Conditional drawdown at risk, 95%";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["cdar", "conditional_drawdown_at_risk"];

    /// <inheritdoc/>
    public override string Formula => "mean of the drawdowns D ≤ their 5% quantile (type 7)";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source
        => "Chekhlov, Uryasev and Zabarankin (2005), \"Drawdown measure in portfolio optimization\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => TailMean.Of([.. input.Underwater.Order()], 0.05);
}
