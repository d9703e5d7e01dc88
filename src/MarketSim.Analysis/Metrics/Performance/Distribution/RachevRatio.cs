namespace MarketSim.Analysis;

/// <summary>The mean of the best returns beside the mean of the worst.</summary>
public sealed class RachevRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "rachev";

    /// <inheritdoc/>
    public override string Title => "Rachev ratio, 95%";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Distribution;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["rachev_ratio"];

    /// <inheritdoc/>
    public override string Formula => "mean of r ≥ the 95% quantile / |mean of r ≤ the 5% quantile|, type 7";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or a tail of zero";

    /// <inheritdoc/>
    public override string Source
        => "Biglova, Ortobelli, Rachev and Stoyanov (2004), \"Different approaches to risk estimation in portfolio theory\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(-TailMean.Of([.. input.Returns.Values.Select(r => -r).Order()], 0.05), Math.Abs(TailMean.Of(input.Sorted, 0.05) ?? 0));
}
