namespace MarketSim.Analysis;

/// <summary>Active return for each unit of tracking error.</summary>
public sealed class InformationRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "informationRatio";

    /// <inheritdoc/>
    public override string Title => "Information ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["ir"];

    /// <inheritdoc/>
    public override string Formula => "mean(r - b) / s(r - b)·√P, n - 1";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common, or a constant difference";

    /// <inheritdoc/>
    public override string Source => "Goodwin (1998), \"The information ratio\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Common is { } c && Regression.Difference(c.Own, c.Benchmark) is var active
        ? Moments.Ratio(Moments.Mean(active), Moments.Deviation(active)) * Math.Sqrt(input.PeriodsPerYear) : null;
}
