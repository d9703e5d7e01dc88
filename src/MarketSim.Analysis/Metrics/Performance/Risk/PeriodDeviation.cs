namespace MarketSim.Analysis;

/// <summary>The standard deviation of a period's return.</summary>
public sealed class PeriodDeviation : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "standardDeviation";

    /// <inheritdoc/>
    public override string Title => "Standard deviation";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Risk;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases
        => ["std", "stdev", "deviation", "daily_volatility", "period_volatility"];

    /// <inheritdoc/>
    public override string Formula => "s(r), n - 1";

    /// <inheritdoc/>
    public override string Undefined => "fewer than two returns";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => input.Deviation;
}
