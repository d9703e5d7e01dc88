namespace MarketSim.Analysis;

/// <summary>The mean return of the tail, by mean, spread, skewness and kurtosis.</summary>
public sealed class CornishFisherExpectedShortfall(double level) : TailMetric(level)
{
    /// <inheritdoc/>
    public override string Formula
        => "mean(r) - s(r)·φ(z)/q·(1 + zS/6 + (z² - 1)K/24 - (2z² - 1)S²/36): the mean of the Cornish-Fisher quantiles below q";

    /// <inheritdoc/>
    public override string Undefined => "fewer than four returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "Maillard (2012), \"A user's guide to the Cornish Fisher expansion\"";

    /// <inheritdoc/>
    protected override string Stem => "cornishFisherConditionalValueAtRisk";

    /// <inheritdoc/>
    protected override string Words => "Expected shortfall, Cornish-Fisher";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> OtherStems => ["cornishFisherCvar", "modifiedCvar", "mcvar", "cornishFisherExpectedShortfall"];

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Skewness(input.Values) is { } skewness && Moments.ExcessKurtosis(input.Values) is { } excess
            ? input.Mean + (NormalTail.Mean(TailProbability, skewness, excess) * input.Deviation) : null;
}
