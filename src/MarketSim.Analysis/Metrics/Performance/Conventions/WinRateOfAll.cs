namespace MarketSim.Analysis;

/// <summary>The part of all periods that gained.</summary>
public sealed class WinRateOfAll : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "winRateOfAll";

    /// <inheritdoc/>
    public override string Title => "Win rate, zeros counted";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["positive_periods", "percent_positive"];

    /// <inheritdoc/>
    public override string Formula => "number of r > 0 / n";

    /// <inheritdoc/>
    public override string Undefined => "no returns";

    /// <inheritdoc/>
    public override string Source => "empyrical and pyfolio; zeros count as not won";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => input.Count == 0 ? null : (double)Shortfalls.Wins(input.Values) / input.Count;
}
