namespace MarketSim.Analysis;

/// <summary>Treynor's ratio with the whole series' return in the numerator.</summary>
public sealed class TotalTreynor : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "totalTreynor";

    /// <inheritdoc/>
    public override string Title => "Treynor ratio of the total return";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override string Formula => "(total return - R) / beta";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common, or a beta of zero";

    /// <inheritdoc/>
    public override string Source => "quantstats treynor_ratio";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(new TotalReturn().Measure(input) - input.RiskFree, new BetaToBenchmark().Measure(input));
}
