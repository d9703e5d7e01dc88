namespace MarketSim.Analysis;

/// <summary>A buy is mostly followed by a buy.</summary>
/// <remarks>Autocorrelation at lag 1 of the signs of trades, all executions of one instant in one direction being one trade.</remarks>
public sealed class SignPersistence : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 9;

    /// <inheritdoc/>
    public override string Name => "Trade-sign lag-1 autocorrelation";

    /// <inheritdoc/>
    public override string Range => "at least 0.15";

    /// <inheritdoc/>
    public override string Source => "Lillo-Farmer 2004";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        var signs = observed.Trades.Signs();
        return signs.Length < FewestTrades
            ? FactMeasure.TooFew("trades", signs.Length, FewestTrades)
            : FactMeasure.Of(Sample.Autocorrelation(signs, 1), 0.15, double.PositiveInfinity)
                .With(Autocorrelations.Powers("trade signs", signs));
    });


    private const int FewestTrades = 50;
}
