namespace MarketSim.Analysis;

/// <summary>The spread varies, and stays wide for a while.</summary>
/// <remarks>Of the quoted spread looked at every 10 seconds: standard deviation over mean, and autocorrelation from one look to the next.</remarks>
public sealed class SpreadDynamics : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 23;

    /// <inheritdoc/>
    public override string Name => "Spread: coefficient of variation; 10-s lag-1 autocorrelation";

    /// <inheritdoc/>
    public override string Range => "0.3 to 1.5; at least 0.1";

    /// <inheritdoc/>
    public override string Source => "Plerou et al. 2005";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        var spreads = observed.Samples.Every(10, touch => touch.Spread);
        double[] known = [.. spreads.Where(double.IsFinite)];
        return known.Length < FewestLooks
            ? FactMeasure.TooFew("looks at the spread", known.Length, FewestLooks)
            : FactMeasure.Of(
                new FactNumber("coefficient of variation", Sample.VariationCoefficient(known), 0.3, 1.5),
                new FactNumber("lag-1 autocorrelation", Sample.Autocorrelation(spreads, 1), 0.1, double.PositiveInfinity))
                .With(Autocorrelations.Curve("spread every 10 s", spreads, 20));
    });


    private const int FewestLooks = 50;
}
