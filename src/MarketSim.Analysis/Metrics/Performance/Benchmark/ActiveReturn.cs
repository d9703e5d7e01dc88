namespace MarketSim.Analysis;

/// <summary>What it earned a year more than the benchmark.</summary>
public sealed class ActiveReturn : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "activeReturn";

    /// <inheritdoc/>
    public override string Title => "Active return a year";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["excess_return"];

    /// <inheritdoc/>
    public override string Formula => "mean(r - b)·P";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Common is { } c ? Moments.Mean(Regression.Difference(c.Own, c.Benchmark)) * input.PeriodsPerYear : null;
}
