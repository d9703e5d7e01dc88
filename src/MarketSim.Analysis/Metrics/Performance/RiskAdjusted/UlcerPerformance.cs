namespace MarketSim.Analysis;

/// <summary>Growth a year above the risk-free rate for each unit of the ulcer index.</summary>
public sealed class UlcerPerformance : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "ulcerPerformance";

    /// <inheritdoc/>
    public override string Title => "Ulcer performance (Martin ratio)";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["martin_ratio", "upi", "ulcer_performance_index"];

    /// <inheritdoc/>
    public override string Formula => "(CAGR - R) / ulcer index";

    /// <inheritdoc/>
    public override string Undefined => "no drawdown, or no growth rate";

    /// <inheritdoc/>
    public override string Source => "Martin and McCann (1989), \"The investor's guide to Fidelity funds\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(new CompoundGrowth().Measure(input) - input.RiskFree, new UlcerIndex().Measure(input));
}
