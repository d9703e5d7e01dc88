namespace MarketSim.Analysis;

/// <summary>The highest return of a period: the best day of a daily series.</summary>
public sealed class BestPeriod : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "bestPeriod";

    /// <inheritdoc/>
    public override string Title => "Best period";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Return;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["best_day", "best", "max_return"];

    /// <inheritdoc/>
    public override string Formula => "max(r)";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Count == 0 ? null : input.Sorted[^1];
}
