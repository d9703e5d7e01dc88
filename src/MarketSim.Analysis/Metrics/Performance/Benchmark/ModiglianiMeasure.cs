namespace MarketSim.Analysis;

/// <summary>What it would have earned a year at the benchmark's volatility.</summary>
public sealed class ModiglianiMeasure : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "modigliani";

    /// <inheritdoc/>
    public override string Title => "Modigliani measure (M²)";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["m2", "m_squared"];

    /// <inheritdoc/>
    public override string Formula => "Sharpe·s(b)·√P + R";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common, or no spread";

    /// <inheritdoc/>
    public override string Source => "Modigliani and Modigliani (1997), \"Risk-adjusted performance\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Common is { } c
        ? (Moments.Ratio(Moments.Mean(c.Own) - input.RiskFreePerPeriod, Moments.Deviation(c.Own))
            * Moments.Deviation(c.Benchmark) * input.PeriodsPerYear) + input.RiskFree : null;
}
