namespace MarketSim.Analysis;

/// <summary>How many returns there are.</summary>
public sealed class PeriodCount : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "periods";

    /// <inheritdoc/>
    public override string Title => "Periods";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Return;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Periods;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["count", "n", "observations"];

    /// <inheritdoc/>
    public override string Formula => "n";

    /// <inheritdoc/>
    public override string Undefined => "never";

    /// <inheritdoc/>
    public override string Source => "-";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Count;
}
