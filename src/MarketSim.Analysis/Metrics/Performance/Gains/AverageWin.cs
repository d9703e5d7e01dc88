namespace MarketSim.Analysis;

/// <summary>The mean return of the periods that gained.</summary>
public sealed class AverageWin : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "averageWin";

    /// <inheritdoc/>
    public override string Title => "Average win";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["avg_win"];

    /// <inheritdoc/>
    public override string Formula => "mean of r > 0";

    /// <inheritdoc/>
    public override string Undefined => "no win";

    /// <inheritdoc/>
    public override string Source => "quantstats avg_win";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(Shortfalls.Above(input.Values, 0), Shortfalls.Wins(input.Values));
}
