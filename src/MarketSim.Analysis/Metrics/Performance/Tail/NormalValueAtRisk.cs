namespace MarketSim.Analysis;

/// <summary>The return that the tail begins at if returns are normally distributed.</summary>
public sealed class NormalValueAtRisk(double level) : TailMetric(level)
{
    /// <inheritdoc/>
    public override string Formula
        => "mean(r) + z(q)·s(r), n - 1";

    /// <inheritdoc/>
    public override string Undefined => "fewer than two returns";

    /// <inheritdoc/>
    public override string Source => "J.P. Morgan (1996), RiskMetrics";

    /// <inheritdoc/>
    protected override string Stem => "normalValueAtRisk";

    /// <inheritdoc/>
    protected override string Words => "Value at risk, normal";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> OtherStems => ["normalVar", "parametricVar", "gaussianVar"];

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Mean + (NormalTail.Quantile(TailProbability) * input.Deviation);
}
