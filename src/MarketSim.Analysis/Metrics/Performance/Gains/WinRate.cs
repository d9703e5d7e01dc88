namespace MarketSim.Analysis;

/// <summary>The part of the periods with a return that gained.</summary>
public sealed class WinRate : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "winRate";

    /// <inheritdoc/>
    public override string Title => "Win rate";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Gains;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["win_ratio", "hit_rate"];

    /// <inheritdoc/>
    public override string Formula => "number of r > 0 / number of r ≠ 0";

    /// <inheritdoc/>
    public override string Undefined => "no return but zeros";

    /// <inheritdoc/>
    public override string Source => "quantstats win_rate: zeros are neither won nor lost";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(Shortfalls.Wins(input.Values), Shortfalls.Wins(input.Values) + Shortfalls.Losses(input.Values));
}
