namespace MarketSim.Analysis;

/// <summary>Returns have fatter tails than a normal distribution.</summary>
/// <remarks>Fourth central moment of 1-minute log returns of the mid over their squared variance, less three; no correction for small samples.</remarks>
public sealed class HeavyTails : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 1;

    /// <inheritdoc/>
    public override string Name => "Excess kurtosis of 1-min returns";

    /// <inheritdoc/>
    public override string Range => "3 to 60";

    /// <inheritdoc/>
    public override string Source => "Cont 2001";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        var returns = observed.Samples.KnownReturns(60);
        return returns.Length < FewestReturns
            ? FactMeasure.TooFew("returns of a minute", returns.Length, FewestReturns)
            : FactMeasure.Of(Sample.ExcessKurtosis(returns), 3, 60).With(Quantiles(returns));
    });


    private const int FewestReturns = 20;

    // Each return in standard deviations over the normal quantile of its rank.
    private static FactCurve Quantiles(double[] returns)
    {
        var (mean, deviation) = (Sample.Mean(returns), Math.Sqrt(Sample.Variance(returns)));
        double[] sorted = [.. returns.Order()];
        return new FactCurve(
            "return (s.d.)",
            [.. sorted.Select((_, i) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (i + 0.5) / sorted.Length))],
            [.. sorted.Select(value => (value - mean) / deviation)]);
    }
}
