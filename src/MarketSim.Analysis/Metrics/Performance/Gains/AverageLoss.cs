namespace MarketSim.Analysis;

/// <summary>The mean return of the periods that lost: below zero.</summary>
public sealed class AverageLoss : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "averageLoss";

    /// <inheritdoc/>
    public override string Title => "Average loss";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["avg_loss"];

    /// <inheritdoc/>
    public override string Formula => "mean of r < 0";

    /// <inheritdoc/>
    public override string Undefined => "no loss";

    /// <inheritdoc/>
    public override string Source => "quantstats avg_loss";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(-Shortfalls.Below(input.Values, 0), Shortfalls.Losses(input.Values));
}
