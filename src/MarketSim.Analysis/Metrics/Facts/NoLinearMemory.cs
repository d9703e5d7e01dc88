namespace MarketSim.Analysis;

/// <summary>A return says little about the next one.</summary>
/// <remarks>Autocorrelation of 1-minute log returns of the mid at lag 1, without sign.</remarks>
public sealed class NoLinearMemory : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 4;

    /// <inheritdoc/>
    public override string Name => "Absolute lag-1 autocorrelation of 1-min returns";

    /// <inheritdoc/>
    public override string Range => "at most 0.10";

    /// <inheritdoc/>
    public override string Source => "Cont 2001";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        var returns = observed.Samples.Returns(60);
        return returns.Length < FewestReturns
            ? FactMeasure.TooFew("returns of a minute", returns.Length, FewestReturns)
            : FactMeasure.Of(Math.Abs(Sample.Autocorrelation(returns, 1)), 0, 0.10)
                .With(Autocorrelations.Curve("1-min returns", returns, 20));
    });


    private const int FewestReturns = 20;
}
