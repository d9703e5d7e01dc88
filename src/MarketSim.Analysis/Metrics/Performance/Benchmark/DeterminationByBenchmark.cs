namespace MarketSim.Analysis;

/// <summary>The part of its variance that the benchmark explains.</summary>
public sealed class DeterminationByBenchmark : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "rSquared";

    /// <inheritdoc/>
    public override string Title => "R²";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["r2"];

    /// <inheritdoc/>
    public override string Formula => "correlation²";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common, or one without spread";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => new CorrelationWithBenchmark().Measure(input) is { } rho ? rho * rho : null;
}
