using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>How long each command waited to be final: a dot each, on a scale of powers of ten, with the rolling median and the
/// rolling 99th percentile.</summary>
internal static class CommitLatencyStrip
{
    private const int MostDots = 20_000;

    public static Panel Panel(ConsensusHistory history, TimelineFrame frame)
    {
        var shown = history.Acknowledged.Where(a => frame.Shows(a.Time, a.Time)).ToList();
        var logs = shown.Select(a => Math.Log10(Math.Max(a.Waited, 1_000) / 1e6)).ToArray();
        var (low, high) = logs.Length == 0 ? (0.0, 2.0) : (Math.Floor(logs.Min() * 2) / 2, Math.Ceiling((logs.Max() + 0.01) * 2) / 2);
        var step = Math.Max(1, shown.Count / MostDots);
        var dots = Enumerable.Range(0, shown.Count).Where(i => i % step == 0).ToArray();
        var window = Math.Max(20, shown.Count / 60);
        return new Panel
        {
            Heading = "Time until final", X = frame.Axis(isLabelled: false),
            Y = new Axis("ms", low, high) { Ticks = [.. Marks(low, high)] },
            Layers =
            [
                new DotLayer([.. dots.Select(i => frame.X(shown[i].Time))], [.. dots.Select(i => logs[i])], [.. dots.Select(_ => 1.6)])
                {
                    Ink = Ink.Series1, Opacity = shown.Count > 2_000 ? 0.35 : 0.6,
                },
                Rolling(shown, logs, window, 0.5, frame) with { Label = "median", Ink = Ink.Text },
                Rolling(shown, logs, window, 0.99, frame) with { Label = "99th percentile", Ink = Ink.Sell, IsDashed = true },
            ],
            EmptyText = shown.Count == 0 ? "no command became final" : null,
        };
    }

    private static LineLayer Rolling(List<Acknowledgement> shown, double[] logs, int window, double share, TimelineFrame frame)
    {
        var (x, y) = (new List<double>(), new List<double>());
        var sorted = new List<double>(window + 1);
        var first = 0;
        for (var i = 0; i < logs.Length; i++)
        {
            // Nothing became final for a while: no line says that something did.
            if (i > 0 && frame.X(shown[i].Time) - frame.X(shown[i - 1].Time) > 25 * frame.PixelWidth)
            {
                x.Add(frame.X(shown[i - 1].Time));
                y.Add(double.NaN);
                sorted.Clear();
                first = i;
            }

            Insert(sorted, logs[i]);
            if (i - first >= window)
            {
                sorted.RemoveAt(sorted.BinarySearch(logs[i - window]));
            }

            if (sorted.Count >= Math.Min(window, 5))
            {
                x.Add(frame.X(shown[i].Time));
                y.Add(sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))]);
            }
        }

        return new LineLayer([.. x], [.. y]);
    }

    private static void Insert(List<double> sorted, double value)
    {
        var place = sorted.BinarySearch(value);
        sorted.Insert(place < 0 ? ~place : place, value);
    }

    private static IEnumerable<Tick> Marks(double low, double high)
    {
        for (var power = (int)Math.Floor(low); power <= high; power++)
        {
            foreach (var factor in high - low > 2 ? [1.0] : new[] { 1.0, 3.0 })
            {
                var at = power + Math.Log10(factor);
                if (at >= low && at <= high)
                {
                    var value = factor * Math.Pow(10, power);
                    yield return new Tick(at, Ticks.Number(value, value >= 1 ? 0 : -power));
                }
            }
        }
    }
}
