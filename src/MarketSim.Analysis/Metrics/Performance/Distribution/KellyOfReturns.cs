namespace MarketSim.Analysis;

/// <summary>The part of the capital that grows fastest if the future is like this, periods being bets.</summary>
public sealed class KellyOfReturns : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "kelly";

    /// <inheritdoc/>
    public override string Title => "Kelly criterion";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Distribution;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["kelly_criterion"];

    /// <inheritdoc/>
    public override string Formula => "(b·p - q) / b; p the win rate, q = 1 - p, b mean win / mean loss";

    /// <inheritdoc/>
    public override string Undefined => "no win or no loss";

    /// <inheritdoc/>
    public override string Source
        => "Kelly (1956), \"A new interpretation of information rate\"; quantstats kelly_criterion";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Of(new WinRate().Measure(input), new PayoffRatio().Measure(input));

    internal static double? Of(double? winRate, double? payoff) => Moments.Ratio((payoff * winRate) - (1 - winRate), payoff);
}
