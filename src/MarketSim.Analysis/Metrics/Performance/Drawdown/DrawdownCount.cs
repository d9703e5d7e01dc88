namespace MarketSim.Analysis;

/// <summary>How many falls below a peak there were.</summary>
public sealed class DrawdownCount : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "drawdowns";

    /// <inheritdoc/>
    public override string Title => "Drawdowns";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["drawdown_count", "number_of_drawdowns"];

    /// <inheritdoc/>
    public override string Formula => "number of separate drawdowns";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count == 0 ? null : input.Drawdowns.All.Count;
}
