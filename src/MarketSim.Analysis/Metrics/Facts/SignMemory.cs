namespace MarketSim.Analysis;

/// <summary>Buying follows buying for hours.</summary>
/// <remarks>Slope of detrended fluctuation analysis of order 1 of the signs of trades, all executions of one instant in one direction being one trade. Boxes of 10 trades to an eighth of all.</remarks>
public sealed class SignMemory : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 8;

    /// <inheritdoc/>
    public override string Name => "Trade-sign Hurst exponent (DFA)";

    /// <inheritdoc/>
    public override string Range => "0.6 to 0.85";

    /// <inheritdoc/>
    public override string Source => "Lillo-Farmer 2004";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        var signs = observed.Trades.Signs();
        if (signs.Length < Fluctuations.FewestValues)
        {
            return FactMeasure.TooFew("trades", signs.Length, Fluctuations.FewestValues);
        }

        var curve = Fluctuations.Curve(signs);
        return FactMeasure.Of(LineFit.Through(curve.X, curve.Y).Slope, 0.6, 0.85).With(new FactCurve(
            curve.Label, [.. curve.X.Select(each => each / Math.Log(10))], [.. curve.Y.Select(each => each / Math.Log(10))]));
    });

}
