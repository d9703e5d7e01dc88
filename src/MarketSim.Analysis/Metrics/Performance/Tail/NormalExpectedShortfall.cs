namespace MarketSim.Analysis;

/// <summary>The mean return of the tail if returns are normally distributed.</summary>
public sealed class NormalExpectedShortfall(double level) : TailMetric(level)
{
    /// <inheritdoc/>
    public override string Formula
        => "mean(r) - s(r)·φ(z(q))/q, n - 1";

    /// <inheritdoc/>
    public override string Undefined => "fewer than two returns";

    /// <inheritdoc/>
    public override string Source => "Rockafellar and Uryasev (2000)";

    /// <inheritdoc/>
    protected override string Stem => "normalConditionalValueAtRisk";

    /// <inheritdoc/>
    protected override string Words => "Expected shortfall, normal";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> OtherStems => ["normalCvar", "parametricCvar", "gaussianCvar", "normalExpectedShortfall"];

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Mean + (NormalTail.Mean(TailProbability) * input.Deviation);
}
