namespace MarketSim.Analysis;

/// <summary>How far returns lie from their mean, outliers not squared.</summary>
public sealed class MeanAbsoluteDeviation : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "meanAbsoluteDeviation";

    /// <inheritdoc/>
    public override string Title => "Mean absolute deviation";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Risk;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["mad"];

    /// <inheritdoc/>
    public override string Formula => "mean|r - mean|";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "Konno and Yamazaki (1991), \"Mean-absolute deviation portfolio optimization model\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Mean is { } mean ? Moments.Mean([.. input.Returns.Values.Select(r => Math.Abs(r - mean))]) : null;
}
