namespace MarketSim.Analysis;

/// <summary>What a winning period gains for each unit that a losing one loses.</summary>
public sealed class PayoffRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "payoffRatio";

    /// <inheritdoc/>
    public override string Title => "Payoff ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["win_loss_ratio"];

    /// <inheritdoc/>
    public override string Formula => "mean of r > 0 / |mean of r < 0|";

    /// <inheritdoc/>
    public override string Undefined => "no win or no loss";

    /// <inheritdoc/>
    public override string Source => "quantstats payoff_ratio";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(new AverageWin().Measure(input), -new AverageLoss().Measure(input));
}
