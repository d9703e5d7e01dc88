using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>Which mixtures of assets had the least deviation for their mean return.</summary>
public sealed class EfficientFrontierPlot : ITablePlot
{
    private const int MostAssets = 60;
    private const int MostNamed = 25;

    /// <inheritdoc/>
    public string Name => "efficient-frontier";

    /// <inheritdoc/>
    public string Summary => "Mixtures of least deviation for each mean, long only and with short sales; a column of returns or prices for each asset.";

    /// <inheritdoc/>
    public Figure Draw(PlotTable table, PlotColumns columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        var sample = AssetReturns.Of(table, MostAssets);
        var year = sample.PeriodsPerYear;
        if (sample.Names.Count < 2 || sample.Count <= sample.Names.Count)
        {
            throw new FormatException(
                $"Table '{table.Name}' has {sample.Names.Count} columns of assets with {sample.Count} returns each; a frontier takes two or more, and more returns than assets.");
        }

        var (means, covariance) = sample.Moments();
        var frontier = new EfficientFrontier(means, covariance);
        var longOnly = frontier.LongOnly();
        var free = frontier.Unconstrained(longOnly[^1].Mean, 120);
        double Across(double deviation) => 100 * deviation * Math.Sqrt(year);
        double Up(double mean) => 100 * mean * year;
        double[] deviations = [.. means.Select((_, i) => Across(Math.Sqrt(covariance[i, i])))];
        double[] heights = [.. means.Select(Up)];
        var (best, least) = (EfficientFrontier.Tangency(longOnly), longOnly[0]);
        return new Figure
        {
            Title = "Efficient frontier",
            Subtitle = string.Create(CultureInfo.InvariantCulture,
                $"{table.Name} · {means.Length} assets, {sample.Count:#,0} returns of {sample.Kind}, {year:0} a year{sample.Note}"),
            Rows =
            [
                new FigureRow(520, new Panel
                {
                    Width = 2.1,
                    X = new Axis("Standard deviation (% a year)", 0, Math.Max(deviations.Max(), Across(longOnly[^1].Deviation)) * 1.12),
                    Y = Axis.Around("Mean return (% a year)", heights, [.. free.Select(p => Up(p.Mean))]),
                    Layers =
                    [
                        new LineLayer([.. free.Select(p => Across(p.Deviation))], [.. free.Select(p => Up(p.Mean))]) { Ink = Ink.Series2, IsDashed = true, Width = 1.6, Label = "with short sales" },
                        new LineLayer([.. longOnly.Select(p => Across(p.Deviation))], [.. longOnly.Select(p => Up(p.Mean))]) { Ink = Ink.Series1, Width = 2.4, Label = "long only" },
                        new DotLayer(deviations, heights, [.. heights.Select(_ => 3.5)]) { Ink = Ink.Muted, Label = "an asset" },
                        .. Names(sample.Names, deviations, heights),
                        new SignLayer([Across(least.Deviation)], [Up(least.Mean)], Sign.Ring) { Ink = Ink.Text, Radius = 6, Label = "least variance" },
                        new SignLayer([Across(best.Deviation)], [Up(best.Mean)], Sign.Diamond) { Ink = Ink.Text, Radius = 7, Label = "best ratio" },
                    ],
                }, Weights(sample, longOnly, least, best)),
            ],
        };
    }

    // Of two that lie close together one is named at its left; of many none.
    private static IEnumerable<NoteLayer> Names(IReadOnlyList<string> names, double[] x, double[] y)
    {
        var (wide, high) = ((x.Max() - x.Min()) * 0.09, (y.Max() - y.Min()) * 0.03);
        return Enumerable.Range(0, names.Count <= MostNamed ? names.Count : 0).Select(i => new NoteLayer(x[i], y[i], names[i])
        {
            Ink = Ink.Muted, Gap = 7,
            IsBefore = Enumerable.Range(0, names.Count).Any(j => Math.Abs(y[i] - y[j]) < high && x[j] - x[i] > 0 && x[j] - x[i] < wide),
        });
    }

    // What the two marked portfolios consist of: the largest first.
    private static Panel Weights(AssetReturns sample, IReadOnlyList<FrontierPortfolio> frontier, FrontierPortfolio least, FrontierPortfolio best)
    {
        const int most = 14;
        int[] places = [.. Enumerable.Range(0, sample.Names.Count)
            .Where(i => Math.Max(least.Weights[i], best.Weights[i]) > 0.0005)
            .OrderByDescending(i => best.Weights[i]).ThenByDescending(i => least.Weights[i]).Take(most)];
        Bar BarOf(int rank, double weight, double shift) => new(0, 100 * weight, places.Length - rank - 0.5 + shift - 0.19, places.Length - rank - 0.5 + shift + 0.19);
        return new Panel
        {
            X = new Axis("Weight in a long-only portfolio (%)", 0, places.Max(i => Math.Max(least.Weights[i], best.Weights[i])) * 108),
            Y = new Axis("", 0, places.Length) { Ticks = [.. places.Select((asset, rank) => new Tick(places.Length - rank - 0.5, sample.Names[asset]))] },
            Layers =
            [
                new BarLayer([.. places.Select((asset, rank) => BarOf(rank, best.Weights[asset], 0.2))]) { Ink = Ink.Series1, Label = "best ratio" },
                new BarLayer([.. places.Select((asset, rank) => BarOf(rank, least.Weights[asset], -0.2))]) { Ink = Ink.Series6, Label = "least variance" },
            ],
        };
    }
}
