namespace MarketSim.Analysis;

/// <summary>The price moves about as much as that of a share does.</summary>
/// <remarks>Root of the mean squared 1-minute log return of the mid, times the root of the trading minutes of a year (252 days of 390), in percent.</remarks>
public sealed class AnnualVolatility : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 24;

    /// <inheritdoc/>
    public override string Name => "Annualised volatility";

    /// <inheritdoc/>
    public override string Range => "10 to 60%";

    /// <inheritdoc/>
    public override string Source => "levels of listed shares";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        var returns = observed.Samples.KnownReturns(60);
        return returns.Length < FewestReturns
            ? FactMeasure.TooFew("returns of a minute", returns.Length, FewestReturns)
            : FactMeasure.Of(100 * Math.Sqrt(returns.Average(each => each * each) * MinutesPerYear), 10, 60)
                .With(Mid(observed));
    });


    private const int FewestReturns = 20;
    private const double MinutesPerYear = 252 * 390;

    private static FactCurve Mid(FactObservation observed)
    {
        var mids = observed.Samples.Every(10, touch => touch.Mid);
        var first = mids.FirstOrDefault(double.IsFinite);
        return new FactCurve(
            "mid since the beginning (%)", [.. mids.Select((_, i) => i / 360.0)], [.. mids.Select(each => 100 * ((each / first) - 1))]);
    }
}
