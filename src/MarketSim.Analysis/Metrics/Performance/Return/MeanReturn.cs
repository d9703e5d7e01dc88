namespace MarketSim.Analysis;

/// <summary>The mean return of a period.</summary>
public sealed class MeanReturn : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "meanReturn";

    /// <inheritdoc/>
    public override string Title => "Mean return";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Return;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["mean", "average_return", "avg_return"];

    /// <inheritdoc/>
    public override string Formula => "mean(r)";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Mean;
}
