namespace MarketSim.Analysis;

/// <summary>Return for each unit of downside deviation, a year's.</summary>
public sealed class SortinoRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "sortino";

    /// <inheritdoc/>
    public override string Title => "Sortino ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["sortino_ratio"];

    /// <inheritdoc/>
    public override string Formula
        => "mean(r - f) / √mean(min(r, 0)²)·√P over all n; with a minimum acceptable return m: mean(r - m) "
            + "/ √mean(min(r - m, 0)²)·√P";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or none falls short";

    /// <inheritdoc/>
    public override string Source
        => "Sortino and Price (1994), \"Performance measurement in a downside risk framework\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Moments.Ratio(
        input.Mean - (input.MinimumAcceptable is null ? input.RiskFreePerPeriod : input.ThresholdPerPeriod),
        Shortfalls.Deviation(input.Values, input.ThresholdPerPeriod)) * Math.Sqrt(input.PeriodsPerYear);
}
