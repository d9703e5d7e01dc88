namespace MarketSim.Analysis;

/// <summary>Profit factor, win rate and payoff in one.</summary>
public sealed class CpcIndex : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "cpcIndex";

    /// <inheritdoc/>
    public override string Title => "CPC index";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override string Formula => "profit factor·win rate·payoff ratio";

    /// <inheritdoc/>
    public override string Undefined => "where one of them is";

    /// <inheritdoc/>
    public override string Source => "quantstats cpc_index";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => new ProfitFactor().Measure(input) * new WinRate().Measure(input) * new PayoffRatio().Measure(input);
}
