namespace MarketSim.Analysis;

/// <summary>A parent order that is worked over time moves the price as the square root of its size.</summary>
/// <remarks>Runs with one added executor of a given share of the volume, each against the same run without: slope of log mean impact on log mean share over the sizes tried, both sides averaged.</remarks>
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

        var groups = sample.Impacts.GroupBy(each => each.Target).OrderBy(group => group.Key)
            .Select(group => (Share: group.Average(each => each.Share), Impact: group.Average(each => each.Impact)))
            .Where(group => group.Impact > 0).ToArray();
        if (groups.Length < FewestSizes)
        {
            return FactMeasure.TooFew("sizes with a positive mean impact", groups.Length, FewestSizes);
        }

        double[] x = [.. groups.Select(group => Math.Log(group.Share))];
        double[] y = [.. groups.Select(group => Math.Log(group.Impact))];
        return FactMeasure.Of(LineFit.Through(x, y).Slope, 0.4, 0.7).With(new FactCurve(
            "impact (bp)", [.. groups.Select(group => Math.Log10(group.Share))],
            [.. groups.Select(group => Math.Log10(1e4 * group.Impact))])) with { Remark = sample.Remark };
    });


    private const int FewestSizes = 3;
}
