namespace MarketSim.Analysis;

/// <summary>All gains over all losses.</summary>
public sealed class ProfitFactor : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "profitFactor";

    /// <inheritdoc/>
    public override string Title => "Profit factor";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override string Formula => "Σ(r > 0) / |Σ(r < 0)|";

    /// <inheritdoc/>
    public override string Undefined => "no loss";

    /// <inheritdoc/>
    public override string Source => "quantstats profit_factor";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(Shortfalls.Above(input.Values, 0), Shortfalls.Below(input.Values, 0));
}
