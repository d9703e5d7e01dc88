using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>The picture of all facts: a small panel for each, with its verdict above it; of several runs a line for each.</summary>
public static class FactsFigure
{
    private const int PanelsInRow = 4;
    private const int RowHeight = 232;
    private const double Faint = 0.45;

    /// <summary>Draws it.</summary>
    /// <param name="title">What they are of.</param>
    /// <param name="runs">The facts of each run, all in the same order; at least one run.</param>
    public static Figure Of(string title, IReadOnlyList<IReadOnlyList<FactResult>> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count);
        return new Figure
        {
            Title = "Stylised facts",
            Subtitle = $"{title} · {Tally(runs)}",
            Width = 1800,
            Rows = [.. FactPanel.All.Chunk(PanelsInRow).Select(row => new FigureRow(
                RowHeight, [.. row.Select(panel => Draw(panel, runs))]))],
        };
    }

    private static Panel Draw(FactPanel panel, IReadOnlyList<IReadOnlyList<FactResult>> runs)
    {
        var measures = runs.Select(run => run.First(result => result.Fact.Id == panel.Fact).Measure).ToArray();
        var curves = measures.Select(measure => measure.Curves.Count > 0 ? measure.Curves[0] : null)
            .OfType<FactCurve>().Where(curve => curve.X.Length > 0).ToArray();
        var shown = panel.Style == FactStyle.Cloud ? curves[..Math.Min(1, curves.Length)] : curves;
        var x = Ranged(panel.Across, [.. shown.Select(curve => curve.X)], []);
        var y = Ranged(panel.Upwards, [.. shown.Select(curve => curve.Y)], panel.Rules);
        return new Panel
        {
            Heading = panel.Title,
            Remark = Verdict(panel.Fact, runs),
            X = panel.IsLogAcross ? Logarithmic(x) : x,
            Y = panel.IsLogUpwards ? Logarithmic(y) : y,
            Layers =
            [
                .. panel.Rules.Select(at => new RuleLayer(at) { Ink = Ink.Muted, IsDashed = at != 0, Opacity = 0.7 }),
                .. panel.HasDiagonal ? [new LineLayer([x.Min, x.Max], [x.Min, x.Max]) { Ink = Ink.Muted, IsDashed = true }] : (Layer[])[],
                .. runs.Count == 1 ? measures[0].Curves.Skip(1).Select(Fitted) : [],
                .. shown.SelectMany(curve => Marks(panel.Style, curve, shown.Length)),
            ],
            EmptyText = shown.Length > 0 ? null : measures[0].Remark is { Length: < 36 } remark ? remark : "not measured",
        };
    }

    // Of one run: a law beside what was measured.
    private static LineLayer Fitted(FactCurve curve) => new(curve.X, curve.Y) { Ink = Ink.Reference, IsDashed = true };

    private static IEnumerable<Layer> Marks(FactStyle style, FactCurve curve, int runs)
    {
        var opacity = runs > 1 ? Faint : 1;
        if (style != FactStyle.Cloud)
        {
            yield return new LineLayer(curve.X, curve.Y) { Ink = Ink.Series1, Opacity = opacity, Width = runs > 4 ? 1.1 : 1.6 };
        }

        if (style == FactStyle.Cloud || (style == FactStyle.DottedLine && runs <= 4))
        {
            var radius = style == FactStyle.Cloud ? 1.8 : 2.6;
            yield return new DotLayer(curve.X, curve.Y, [.. curve.X.Select(_ => radius)])
            {
                Ink = Ink.Series1, Opacity = style == FactStyle.Cloud ? 0.55 : opacity,
            };
        }
    }

    private static string Verdict(int id, IReadOnlyList<IReadOnlyList<FactResult>> runs)
    {
        var results = runs.Select(run => run.First(result => result.Fact.Id == id)).ToArray();
        if (runs.Count > 1)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"{id}: {results.Count(result => result.Measure.Passes == true)} of {runs.Count} pass");
        }

        var measure = results[0].Measure;
        var values = string.Join("; ", measure.Numbers.Select(number => Short(number.Value)));
        return measure.Passes is { } passes ? $"{id}: {values} {(passes ? "passes" : "fails")}" : $"{id}: not measured";
    }

    private static string Tally(IReadOnlyList<IReadOnlyList<FactResult>> runs)
    {
        var passed = runs.Select(run => run.Count(result => result.Measure.Passes == true)).Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{(runs.Count > 1 ? $"{runs.Count} runs, {passed[0]} to {passed[^1]}" : passed[0])} of {runs[0].Count} pass");
    }

    private static string Short(double value) => Math.Abs(value) switch
    {
        >= 100 => Ticks.Number(value, 0),
        >= 1 => Ticks.Number(value, 1),
        _ => Ticks.Number(value, 2),
    };

    private static Axis Ranged(string label, double[][] values, IReadOnlyList<double> also)
    {
        var all = values.SelectMany(each => each).Where(double.IsFinite).Concat(also).ToArray();
        return Axis.Around(label, all);
    }

    // Marks at powers of ten; at two and five of each as well, where there would be fewer than two.
    private static Axis Logarithmic(Axis axis)
    {
        var (from, to) = ((int)Math.Ceiling(axis.Min), (int)Math.Floor(axis.Max));
        var step = Math.Max(1, (int)Math.Ceiling((to - from + 1) / 5.0));
        var powers = Enumerable.Range(from, Math.Max(0, to - from + 1)).Where(power => (power - from) % step == 0);
        Tick[] ticks = to - from >= 1
            ? [.. powers.Select(power => new Tick(power, Power(power, 1)))]
            :
            [
                .. from power in Enumerable.Range((int)Math.Floor(axis.Min), 3)
                   from digit in (int[])[1, 2, 5]
                   let at = power + Math.Log10(digit)
                   where at >= axis.Min && at <= axis.Max
                   select new Tick(at, Power(power, digit)),
            ];
        return axis with { Ticks = ticks };
    }

    private static string Power(int power, int digit) => power is >= -3 and <= 5
        ? (digit * Math.Pow(10, power)).ToString(power < 0 ? "0." + new string('0', -power) : "#,0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{digit}e{power}");
}
