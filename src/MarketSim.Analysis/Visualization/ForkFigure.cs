namespace MarketSim.Analysis;

/// <summary>What a change did to one instrument: the curve of its price against the unchanged branch, of one or several seeds.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Seconds">Times of the looks, seconds after midnight.</param>
/// <param name="Impact">Changes of the mid in basis points by seed and look; not-a-number where unknown.</param>
public sealed record ForkCurve(string Symbol, double[] Seconds, IReadOnlyList<double[]> Impact);

/// <summary>What a change did to a run: to its prices, and to who earns what.</summary>
public static class ForkFigure
{
    private static readonly Ink[] Inks =
        [Ink.Series1, Ink.Series2, Ink.Series3, Ink.Series4, Ink.Series5, Ink.Series6, Ink.Series7];

    /// <summary>Draws the curves, and a bar for the profit of each type of agent.</summary>
    /// <param name="title">What was changed.</param>
    /// <param name="subtitle">In what, when, how often.</param>
    /// <param name="curves">By instrument.</param>
    /// <param name="profits">What the change did to the profit of each type, by seed.</param>
    /// <param name="currency">The currency of the profits.</param>
    public static Figure Draw(
        string title, string subtitle, IReadOnlyList<ForkCurve> curves,
        IReadOnlyList<(string Type, IReadOnlyList<double> Differences)> profits, string currency)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(profits);
        return new Figure
        {
            Title = title, Subtitle = subtitle,
            Rows = [.. curves.Select(c => new FigureRow(300, Curve(c))), new FigureRow(90 + (28 * Math.Max(3, profits.Count)), Profits(profits, currency))],
        };
    }

    private static Panel Curve(ForkCurve curve)
    {
        var looks = curve.Seconds.Length;
        var (mean, low, high) = (new double[looks], new double[looks], new double[looks]);
        for (var i = 0; i < looks; i++)
        {
            var statistics = SampleStatistics.Of(curve.Impact.Select(seed => seed[i]).Where(double.IsFinite));
            (mean[i], low[i], high[i]) = (statistics.Mean ?? double.NaN, statistics.Low ?? double.NaN, statistics.High ?? double.NaN);
        }

        var isBand = curve.Impact.Count > 1;
        return new Panel
        {
            Heading = curve.Symbol,
            Remark = isBand ? "mean change of the mid and its 95% interval" : "change of the mid",
            X = new Axis("Time of day", curve.Seconds[0], curve.Seconds[^1] > curve.Seconds[0] ? curve.Seconds[^1] : curve.Seconds[0] + 1)
            {
                Scale = AxisScale.Clock,
            },
            Y = Axis.Around("Against unchanged (bp)", [0.0], mean, isBand ? low : [], isBand ? high : []),
            EmptyText = mean.All(double.IsNaN) ? "no two-sided market" : null,
            Layers =
            [
                new RuleLayer(0) { Ink = Ink.Muted },
                .. isBand ? (Layer[])[new BandLayer(curve.Seconds, low, high) { Ink = Ink.Series1, Opacity = 0.22 }] : [],
                new LineLayer(curve.Seconds, mean) { Ink = Ink.Series1, Width = 1.8, IsStep = !isBand },
            ],
        };
    }

    private static Panel Profits(IReadOnlyList<(string Type, IReadOnlyList<double> Differences)> profits, string currency)
    {
        var layers = new List<Layer> { new RuleLayer(0, IsVertical: true) { Ink = Ink.Muted } };
        var seen = new List<double> { 0 };
        for (var i = 0; i < profits.Count; i++)
        {
            var statistics = SampleStatistics.Of(profits[i].Differences);
            var mean = statistics.Mean ?? 0;
            var y = profits.Count - 1 - i;
            seen.AddRange([mean, statistics.Low ?? mean, statistics.High ?? mean]);
            layers.Add(new BarLayer([new Bar(Math.Min(0, mean), Math.Max(0, mean), y - 0.3, y + 0.3)]) { Ink = Inks[i % Inks.Length] });
            if (statistics.Low is not null)
            {
                layers.Add(new LineLayer([statistics.Low.Value, statistics.High!.Value], [y, y]) { Ink = Ink.Text, Width = 1.5 });
            }
        }

        return new Panel
        {
            Heading = "Profit from trading by type of agent", Remark = "what the change made of it",
            X = Axis.Around(currency, [.. seen]),
            Y = new Axis("", -0.6, Math.Max(1, profits.Count) - 0.4)
            {
                Ticks = [.. profits.Select((p, i) => new Tick(profits.Count - 1 - i, p.Type))],
            },
            Layers = layers,
            EmptyText = profits.Count == 0 ? "no accounts" : null,
        };
    }
}
