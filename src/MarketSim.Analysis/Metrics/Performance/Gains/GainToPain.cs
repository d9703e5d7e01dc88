namespace MarketSim.Analysis;

/// <summary>The sum of all returns over the sum of the losses.</summary>
public sealed class GainToPain : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "gainToPain";

    /// <inheritdoc/>
    public override string Title => "Gain to pain";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["gain_to_pain_ratio", "gpr"];

    /// <inheritdoc/>
    public override string Formula => "Σr / |Σ(r < 0)|";

    /// <inheritdoc/>
    public override string Undefined => "no loss";

    /// <inheritdoc/>
    public override string Source
        => "Schwager (2012), \"Market wizards\"; quantstats gain_to_pain_ratio; of the periods as they are";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(Moments.Sum(input.Values), Shortfalls.Below(input.Values, 0));
}
