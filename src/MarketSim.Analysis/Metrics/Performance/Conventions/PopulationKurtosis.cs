namespace MarketSim.Analysis;

/// <summary>Excess kurtosis with n in every denominator.</summary>
public sealed class PopulationKurtosis : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "populationKurtosis";

    /// <inheritdoc/>
    public override string Title => "Excess kurtosis, not corrected";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override string Formula => "m4 / m2² - 3";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "scipy kurtosis";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.PopulationExcessKurtosis(input.Values);
}
