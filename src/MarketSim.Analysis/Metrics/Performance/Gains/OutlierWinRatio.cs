namespace MarketSim.Analysis;

/// <summary>How far the best periods stand out from the gains.</summary>
public sealed class OutlierWinRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "outlierWinRatio";

    /// <inheritdoc/>
    public override string Title => "Outlier win ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override string Formula => "99% quantile / mean of r ≥ 0";

    /// <inheritdoc/>
    public override string Undefined => "no such return, or a mean of zero";

    /// <inheritdoc/>
    public override string Source => "quantstats outlier_win_ratio";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Moments.Ratio(
        Quantile.Type7(input.Sorted, 0.99),
        Moments.Ratio(Shortfalls.Above(input.Values, 0), input.Count - Shortfalls.Losses(input.Values)));
}
