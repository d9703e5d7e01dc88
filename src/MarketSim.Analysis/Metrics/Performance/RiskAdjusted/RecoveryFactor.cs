namespace MarketSim.Analysis;

/// <summary>How often the deepest drawdown was earned.</summary>
public sealed class RecoveryFactor : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "recoveryFactor";

    /// <inheritdoc/>
    public override string Title => "Recovery factor";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["return_over_max_drawdown", "romad"];

    /// <inheritdoc/>
    public override string Formula => "total return / |max drawdown|";

    /// <inheritdoc/>
    public override string Undefined => "no drawdown";

    /// <inheritdoc/>
    public override string Source => "quantstats recovery_factor at a risk-free rate of 0";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(new TotalReturn().Measure(input), -new MaxDrawdown().Measure(input));
}
