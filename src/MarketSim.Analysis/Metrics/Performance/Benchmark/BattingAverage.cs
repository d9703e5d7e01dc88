namespace MarketSim.Analysis;

/// <summary>The part of the periods in which it beat the benchmark.</summary>
public sealed class BattingAverage : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "battingAverage";

    /// <inheritdoc/>
    public override string Title => "Batting average";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "number of r > b / periods in common";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Common is { } c
        ? Moments.Ratio(Shortfalls.Wins(Regression.Difference(c.Own, c.Benchmark)), c.Own.Length) : null;
}
