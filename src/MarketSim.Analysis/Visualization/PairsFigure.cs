using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>What there is to see of a pair that was traded.</summary>
/// <param name="Days">Days since 1970.</param>
/// <param name="Split">The first day after those that were fitted.</param>
/// <param name="Scores">The residual in standard deviations, each day.</param>
/// <param name="Fitted">Profit so far of the fitted line, each day.</param>
/// <param name="Moving">Profit so far of the moving window, each day, at a cost for each leg in basis points.</param>
public sealed record PairsPicture(
    double[] Days, double Split, double[] Scores, double[] Fitted, IReadOnlyList<(double Cost, double[] Profit)> Moving);

/// <summary>A pair that was traded: how far it strayed, what the fitted line earned in and out of sample, and what costs leave of a moving
/// window.</summary>
public static class PairsFigure
{
    private static readonly Ink[] Inks = [Ink.Series1, Ink.Series2, Ink.Series3, Ink.Series4];

    /// <summary>Draws it.</summary>
    /// <param name="subtitle">Which pair, and when.</param>
    /// <param name="picture">What there is to see.</param>
    public static Figure Draw(string subtitle, PairsPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return new Figure
        {
            Title = "A pair: what it earns where it was fitted, afterwards, and after costs",
            Subtitle = subtitle,
            Rows =
            [
                new FigureRow(230, Strayed(picture)),
                new FigureRow(230, Fitted(picture)),
                new FigureRow(290, Moving(picture)),
            ],
        };
    }

    private static Panel Strayed(PairsPicture picture) => new()
    {
        Heading = "How far it strays",
        Remark = "residual of the fitted line, in standard deviations of the days it was fitted to; entered beyond 1",
        X = Across(picture, isLabelled: false),
        Y = Axis.Around("z", picture.Scores),
        Layers =
        [
            new RuleLayer(1) { Ink = Ink.Muted, IsDashed = true },
            new RuleLayer(-1) { Ink = Ink.Muted, IsDashed = true },
            new RuleLayer(0) { Ink = Ink.Muted },
            new RuleLayer(picture.Split, IsVertical: true) { Ink = Ink.Text, IsDashed = true },
            new LineLayer(picture.Days, picture.Scores) { Ink = Ink.Series1 },
        ],
    };

    private static Panel Fitted(PairsPicture picture) => new()
    {
        Heading = "Fitted line: profit before cost",
        Remark = "left of the dashed line in sample, right of it out of sample",
        X = Across(picture, isLabelled: false),
        Y = Axis.Around("profit", picture.Fitted),
        Layers =
        [
            new RuleLayer(0) { Ink = Ink.Muted },
            new RuleLayer(picture.Split, IsVertical: true) { Ink = Ink.Text, IsDashed = true },
            new LineLayer(picture.Days, picture.Fitted) { Ink = Ink.Series2 },
        ],
    };

    private static Panel Moving(PairsPicture picture) => new()
    {
        Heading = "Moving window: profit after cost",
        Remark = "basis points paid for each leg that is traded",
        X = Across(picture, isLabelled: true),
        Y = Axis.Around("profit", [.. picture.Moving.Select(m => m.Profit)]),
        Layers =
        [
            new RuleLayer(0) { Ink = Ink.Muted },
            .. picture.Moving.Select((m, i) => new LineLayer(picture.Days, m.Profit)
            {
                Ink = Inks[i % Inks.Length], Label = string.Create(CultureInfo.InvariantCulture, $"{m.Cost:0.##} bp: {m.Profit[^1]:+0.000;-0.000}"),
            }),
        ],
    };

    private static Axis Across(PairsPicture picture, bool isLabelled)
        => new("", picture.Days[0], picture.Days[^1]) { Scale = AxisScale.Date, IsLabelled = isLabelled };
}
