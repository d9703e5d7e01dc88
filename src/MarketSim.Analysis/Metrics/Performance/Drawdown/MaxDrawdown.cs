namespace MarketSim.Analysis;

/// <summary>The deepest fall below what had been reached: zero or below.</summary>
public sealed class MaxDrawdown : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "maxDrawdown";

    /// <inheritdoc/>
    public override string Title => "Deepest drawdown";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["max_dd", "mdd", "maximum_drawdown"];

    /// <inheritdoc/>
    public override string Formula => "min(W / highest W so far - 1), W = 1 before the first return";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "definition; wealth 1 before the first return counts as a peak";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count == 0 ? null : input.Underwater.Min();
}
