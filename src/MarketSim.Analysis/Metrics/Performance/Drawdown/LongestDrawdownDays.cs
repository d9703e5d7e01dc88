namespace MarketSim.Analysis;

/// <summary>The longest time under water, in calendar days.</summary>
public sealed class LongestDrawdownDays : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "longestDrawdownDays";

    /// <inheritdoc/>
    public override string Title => "Longest drawdown in days";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Days;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["longest_dd_days"];

    /// <inheritdoc/>
    public override string Formula
        => "most calendar days from the first date below the peak to the last, both counted";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or no dates";

    /// <inheritdoc/>
    public override string Source => "quantstats longest_dd_days";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Returns.Dates is null || input.Count == 0 ? null
        : input.Drawdowns.All.Select(d => d.Days ?? 0).DefaultIfEmpty().Max();
}
