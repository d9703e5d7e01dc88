namespace MarketSim.Analysis;

/// <summary>How much faster it grew than the benchmark.</summary>
public sealed class ActivePremium : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "activePremium";

    /// <inheritdoc/>
    public override string Title => "Growth over the benchmark's";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["cagr_difference"];

    /// <inheritdoc/>
    public override string Formula => "CAGR - the benchmark's CAGR, over the periods in common";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common, or no growth rate";

    /// <inheritdoc/>
    public override string Source => "PerformanceAnalytics ActivePremium";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Common is { } c && c.Own.Length > 1
        ? CompoundGrowth.Of(c.Own, input.PeriodsPerYear) - CompoundGrowth.Of(c.Benchmark, input.PeriodsPerYear) : null;
}
