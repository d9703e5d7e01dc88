namespace MarketSim.Analysis;

/// <summary>How long the deepest fall kept the series under water.</summary>
public sealed class DeepestDrawdownLength : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "maxDrawdownLength";

    /// <inheritdoc/>
    public override string Title => "Length of the deepest drawdown";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Periods;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["deepest_drawdown_periods", "max_dd_periods"];

    /// <inheritdoc/>
    public override string Formula => "periods that end below the peak in the deepest drawdown";

    /// <inheritdoc/>
    public override string Undefined => "no drawdown";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Drawdowns.Deepest(1) is [var deepest] ? deepest.PeriodsUnderWater : null;
}
