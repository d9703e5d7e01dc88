namespace MarketSim.Analysis;

/// <summary>Trade sizes fall off as a power of about one and a half.</summary>
/// <remarks>Hill estimator over the largest 5% of trade sizes in lots, all executions of one instant in one direction being one trade.</remarks>
public sealed class TradeSizeTail : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 18;

    /// <inheritdoc/>
    public override string Name => "Tail exponent of trade size";

    /// <inheritdoc/>
    public override string Range => "1.3 to 2.5";

    /// <inheritdoc/>
    public override string Source => "Gopikrishnan et al. 2000";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        var sizes = observed.Trades.Sizes();
        return sizes.Length < FewestTrades
            ? FactMeasure.TooFew("trades", sizes.Length, FewestTrades)
            : FactMeasure.Of(HillTail.Exponent(sizes, 0.05), 1.3, 2.5).With(HillTail.Curve("trade size (lots)", sizes));
    });


    private const int FewestTrades = 200;
}
