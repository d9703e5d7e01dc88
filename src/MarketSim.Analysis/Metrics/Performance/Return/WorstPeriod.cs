namespace MarketSim.Analysis;

/// <summary>The lowest return of a period: the worst day of a daily series.</summary>
public sealed class WorstPeriod : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "worstPeriod";

    /// <inheritdoc/>
    public override string Title => "Worst period";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Return;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["worst_day", "worst", "min_return"];

    /// <inheritdoc/>
    public override string Formula => "min(r)";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Count == 0 ? null : input.Sorted[0];
}
