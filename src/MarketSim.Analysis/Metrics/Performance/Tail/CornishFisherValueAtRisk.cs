namespace MarketSim.Analysis;

/// <summary>The return that the tail begins at, by mean, spread, skewness and kurtosis.</summary>
public sealed class CornishFisherValueAtRisk(double level) : TailMetric(level)
{
    /// <inheritdoc/>
    public override string Formula
        => "mean(r) + s(r)·(z + (z² - 1)S/6 + (z³ - 3z)K/24 - (2z³ - 5z)S²/36); S, K corrected for bias";

    /// <inheritdoc/>
    public override string Undefined => "fewer than four returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "Cornish and Fisher (1938); Favre and Galeano (2002), modified value at risk";

    /// <inheritdoc/>
    protected override string Stem => "cornishFisherValueAtRisk";

    /// <inheritdoc/>
    protected override string Words => "Value at risk, Cornish-Fisher";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> OtherStems => ["cornishFisherVar", "modifiedVar", "mvar"];

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Skewness(input.Values) is { } skewness && Moments.ExcessKurtosis(input.Values) is { } excess
            ? input.Mean + (NormalTail.Quantile(TailProbability, skewness, excess) * input.Deviation) : null;
}
