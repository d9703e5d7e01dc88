namespace MarketSim.Analysis;

/// <summary>The mean time under water, in calendar days.</summary>
public sealed class AverageDrawdownDays : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "averageDrawdownDays";

    /// <inheritdoc/>
    public override string Title => "Average drawdown in days";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Days;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["avg_drawdown_days"];

    /// <inheritdoc/>
    public override string Formula
        => "mean calendar days of all drawdowns, from the first date below the peak to the last, both counted";

    /// <inheritdoc/>
    public override string Undefined => "no drawdown, or no dates";

    /// <inheritdoc/>
    public override string Source => "quantstats avg_drawdown_days, of all drawdowns";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Returns.Dates is null ? null : Moments.Mean([.. input.Drawdowns.All.Select(d => (double)(d.Days ?? 0))]);
}
