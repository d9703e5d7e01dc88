namespace MarketSim.Analysis;

/// <summary>The constant return of a period that comes to the same.</summary>
public sealed class GeometricMeanReturn : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "geometricMeanReturn";

    /// <inheritdoc/>
    public override string Title => "Geometric mean return";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Return;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["expected_return", "geometric_mean", "ghpr"];

    /// <inheritdoc/>
    public override string Formula => "(1 + total)^(1/n) - 1";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or wealth below zero at the end";

    /// <inheritdoc/>
    public override string Source => "quantstats expected_return";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count == 0 || input.WealthPath[^1] < 0 ? null : Math.Pow(input.WealthPath[^1], 1.0 / input.Count) - 1;
}
