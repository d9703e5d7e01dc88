namespace MarketSim.Analysis;

/// <summary>The size of very good periods beside that of very bad ones.</summary>
public sealed class TailRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "tailRatio";

    /// <inheritdoc/>
    public override string Title => "Tail ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override string Formula => "|95% quantile| / |5% quantile|, type 7";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or a 5% quantile of zero";

    /// <inheritdoc/>
    public override string Source => "empyrical and quantstats tail_ratio";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Moments.Ratio(
        Quantile.Type7(input.Sorted, 0.95) is { } high ? Math.Abs(high) : null,
        Quantile.Type7(input.Sorted, 0.05) is { } low ? Math.Abs(low) : null);
}
