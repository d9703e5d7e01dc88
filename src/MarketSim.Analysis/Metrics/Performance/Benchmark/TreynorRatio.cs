namespace MarketSim.Analysis;

/// <summary>Return above the risk-free rate for each unit of beta, a year's.</summary>
public sealed class TreynorRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "treynor";

    /// <inheritdoc/>
    public override string Title => "Treynor ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["treynor_ratio"];

    /// <inheritdoc/>
    public override string Formula => "mean(r - f)·P / beta";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common, or a beta of zero";

    /// <inheritdoc/>
    public override string Source
        => "Treynor (1965), \"How to rate management of investment funds\"; mean excess a year, as alpha";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Common is { } c
        ? Moments.Ratio((Moments.Mean(c.Own) - input.RiskFreePerPeriod) * input.PeriodsPerYear, Regression.Beta(c.Own, c.Benchmark)) : null;
}
