namespace MarketSim.Analysis;

/// <summary>How far the worst periods stand out from the losses.</summary>
public sealed class OutlierLossRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "outlierLossRatio";

    /// <inheritdoc/>
    public override string Title => "Outlier loss ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override string Formula => "1% quantile / mean of r < 0";

    /// <inheritdoc/>
    public override string Undefined => "no loss";

    /// <inheritdoc/>
    public override string Source => "quantstats outlier_loss_ratio";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(Quantile.Type7(input.Sorted, 0.01), new AverageLoss().Measure(input));
}
