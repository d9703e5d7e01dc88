namespace MarketSim.Analysis;

/// <summary>The Sharpe ratio less what skewness and fat tails take from it.</summary>
public sealed class AdjustedSharpe : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "adjustedSharpe";

    /// <inheritdoc/>
    public override string Title => "Adjusted Sharpe ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["adjusted_sharpe_ratio"];

    /// <inheritdoc/>
    public override string Formula
        => "SR·(1 + skew/6·SR - excess kurtosis/24·SR²), SR the Sharpe ratio of a period, times √P";

    /// <inheritdoc/>
    public override string Undefined => "fewer than four returns, or all equal";

    /// <inheritdoc/>
    public override string Source
        => "Pezier and White (2008), \"The relative merits of alternative investments in passive portfolios\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => AdjustedOf(
        Moments.Ratio(input.Mean - input.RiskFreePerPeriod, input.Deviation),
        Moments.Skewness(input.Values), Moments.ExcessKurtosis(input.Values)) * Math.Sqrt(input.PeriodsPerYear);

    private static double? AdjustedOf(double? ratio, double? skewness, double? kurtosis)
        => ratio * (1 + (skewness / 6 * ratio) - (kurtosis / 24 * ratio * ratio));
}
