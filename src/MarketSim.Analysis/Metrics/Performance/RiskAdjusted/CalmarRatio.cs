namespace MarketSim.Analysis;

/// <summary>Growth a year for each unit of the deepest drawdown.</summary>
public sealed class CalmarRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "calmar";

    /// <inheritdoc/>
    public override string Title => "Calmar ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["calmar_ratio", "mar_ratio"];

    /// <inheritdoc/>
    public override string Formula => "CAGR / |max drawdown|, over the whole series";

    /// <inheritdoc/>
    public override string Undefined => "no drawdown, or no growth rate";

    /// <inheritdoc/>
    public override string Source
        => "Young (1991), \"Calmar ratio: a smoother tool\"; over all periods as quantstats and empyrical "
            + "do, not 36 months";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(new CompoundGrowth().Measure(input), -new MaxDrawdown().Measure(input));
}
