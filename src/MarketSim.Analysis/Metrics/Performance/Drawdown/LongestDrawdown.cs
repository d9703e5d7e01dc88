namespace MarketSim.Analysis;

/// <summary>The longest time under water, in periods.</summary>
public sealed class LongestDrawdown : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "longestDrawdown";

    /// <inheritdoc/>
    public override string Title => "Longest drawdown";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Periods;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases
        => ["longest_dd", "max_drawdown_duration", "longest_drawdown_periods"];

    /// <inheritdoc/>
    public override string Formula => "most periods in a row that end below the peak";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count == 0 ? null : input.Drawdowns.All.Select(d => d.PeriodsUnderWater).DefaultIfEmpty().Max();
}
