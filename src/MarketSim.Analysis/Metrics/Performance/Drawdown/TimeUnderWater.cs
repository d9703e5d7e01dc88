namespace MarketSim.Analysis;

/// <summary>The part of all periods that end below what had been reached.</summary>
public sealed class TimeUnderWater : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "timeUnderWater";

    /// <inheritdoc/>
    public override string Title => "Time under water";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Drawdown;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override string Formula => "periods that end below the peak / n";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count == 0 ? null : (double)input.Underwater.Count(d => d < 0) / input.Count;
}
