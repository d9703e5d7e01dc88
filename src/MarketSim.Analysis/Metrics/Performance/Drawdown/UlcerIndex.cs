namespace MarketSim.Analysis;

/// <summary>The root mean square of the drawdown after each period.</summary>
public sealed class UlcerIndex : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "ulcerIndex";

    /// <inheritdoc/>
    public override string Title => "Ulcer index";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["ulcer"];

    /// <inheritdoc/>
    public override string Formula => "√mean(D²), D the drawdown after each of n returns";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "Martin and McCann (1989), \"The investor's guide to Fidelity funds\"; over n";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count == 0 ? null : Math.Sqrt(input.Underwater.Sum(d => d * d) / input.Count);
}
