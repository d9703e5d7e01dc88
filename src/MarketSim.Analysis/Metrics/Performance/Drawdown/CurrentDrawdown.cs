namespace MarketSim.Analysis;

/// <summary>How far below its peak the series ends.</summary>
public sealed class CurrentDrawdown : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "currentDrawdown";

    /// <inheritdoc/>
    public override string Title => "Drawdown at the end";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["last_drawdown"];

    /// <inheritdoc/>
    public override string Formula => "W / highest W so far - 1 after the last return";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count == 0 ? null : input.Underwater[^1];
}
