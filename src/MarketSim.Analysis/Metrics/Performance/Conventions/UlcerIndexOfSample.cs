namespace MarketSim.Analysis;

/// <summary>The ulcer index with n - 1.</summary>
public sealed class UlcerIndexOfSample : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "ulcerIndexSample";

    /// <inheritdoc/>
    public override string Title => "Ulcer index over n - 1";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "√(ΣD² / (n - 1))";

    /// <inheritdoc/>
    public override string Undefined => "fewer than two returns";

    /// <inheritdoc/>
    public override string Source => "quantstats ulcer_index";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count < 2 ? null : Math.Sqrt(input.Underwater.Sum(d => d * d) / (input.Count - 1));
}
