namespace MarketSim.Analysis;

/// <summary>Half of all returns lie above it.</summary>
public sealed class MedianReturn : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "medianReturn";

    /// <inheritdoc/>
    public override string Title => "Median return";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Return;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["median"];

    /// <inheritdoc/>
    public override string Formula => "median(r)";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Quantile.Type7(input.Sorted, 0.5);
}
