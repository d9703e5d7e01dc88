namespace MarketSim.Analysis;

/// <summary>The return that the tail begins at, as it was.</summary>
public sealed class HistoricalValueAtRisk(double level) : TailMetric(level)
{
    /// <inheritdoc/>
    public override string Formula
        => "the q quantile of r, type 7; q = 1 - level";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "J.P. Morgan (1996), RiskMetrics; Hyndman and Fan (1996)";

    /// <inheritdoc/>
    protected override string Stem => "valueAtRisk";

    /// <inheritdoc/>
    protected override string Words => "Value at risk";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> OtherStems => ["var", "historicalVar"];

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Quantile.Type7(input.Sorted, TailProbability);
}
