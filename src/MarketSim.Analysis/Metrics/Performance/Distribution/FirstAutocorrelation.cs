namespace MarketSim.Analysis;

/// <summary>How much a period's return says of the next one's.</summary>
public sealed class FirstAutocorrelation : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "autocorrelation";

    /// <inheritdoc/>
    public override string Title => "Autocorrelation of lag 1";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Distribution;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["autocorr", "serial_correlation"];

    /// <inheritdoc/>
    public override string Formula => "Σ(r(t) - mean)(r(t-1) - mean) / Σ(r - mean)²";

    /// <inheritdoc/>
    public override string Undefined => "fewer than two returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "Box and Jenkins (1970)";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => SerialCorrelation.Of(input.Values);
}
