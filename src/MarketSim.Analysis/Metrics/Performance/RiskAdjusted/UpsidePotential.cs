namespace MarketSim.Analysis;

/// <summary>What may be won above a threshold for what may be missed below it.</summary>
public sealed class UpsidePotential : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "upsidePotential";

    /// <inheritdoc/>
    public override string Title => "Upside potential ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["upside_potential_ratio"];

    /// <inheritdoc/>
    public override string Formula
        => "mean(max(r - m, 0)) / √mean(min(r - m, 0)²), both over all n; m the minimum acceptable return of a "
            + "period, 0 by default";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or none falls short";

    /// <inheritdoc/>
    public override string Source => "Sortino, van der Meer and Plantinga (1999), \"The Dutch triangle\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count == 0 ? null : Moments.Ratio(
            Shortfalls.Above(input.Values, input.ThresholdPerPeriod) / input.Count, Shortfalls.Deviation(input.Values, input.ThresholdPerPeriod));
}
