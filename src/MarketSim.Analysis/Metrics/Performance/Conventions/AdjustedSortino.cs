namespace MarketSim.Analysis;

/// <summary>Sortino's ratio on the scale of Sharpe's.</summary>
public sealed class AdjustedSortino : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "adjustedSortino";

    /// <inheritdoc/>
    public override string Title => "Sortino ratio over √2";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["adjusted_sortino_ratio"];

    /// <inheritdoc/>
    public override string Formula => "Sortino / √2";

    /// <inheritdoc/>
    public override string Undefined => "where the Sortino ratio is";

    /// <inheritdoc/>
    public override string Source => "Schwager; quantstats adjusted_sortino";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => new SortinoRatio().Measure(input) / Math.Sqrt(2);
}
