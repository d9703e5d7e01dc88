namespace MarketSim.Analysis;

/// <summary>Tails grow thinner as returns are taken over longer times.</summary>
/// <remarks>Excess kurtosis as for fact 1, of 5-minute and of 1-minute returns. It passes if that of 5 minutes is less than half of that of 1 minute; the ratio is shown, and means nothing where the latter is not positive.</remarks>
public sealed class AggregationalGaussianity : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 3;

    /// <inheritdoc/>
    public override string Name => "Kurtosis of 5-min over that of 1-min returns";

    /// <inheritdoc/>
    public override string Range => "below 0.5";

    /// <inheritdoc/>
    public override string Source => "Cont 2001";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        var (minute, five) = (observed.Samples.KnownReturns(60), observed.Samples.KnownReturns(300));
        if (five.Length < FewestReturns)
        {
            return FactMeasure.TooFew("returns of 5 minutes", five.Length, FewestReturns);
        }

        var (shortTails, longTails) = (Sample.ExcessKurtosis(minute), Sample.ExcessKurtosis(five));
        return FactMeasure.Of(
            new FactNumber("ratio", longTails / shortTails, double.NegativeInfinity, double.PositiveInfinity),
            new FactNumber("kurtosis of 5 min", longTails, double.NegativeInfinity, Math.BitDecrement(shortTails / 2)))
            .With(Curve(observed));
    });


    private const int FewestReturns = 8;

    private static FactCurve Curve(FactObservation observed)
    {
        int[] seconds = [10, 20, 30, 60, 120, 180, 300, 450, 600];
        var kept = seconds.Where(each => observed.Samples.KnownReturns(each).Length >= FewestReturns).ToArray();
        return new FactCurve(
            "excess kurtosis", [.. kept.Select(each => (double)each)],
            [.. kept.Select(each => Sample.ExcessKurtosis(observed.Samples.KnownReturns(each)))]);
    }
}
