namespace MarketSim.Analysis;

/// <summary>Skewness with n in every denominator.</summary>
public sealed class PopulationSkew : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "populationSkew";

    /// <inheritdoc/>
    public override string Title => "Skewness, not corrected";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override string Formula => "m3 / m2^1.5";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "scipy skew";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Moments.PopulationSkewness(input.Values);
}
