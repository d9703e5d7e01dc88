namespace MarketSim.Analysis;

/// <summary>It is when much is traded that prices move.</summary>
/// <remarks>Pearson correlation over minutes of lots traded, hidden ones included, and the absolute log return of the mid.</remarks>
public sealed class VolumeVolatility : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 7;

    /// <inheritdoc/>
    public override string Name => "Correlation of volume and absolute return, 1 min";

    /// <inheritdoc/>
    public override string Range => "0.25 to 0.8";

    /// <inheritdoc/>
    public override string Source => "Karpoff 1987";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        var (returns, volumes) = (observed.Samples.Returns(60), observed.Trades.Volumes(observed.Window, 60));
        var kept = Enumerable.Range(0, Math.Min(returns.Length, volumes.Length)).Where(i => double.IsFinite(returns[i])).ToArray();
        if (kept.Length < FewestMinutes)
        {
            return FactMeasure.TooFew("minutes", kept.Length, FewestMinutes);
        }

        double[] sizes = [.. kept.Select(i => Math.Abs(returns[i]))];
        double[] lots = [.. kept.Select(i => volumes[i])];
        return FactMeasure.Of(Sample.Correlation(lots, sizes), 0.25, 0.8)
            .With(new FactCurve("minutes", lots, [.. sizes.Select(each => 1e4 * each)]));
    });


    private const int FewestMinutes = 20;
}
