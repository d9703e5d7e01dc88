namespace MarketSim.Analysis;

/// <summary>Trades come in bursts.</summary>
/// <remarks>Standard deviation over mean of the times between trades, all executions of one instant in one direction being one trade.</remarks>
public sealed class BurstyTrades : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 11;

    /// <inheritdoc/>
    public override string Name => "Coefficient of variation of trade gaps";

    /// <inheritdoc/>
    public override string Range => "at least 1.5";

    /// <inheritdoc/>
    public override string Source => "burstiness";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        var gaps = observed.Trades.Gaps();
        return gaps.Length < FewestGaps
            ? FactMeasure.TooFew("gaps between trades", gaps.Length, FewestGaps)
            : FactMeasure.Of(Sample.VariationCoefficient(gaps), 1.5, double.PositiveInfinity)
                .With(HillTail.Curve("trade gap (s)", gaps));
    });


    private const int FewestGaps = 100;
}
