namespace MarketSim.Analysis;

/// <summary>The mean drawdown after each period.</summary>
public sealed class PainIndex : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "painIndex";

    /// <inheritdoc/>
    public override string Title => "Pain index";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["mean_drawdown"];

    /// <inheritdoc/>
    public override string Formula => "mean|D|, D the drawdown after each of n returns";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "Becker, Zephyr Associates; PerformanceAnalytics PainIndex";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count == 0 ? null : -input.Underwater.Sum() / input.Count;
}
