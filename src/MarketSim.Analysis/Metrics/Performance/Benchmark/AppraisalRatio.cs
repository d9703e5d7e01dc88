namespace MarketSim.Analysis;

/// <summary>Alpha for each unit of the risk that the benchmark does not explain.</summary>
public sealed class AppraisalRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "appraisalRatio";

    /// <inheritdoc/>
    public override string Title => "Appraisal ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["appraisal"];

    /// <inheritdoc/>
    public override string Formula => "alpha / (s(r - beta·b)·√P), n - 1";

    /// <inheritdoc/>
    public override string Undefined
        => "no benchmark, or fewer than two periods in common, or nothing that the benchmark does not explain";

    /// <inheritdoc/>
    public override string Source
        => "Treynor and Black (1973), \"How to use security analysis to improve portfolio selection\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Common is { } c && new BetaToBenchmark().Measure(input) is { } beta
        ? Moments.Ratio(
            new AlphaOverBenchmark().Measure(input),
            Moments.Deviation([.. c.Own.Zip(c.Benchmark, (r, b) => r - (beta * b))]) * Math.Sqrt(input.PeriodsPerYear))
        : null;
}
