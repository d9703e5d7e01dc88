namespace MarketSim.Analysis;

/// <summary>How much of log wealth a straight line explains.</summary>
public sealed class StabilityOfGrowth : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "stability";

    /// <inheritdoc/>
    public override string Title => "Stability of growth";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Distribution;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["stability_of_timeseries"];

    /// <inheritdoc/>
    public override string Formula => "R² of the line through the cumulative log returns over time";

    /// <inheritdoc/>
    public override string Undefined => "fewer than two returns, or a return of -1 or below";

    /// <inheritdoc/>
    public override string Source => "empyrical stability_of_timeseries";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => GrowthLine.Stability(input.Values);
}
