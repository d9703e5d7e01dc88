using System.Globalization;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;
using static MarketSim.Analysis.ReportNumbers;

namespace MarketSim.Ui.Cli;

/// <summary>Several runs side by side: figures with their differences from the first, and their mids over each other.</summary>
internal static class RunComparison
{
    private const int MostInstruments = 4;

    private static readonly (string Name, Func<InstrumentSummary, double?> Of)[] Figures =
    [
        ("Close", item => item.Close),
        ("Trades", item => item.Trades),
        ("Volume (lots)", item => item.Volume),
        ("Spread (bp)", item => item.TimeWeightedSpreadBasisPoints),
        ("Two-sided (share of time)", item => item.TwoSidedShare),
        ("Volatility (share a year)", item => item.AnnualisedVolatility),
    ];

    public static Report Of(Screen screen, IReadOnlyList<RunResult> runs)
    {
        RunSummary[] summaries = [.. runs.Select(RunReport.SummaryOf)];
        string[] names = ComparisonReport.Distinct([.. runs.Select(run => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(run.Folder.Path))))]);
        string[] symbols = [.. summaries[0].Instruments.Where(item => item.Trades > 0).OrderByDescending(item => item.Turnover)
            .Select(item => item.Symbol).Where(symbol => summaries.All(s => s.Instruments.Any(item => item.Symbol == symbol))).Take(MostInstruments)];
        return new Report
        {
            Kind = "run-comparison",
            Title = string.Create(CultureInfo.InvariantCulture, $"{runs.Count} runs side by side"),
            Subtitle = $"{string.Join(", ", names)} · differences from {names[0]}",
            Warnings = [.. Warnings(runs, names)],
            Sections =
            [
                .. symbols.Length == 0 ? [new ReportSection("Market quality", new TextBlock("They have no traded instrument in common."))] : Array.Empty<ReportSection>(),
                .. symbols.Length == 0 ? Array.Empty<ReportSection>() :
                [
                    new ReportSection("Mid prices", [.. symbols.Select(symbol => (ReportBlock)new FigureBlock("mids", Mids(screen, runs, names, symbol)))]),
                    new ReportSection("Market quality",
                    [
                        .. symbols.Select(symbol => (ReportBlock)ComparisonReport.Table(symbol, names,
                            [.. Figures.Select(figure => (figure.Name, summaries.Select(s => figure.Of(s.Instruments.First(item => item.Symbol == symbol))).ToArray()))])),
                    ]),
                ],
                new ReportSection("Profit by trading", Profits(summaries, names)) { Introduction = $"By type of agent, in {summaries[0].Currency}." },
            ],
        };
    }

    private static IEnumerable<string> Warnings(IReadOnlyList<RunResult> runs, string[] names)
    {
        for (var i = 1; i < runs.Count; i++)
        {
            if (runs[i].Manifest.Scenario != runs[0].Manifest.Scenario)
            {
                yield return $"{names[i]} is of another scenario, {runs[i].Manifest.Scenario}, than {names[0]}, {runs[0].Manifest.Scenario}.";
            }
        }
    }

    private static TableBlock Profits(RunSummary[] summaries, string[] names)
    {
        string[] types = [.. summaries.SelectMany(summary => summary.AgentTypes).Select(type => type.Type).Distinct(StringComparer.Ordinal)];
        return ComparisonReport.Table("Agents", names,
            [.. types.Select(type => (type, summaries.Select(summary => summary.AgentTypes.FirstOrDefault(t => t.Type == type)?.TradingProfit).ToArray()))]);
    }

    private static Figure Mids(Screen screen, IReadOnlyList<RunResult> runs, string[] names, string symbol)
    {
        var lines = new List<(double[] X, double[] Y)>();
        foreach (var run in runs)
        {
            var place = run.Manifest.Instruments.Select(i => i.Symbol).ToList().IndexOf(symbol);
            var mid = new MidPriceSeries(new InstrumentId(place));
            var unit = (double)run.Manifest.CreateInstruments()[place].PriceUnit;
            using var events = run.ReadEvents();
            using (new ProgressLine(screen, "reading", () => new ProgressState(double.NaN, events.Count, "events")))
            {
                MetricPass.Run(events, new SimTime(run.Manifest.EndNanoseconds), mid);
            }

            var (x, y) = (new double[mid.Series.Count], new double[mid.Series.Count]);
            for (var i = 0; i < x.Length; i++)
            {
                (x[i], y[i]) = ((mid.Series.Nanoseconds[i] + run.Manifest.TimeOfDayNanoseconds) / 1e9, mid.Series.Values[i] * unit);
            }

            lines.Add((x, y));
        }

        return ComparisonFigure.Lines($"Mid of {symbol}", "each run in its own colour", "Price", names, lines, AxisScale.Clock);
    }
}
