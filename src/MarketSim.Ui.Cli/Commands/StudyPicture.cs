using System.Globalization;
using System.Text;
using MarketSim.Analysis;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Draws what a study found.</summary>
internal static class StudyPicture
{
    /// <summary>Writes the picture of a study.</summary>
    /// <exception cref="ArgumentException">The study has none, or the file's name ends otherwise.</exception>
    public static void Write(Study study, int paths, ulong seed, string path)
    {
        var isSvg = path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase);
        if (!isSvg && !path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"Option '--figure' was '{path}'; accepted is a file that ends in .png or .svg.");
        }

        var figure = study switch
        {
            PairsStudy pairs => Draw(pairs.Backtest(seed)),
            RaftCrashStudy => Draw(paths, seed),
            _ => throw new ArgumentException($"Study '{study.Name}' draws no picture; leave --figure out."),
        };
        File.WriteAllBytes(path, isSvg ? Encoding.UTF8.GetBytes(FigureRenderer.ToSvg(figure)) : FigureRenderer.ToPng(figure));
    }

    /// <summary>The picture of a pair.</summary>
    public static Figure Draw(PairsBacktest test)
    {
        var h = test.History;
        return PairsFigure.Draw(
            string.Create(CultureInfo.InvariantCulture, $"{h.NameY} against {h.NameX}, daily closes, {h.Days.Count} days; the line is fitted to the first {test.FitDays}"),
            new PairsPicture(
                [.. h.Days.Select(d => (double)d)], h.Days[test.FitDays], [.. test.FittedScores],
                [.. test.Curve(test.InSample, test.Residuals, 0).Zip(test.Curve(test.OutOfSample, test.Residuals, 0), (a, b) => a + b)],
                [.. ((double[])[0, 1, 5, 10]).Select(cost => (cost, test.Curve(test.Moving, test.LogRatio, cost).ToArray()))]));
    }

    private static Figure Draw(int paths, ulong seed)
    {
        static double[] Sorted(IEnumerable<double?> times) => [.. times.OfType<double>().Order()];

        var (five, three) = (RaftCrashStudy.Crashes(5, paths, seed), RaftCrashStudy.Crashes(3, paths, seed));
        int[] spreads = [5, 10, 25, 50, 150];
        return OutageFigure.Draw(
            "How long a crash of the leader leaves nobody in charge",
            string.Create(CultureInfo.InvariantCulture, $"simulated time, from seed {seed}; dashed: half of all crashes"),
            ("Timeouts of 150 to 300 ms under 1,000 orders a second", $"links of 5 ms, {paths} crashes each",
            [
                new Outages("5 nodes: a leader", Sorted(five.Select(c => c.Election.Led))),
                new Outages("5 nodes: an order is final", Sorted(five.Select(c => c.Election.Served))),
                new Outages("3 nodes: a leader", Sorted(three.Select(c => c.Election.Led))),
                new Outages("3 nodes: an order is final", Sorted(three.Select(c => c.Election.Served))),
            ]),
            ("Randomness against split votes, as in figure 16 of the Raft paper", "5 nodes, the worst case: one last heartbeat for all, logs of different lengths",
            [
                .. spreads.Select(s => new Outages(
                    string.Create(CultureInfo.InvariantCulture, $"150 to {150 + s} ms"), RaftCrashStudy.Downtimes(s, paths * 10, seed))),
            ]));
    }
}
