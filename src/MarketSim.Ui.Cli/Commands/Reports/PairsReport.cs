using System.Globalization;
using MarketSim.Analysis;
using MarketSim.Simulation;
using static MarketSim.Analysis.ReportNumbers;

namespace MarketSim.Ui.Cli;

/// <summary>The report of a pair that was traded: where it was fitted, afterwards, and what costs leave of it.</summary>
internal static class PairsReport
{
    private const double TradingDays = 252;

    // What a leg costs in all, in basis points, and how many days pass between seeing and trading.
    private static readonly (string Name, string Adds, double Cost, int Delay)[] Rungs =
    [
        ("zero cost", "both legs trade at the close that was seen, for nothing", 0, 0),
        ("spread", "half of 2 bp from bid to offer: 1 bp a leg", 1, 0),
        ("fees", "4 bp more of commission and slippage: 5 bp a leg", 5, 0),
        ("impact", "5 bp more for size: 10 bp a leg", 10, 0),
        ("latency", "both legs trade a day after it was seen", 10, 1),
    ];

    /// <summary>Puts it together.</summary>
    public static Report Of(PairsStudy study, ulong seed)
    {
        var test = study.Backtest(seed);
        var ladder = LadderOf(test);
        var (inside, outside) = (PairsBacktest.Profit(test.InSample), PairsBacktest.Profit(test.OutOfSample));
        return new Report
        {
            Kind = "study",
            Title = $"A pair: {test.History.NameY} against {test.History.NameX}",
            Subtitle = $"Statistical arbitrage · {Span(test)} · {test.History.Days.Count} days, the line is fitted to the first {test.FitDays}",
            Headlines =
            [
                Headline("Fitted line, in sample", inside), Headline("Out of sample", outside), Headline("Moving window, zero cost", ladder.Profit(0)),
                Headline("Everything charged", ladder.Profit(ladder.Steps.Count - 1)),
                new ReportFact("A leg may cost", Ticks.Number(PairsBacktest.BreakEven(test.Moving), 1) + " bp")
                {
                    Number = PairsBacktest.BreakEven(test.Moving), Hint = "The cost of a leg at which the moving window earns nothing.",
                },
            ],
            Warnings =
            [
                .. ladder.GoneAt is null ? Array.Empty<string>() : [ladder.Verdict.Replace(" -", " −", StringComparison.Ordinal)],
                .. outside < inside ? [$"In-sample results promise nothing: the fitted line earned {Log(inside)} on the days it was fitted to and {Log(outside)} on those after them."] : Array.Empty<string>(),
            ],
            Sections =
            [
                HonestySection.Of(ladder, $"moving window of {PairsBacktest.Window} days · {Span(test)}") with { BeginsPage = false },
                new ReportSection("Where it was fitted, and afterwards", new FigureBlock("pairs", StudyPicture.Draw(test)), Trades(test)) { BeginsPage = true },
                new ReportSection("Measured, and what is known", Figures(study, seed))
                {
                    Introduction = "Profits are in log points of one unit of the first leg. Known are the figures of GOOGL and GOOG from 2014-04-03 to 2019-12-31.",
                },
            ],
        };
    }

    private static HonestyLadder LadderOf(PairsBacktest test) => new("pairs", "", 0,
    [
        .. Rungs.Select(rung =>
        {
            var trades = rung.Delay == 0 ? test.Moving : test.MovingWith(rung.Delay);
            double[] curve = [.. test.Curve(trades, test.LogRatio, rung.Cost)];
            return new HonestyStep
            {
                Name = rung.Name, Adds = rung.Adds, Final = PairsBacktest.Profit(trades, rung.Cost), Sharpe = SharpeOf(curve),
                Fills = trades.Sum(t => t.Legs), Trades = trades.Count, Curve = new EquityCurve([.. test.History.Days.Select(Day)], curve),
            };
        }),
    ]);

    // Of the changes of profit from day to day: nothing is invested that they could be parts of.
    private static double? SharpeOf(double[] curve) => new PerformanceInput(
        new ReturnSeries([.. curve.Skip(1).Zip(curve, (today, before) => today - before)], TradingDays)) is var input
        ? new SharpeRatio().Measure(input) : null;

    private static TableBlock Trades(PairsBacktest test)
    {
        (string Name, IReadOnlyList<SpreadTrade> Trades)[] ways =
        [
            ("Fitted line, in sample", test.InSample), ("Fitted line, out of sample", test.OutOfSample),
            ("Fitted line, in sample, a day later", test.Fitted(1, test.FitDays, delay: 1)),
            ("Moving window", test.Moving), ("Moving window, a day later", test.MovingWith(1)),
        ];
        return new TableBlock(
            "ways", ["Traded by", "Trades", "Won", "Profit before cost", "at 1 bp a leg", "at 5 bp", "at 10 bp"],
            [
                .. ways.Select(IReadOnlyList<ReportCell> (way) =>
                [
                    way.Name, Cell(way.Trades.Count), Cell(way.Trades.Count(t => t.Profit > 0)),
                    .. ((double[])[0, 1, 5, 10]).Select(cost => Profit(PairsBacktest.Profit(way.Trades, cost))),
                ]),
            ]);
    }

    private static TableBlock Figures(PairsStudy study, ulong seed) => new(
        "figures", ["Figure", "Measured", "Known"],
        [.. study.Run(study.UsualPaths, seed).Select(IReadOnlyList<ReportCell> (f) => [f.Name, Cell(f.Value), f.Expected is { } known ? Cell(known) : new ReportCell(None, double.NaN)])]);

    private static ReportFact Headline(string name, double profit) => new(name, Log(profit)) { Number = profit };

    private static ReportCell Profit(double profit) => new(Log(profit), profit) { Shade = Math.Clamp(profit / 0.1, -1, 1) };

    private static string Log(double profit) => profit.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture);

    private static string Span(PairsBacktest test) => $"{ReportNumbers.Day(Day(test.History.Days[0]))} to {ReportNumbers.Day(Day(test.History.Days[^1]))}";

    private static DateTime Day(long days) => DateTime.UnixEpoch.AddDays(days);
}
