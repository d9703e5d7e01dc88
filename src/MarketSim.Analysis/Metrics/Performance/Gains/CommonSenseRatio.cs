namespace MarketSim.Analysis;

/// <summary>Profit factor and tail ratio in one.</summary>
public sealed class CommonSenseRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "commonSenseRatio";

    /// <inheritdoc/>
    public override string Title => "Common sense ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override string Formula => "profit factor·tail ratio";

    /// <inheritdoc/>
    public override string Undefined => "where either is";

    /// <inheritdoc/>
    public override string Source => "quantstats common_sense_ratio";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => new ProfitFactor().Measure(input) * new TailRatio().Measure(input);
}
