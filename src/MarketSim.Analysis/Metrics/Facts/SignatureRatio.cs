namespace MarketSim.Analysis;

/// <summary>The variance of returns grows nearly in proportion to time.</summary>
/// <remarks>Mean squared log return of the mid over 1 second, over that over 300 seconds divided by 300; returns one after the other.</remarks>
public sealed class SignatureRatio : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 5;

    /// <inheritdoc/>
    public override string Name => "Variance per second at 1 s over that at 300 s";

    /// <inheritdoc/>
    public override string Range => "0.8 to 3";

    /// <inheritdoc/>
    public override string Source => "signature plot (Andersen et al. 2000)";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        var returns = observed.Samples.KnownReturns(300);
        return returns.Length < FewestReturns
            ? FactMeasure.TooFew("returns of 300 seconds", returns.Length, FewestReturns)
            : FactMeasure.Of(PerSecond(observed, 1) / PerSecond(observed, 300), 0.8, 3).With(Curve(observed));
    });


    private const int FewestReturns = 8;

    private static double PerSecond(FactObservation observed, int seconds)
        => observed.Samples.KnownReturns(seconds).Select(each => each * each).Average() / seconds;

    private static FactCurve Curve(FactObservation observed)
    {
        int[] seconds = [1, 2, 3, 5, 10, 20, 30, 60, 120, 180, 300];
        var whole = PerSecond(observed, 300);
        return new FactCurve(
            "variance per second", [.. seconds.Select(each => Math.Log10(each))],
            [.. seconds.Select(each => PerSecond(observed, each) / whole)]);
    }
}
