namespace MarketSim.Analysis;

/// <summary>The mean return of the tail, as it was.</summary>
public sealed class HistoricalExpectedShortfall(double level) : TailMetric(level)
{
    /// <inheritdoc/>
    public override string Formula
        => "mean of r ≤ the q quantile of r, type 7; q = 1 - level";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "Rockafellar and Uryasev (2000), \"Optimization of conditional value-at-risk\"";

    /// <inheritdoc/>
    protected override string Stem => "conditionalValueAtRisk";

    /// <inheritdoc/>
    protected override string Words => "Expected shortfall (CVaR)";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> OtherStems => ["cvar", "historicalCvar", "expectedShortfall", "es"];

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => TailMean.Of(input.Sorted, TailProbability);
}
