namespace MarketSim.Analysis;

/// <summary>How long a drawdown lasts on average.</summary>
public sealed class AverageDrawdownLength : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "averageDrawdownLength";

    /// <inheritdoc/>
    public override string Title => "Average drawdown length";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Periods;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["avg_drawdown_duration"];

    /// <inheritdoc/>
    public override string Formula => "mean number of periods under water of all drawdowns";

    /// <inheritdoc/>
    public override string Undefined => "no drawdown";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Drawdowns.All.Count == 0 ? null : input.Drawdowns.All.Average(d => d.PeriodsUnderWater);
}
