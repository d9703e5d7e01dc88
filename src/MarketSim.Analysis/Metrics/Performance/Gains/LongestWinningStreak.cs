namespace MarketSim.Analysis;

/// <summary>The most periods in a row that gained.</summary>
public sealed class LongestWinningStreak : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "longestWinningStreak";

    /// <inheritdoc/>
    public override string Title => "Longest winning streak";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Periods;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["consecutive_wins"];

    /// <inheritdoc/>
    public override string Formula => "most r > 0 in a row";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "quantstats consecutive_wins";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count == 0 ? null : Streak.Longest(input.Values, sign: 1);
}
