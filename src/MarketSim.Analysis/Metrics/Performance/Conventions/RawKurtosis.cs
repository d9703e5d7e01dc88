namespace MarketSim.Analysis;

/// <summary>Kurtosis on the scale where the normal distribution has 3: what the probabilistic Sharpe ratio needs.</summary>
public sealed class RawKurtosis : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "rawKurtosis";

    /// <inheritdoc/>
    public override string Title => "Raw kurtosis";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override string Formula => "G2 + 3";

    /// <inheritdoc/>
    public override string Undefined => "where the excess kurtosis is";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => new KurtosisOfReturns().Measure(input) + 3;
}
