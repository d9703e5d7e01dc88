namespace MarketSim.Analysis;

/// <summary>Large returns fall off as a power of about three.</summary>
/// <remarks>Hill estimator over the largest 5% of all absolute 10-second log returns of the mid, zeros counted among all.</remarks>
public sealed class ReturnTail : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 2;

    /// <inheritdoc/>
    public override string Name => "Hill exponent, top 5% of 10-s absolute returns";

    /// <inheritdoc/>
    public override string Range => "2 to 4.5";

    /// <inheritdoc/>
    public override string Source => "Gopikrishnan et al. 1998";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        double[] sizes = [.. observed.Samples.KnownReturns(10).Select(Math.Abs)];
        return sizes.Length < FewestReturns
            ? FactMeasure.TooFew("returns of 10 seconds", sizes.Length, FewestReturns)
            : FactMeasure.Of(HillTail.Exponent(sizes, 0.05), 2, 4.5).With(HillTail.Curve("10-s |return|", sizes));
    });


    private const int FewestReturns = 200;
}
