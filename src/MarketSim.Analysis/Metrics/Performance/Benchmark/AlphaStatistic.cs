namespace MarketSim.Analysis;

/// <summary>How many standard errors alpha is from zero: below two it may be luck.</summary>
public sealed class AlphaStatistic : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "alphaTStatistic";

    /// <inheritdoc/>
    public override string Title => "t statistic of alpha";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["alpha_t", "t_alpha"];

    /// <inheritdoc/>
    public override string Formula
        => "a / √(σ²·(1/n + mean(b - f)² / Σ(b - mean(b))²)); a the intercept of r - f over b - f, σ² = Σ(residual)² / (n - 2)";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common, or a benchmark without spread";

    /// <inheritdoc/>
    public override string Source => "definition: ordinary least squares";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Common is { } c ? Regression.AlphaStatistic(c.Own, c.Benchmark, input.RiskFreePerPeriod) : null;
}
