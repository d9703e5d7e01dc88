using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>A parent order that is worked over time moves the price as the square root of its size.</summary>
/// <remarks>Runs with one added executor of a given share of the volume, each against the same run without: the power law of
/// the share traded that comes closest to the impacts of all pairs by least squares.</remarks>
public sealed class MetaorderImpactLaw : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 22;

    /// <inheritdoc/>
    public override string Name => "Exponent of metaorder impact against share of volume (paired runs)";

    /// <inheritdoc/>
    public override string Range => "0.4 to 0.7";

    /// <inheritdoc/>
    public override string Source => "Sato-Kanazawa 2024";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        if (observed.Metaorders is not { } sample || sample.Impacts.Count == 0)
        {
            return FactMeasure.None(observed.Metaorders?.Remark ?? "needs paired runs");
        }

        var sizes = sample.Impacts.Select(each => each.Target).Distinct().Count();
        if (sizes < FewestSizes)
        {
            return FactMeasure.TooFew("sizes of parent orders", sizes, FewestSizes);
        }

        var fit = PowerFit.Through(
            [.. sample.Impacts.Select(each => each.Share)], [.. sample.Impacts.Select(each => each.Impact)]);
        return fit.Factor > 0
            ? FactMeasure.Of(fit.Exponent, 0.4, 0.7).With(Means(sample), Law(sample, fit)) with { Remark = Remark(sample) }
            : FactMeasure.None($"the parent orders had no impact on average; {sample.Remark}");
    });

    private const int FewestSizes = 3;

    // The other usual estimate, for comparison: it takes the mean of each size for as good as that of any other.
    private static string Remark(MetaorderSample sample)
    {
        var means = Means(sample);
        return means.X.Length < FewestSizes
            ? $"{sample.Remark}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{sample.Remark}; slope through the logarithms of the means of {means.X.Length} sizes {LineFit.Through(means.X, means.Y).Slope:0.00}");
    }

    // Means below zero have no place on an axis of logarithms.
    private static FactCurve Means(MetaorderSample sample)
    {
        var means = sample.Impacts.GroupBy(each => each.Target).OrderBy(group => group.Key)
            .Select(group => (Share: group.Average(each => each.Share), Impact: group.Average(each => each.Impact)))
            .Where(mean => mean.Impact > 0).ToArray();
        return new FactCurve(
            "mean impact (bp)", [.. means.Select(mean => Math.Log10(mean.Share))],
            [.. means.Select(mean => Math.Log10(1e4 * mean.Impact))]);
    }

    private static FactCurve Law(MetaorderSample sample, PowerFit fit)
    {
        double[] ends = [sample.Impacts.Min(each => each.Share), sample.Impacts.Max(each => each.Share)];
        return new FactCurve(
            "fitted law", [.. ends.Select(Math.Log10)],
            [.. ends.Select(share => Math.Log10(1e4 * fit.Factor * Math.Pow(share, fit.Exponent)))]);
    }
}
