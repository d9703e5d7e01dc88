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
    public static void Write(Study study, ulong seed, string path)
    {
        var isSvg = path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase);
        if (!isSvg && !path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"Option '--figure' was '{path}'; accepted is a file that ends in .png or .svg.");
        }

        if (study is not PairsStudy pairs)
        {
            throw new ArgumentException($"Study '{study.Name}' draws no picture; leave --figure out.");
        }

        var figure = Draw(pairs.Backtest(seed));
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
}
