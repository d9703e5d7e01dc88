namespace MarketSim.Analysis;

/// <summary>One figure of many runs, at one combination of what was varied.</summary>
/// <param name="X">The value of the option along the axis; not-a-number where none varies or it is no number.</param>
/// <param name="XText">The same as text.</param>
/// <param name="Group">The values of all other varied options, as text; empty where there are none.</param>
/// <param name="Values">What the runs came to.</param>
public sealed record SweepPoint(double X, string XText, string Group, IReadOnlyList<double> Values);

/// <summary>What many runs came to: how a figure is distributed, or how it depends on an option.</summary>
public static class SweepFigure
{
    private const int Columns = 2;

    private const int MostNamed = 10;

    private static readonly Ink[] Inks =
        [Ink.Series1, Ink.Series2, Ink.Series3, Ink.Series4, Ink.Series5, Ink.Series6, Ink.Series7];

    /// <summary>Draws a panel for each figure: its means with their intervals along the varied option, or, where none varies,
    /// how its values are distributed.</summary>
    /// <param name="scenario">What was run.</param>
    /// <param name="subtitle">How often, with which seeds.</param>
    /// <param name="option">The option along the axis; null where none varies.</param>
    /// <param name="figures">By name, in reading order.</param>
    public static Figure Draw(
        string scenario, string subtitle, string? option, IReadOnlyList<(string Name, IReadOnlyList<SweepPoint> Points)> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var panels = figures.Select((f, i) => option is null
            ? Distribution(f.Name, f.Points.SelectMany(p => p.Values).ToArray()) : Dependence(f.Name, option, f.Points, i == 0)).ToList();
        return new Figure
        {
            Title = option is null ? $"{scenario}: what the runs came to" : $"{scenario}: what {option} changes",
            Subtitle = option is null ? subtitle : subtitle + ", mean and its 95% interval",
            Rows = [.. panels.Chunk(Columns).Select(row => new FigureRow(280, row))],
        };
    }

    private static Panel Distribution(string name, double[] values)
    {
        var statistics = SampleStatistics.Of(values);
        if (values.Length == 0)
        {
            return new Panel { Heading = name, X = new Axis("", 0, 1), Y = new Axis("runs", 0, 1), Layers = [], EmptyText = "no values" };
        }

        var (low, high) = (statistics.Min!.Value, statistics.Max!.Value);
        var width = high > low ? (high - low) / Math.Clamp((int)Math.Sqrt(values.Length) + 4, 5, 40) : Math.Max(1e-9, Math.Abs(high) * 0.01);
        var counts = new SortedDictionary<int, int>();
        foreach (var value in values)
        {
            var bin = high > low ? Math.Min((int)((value - low) / width), (int)Math.Round((high - low) / width) - 1) : 0;
            counts[bin] = counts.GetValueOrDefault(bin) + 1;
        }

        var bars = counts.Select(c => new Bar(low + (c.Key * width), low + ((c.Key + 1) * width), 0, c.Value)).ToArray();
        return new Panel
        {
            Heading = name,
            Remark = $"mean {Short(statistics.Mean)}" + (statistics.Low is null ? "" : $", 95% {Short(statistics.Low)} to {Short(statistics.High)}"),
            X = Axis.Around("", [low, high + (high > low ? 0 : width)]),
            Y = new Axis("runs", 0, counts.Values.Max() * 1.1) { Ticks = Whole(counts.Values.Max()) },
            Layers =
            [
                new BarLayer(bars) { Ink = Ink.Series1 },
                new RuleLayer(statistics.Mean!.Value, IsVertical: true) { Ink = Ink.Text, IsDashed = true },
            ],
        };
    }

    private static Panel Dependence(string name, string option, IReadOnlyList<SweepPoint> points, bool hasLegend)
    {
        var texts = points.Select(p => p.XText).Distinct(StringComparer.Ordinal).ToList();
        var isNumeric = points.All(p => double.IsFinite(p.X));
        double Place(SweepPoint point) => isNumeric ? point.X : texts.IndexOf(point.XText);
        var width = points.Max(Place) - points.Min(Place);
        var layers = new List<Layer>();
        var seen = new List<double>();
        var groups = points.GroupBy(p => p.Group, StringComparer.Ordinal).ToList();
        for (var g = 0; g < groups.Count; g++)
        {
            var line = groups[g].Select(p => (X: Place(p), S: SampleStatistics.Of(p.Values))).Where(p => p.S.Mean is not null)
                .OrderBy(p => p.X).ToArray();

            // Side by side, so that intervals at one value do not hide each other.
            var aside = width * 0.012 * (g - ((groups.Count - 1) / 2.0));
            double[] x = [.. line.Select(p => p.X + aside)];
            double[] mean = [.. line.Select(p => p.S.Mean!.Value)];
            var ink = Inks[g % Inks.Length];
            seen.AddRange(mean);
            foreach (var (at, statistics) in line.Where(p => p.S.Low is not null))
            {
                seen.AddRange([statistics.Low!.Value, statistics.High!.Value]);
                layers.Add(new LineLayer([at + aside, at + aside], [statistics.Low.Value, statistics.High.Value]) { Ink = ink, Width = 2.5, Opacity = 0.55 });
            }

            layers.Add(new LineLayer(x, mean)
            {
                Ink = ink, Width = 1.5, IsDashed = g >= Inks.Length, Label = hasLegend && groups.Count > 1 ? groups[g].Key : null,
            });
            layers.Add(new DotLayer(x, mean, [.. mean.Select(_ => 3.5)]) { Ink = ink });
        }

        return new Panel
        {
            Heading = name,
            X = Axis.Around(option, [.. points.Select(Place)]) with
            {
                Ticks = texts.Count > MostNamed ? null : [.. texts.Select((text, i) => new Tick(isNumeric ? points.First(p => p.XText == text).X : i, text))],
            },
            Y = Axis.Around("", [.. seen]),
            Layers = layers,
            EmptyText = seen.Count == 0 ? "no values" : null,
        };
    }

    private static Tick[]? Whole(int most) => most > 8 ? null : [.. Enumerable.Range(0, most + 1).Select(n => new Tick(n, Ticks.Number(n, 0)))];

    private static string Short(double? value) => value switch
    {
        null => "–",
        { } v when Math.Abs(v) >= 1000 => Ticks.Number(v, 0),
        { } v when Math.Abs(v) >= 1 => Ticks.Number(v, 2),
        { } v => Ticks.Number(v, 5),
    };
}
