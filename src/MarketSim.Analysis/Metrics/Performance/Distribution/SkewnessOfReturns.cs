namespace MarketSim.Analysis;

/// <summary>How far the distribution leans: below zero, bad days are the longer tail.</summary>
public sealed class SkewnessOfReturns : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "skew";

    /// <inheritdoc/>
    public override string Title => "Skewness";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Distribution;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["skewness"];

    /// <inheritdoc/>
    public override string Formula => "G1 = √(n(n - 1)) / (n - 2)·m3 / m2^1.5";

    /// <inheritdoc/>
    public override string Undefined => "fewer than three returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "Joanes and Gill (1998), corrected for bias, as pandas, Excel and SAS";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Moments.Skewness(input.Values);
}
