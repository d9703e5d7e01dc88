namespace MarketSim.Analysis;

/// <summary>What one unit of money grew by, compounded.</summary>
public sealed class TotalReturn : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "totalReturn";

    /// <inheritdoc/>
    public override string Title => "Total return";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Return;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["cumulative_return", "cum_returns_final", "comp"];

    /// <inheritdoc/>
    public override string Formula => "∏(1 + r) - 1";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count == 0 ? null : input.WealthPath[^1] - 1;
}
