namespace MarketSim.Analysis;

/// <summary>The mean depth of all falls below what had been reached: below zero.</summary>
public sealed class AverageDrawdown : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "averageDrawdown";

    /// <inheritdoc/>
    public override string Title => "Average drawdown";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["avg_drawdown", "average_dd"];

    /// <inheritdoc/>
    public override string Formula => "mean depth of all drawdowns";

    /// <inheritdoc/>
    public override string Undefined => "no drawdown";

    /// <inheritdoc/>
    public override string Source => "PerformanceAnalytics AverageDrawdown; quantstats avg_drawdown";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Drawdowns.All.Count == 0 ? null : input.Drawdowns.All.Average(d => d.Depth);
}
