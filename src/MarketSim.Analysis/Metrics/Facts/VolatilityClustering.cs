namespace MarketSim.Analysis;

/// <summary>Large moves follow large moves.</summary>
/// <remarks>Mean over lags 1 to 10 of the autocorrelation of absolute 1-minute log returns of the mid.</remarks>
public sealed class VolatilityClustering : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 6;

    /// <inheritdoc/>
    public override string Name => "Mean autocorrelation of absolute 1-min returns, lags 1-10";

    /// <inheritdoc/>
    public override string Range => "at least 0.05";

    /// <inheritdoc/>
    public override string Source => "Cont 2001";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        double[] sizes = [.. observed.Samples.Returns(60).Select(Math.Abs)];
        return sizes.Length < FewestReturns
            ? FactMeasure.TooFew("returns of a minute", sizes.Length, FewestReturns)
            : FactMeasure.Of(
                Enumerable.Range(1, 10).Average(lag => Sample.Autocorrelation(sizes, lag)), 0.05, double.PositiveInfinity)
                .With(Autocorrelations.Curve("1-min |returns|", sizes, 20));
    });


    private const int FewestReturns = 30;
}
