namespace MarketSim.Analysis;

/// <summary>The queue at the best price is often nearly empty.</summary>
/// <remarks>Maximum-likelihood shape of a gamma distribution of the lots displayed at the best price, looked at every 10 seconds, both sides together.</remarks>
public sealed class QueueShape : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 16;

    /// <inheritdoc/>
    public override string Name => "Gamma shape of best-queue volume";

    /// <inheritdoc/>
    public override string Range => "0.5 to 0.95";

    /// <inheritdoc/>
    public override string Source => "Bouchaud-Mézard-Potters 2002";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        double[] lots =
        [
            .. observed.Samples.Every(10, touch => touch.BidQuantity.Lots)
                .Concat(observed.Samples.Every(10, touch => touch.AskQuantity.Lots)).Where(each => each > 0),
        ];
        return lots.Length < FewestLooks
            ? FactMeasure.TooFew("looks at a queue", lots.Length, FewestLooks)
            : FactMeasure.Of(ShapeFits.Gamma(lots), 0.5, 0.95).With(HillTail.Curve("best queue (lots)", lots));
    });


    private const int FewestLooks = 100;
}
