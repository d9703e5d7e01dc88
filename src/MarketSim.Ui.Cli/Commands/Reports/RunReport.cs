using System.Globalization;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;
using static MarketSim.Analysis.ReportNumbers;

namespace MarketSim.Ui.Cli;

/// <summary>The report of one run: its market, who made what, its pictures, what was found, and how to prove it.</summary>
internal static class RunReport
{
    private const int MostIdle = 3;

    private static readonly string[] Quality = ["price", "spread-depth", "depth-heatmap"];

    private static readonly string[] Flow = ["volume", "order-flow"];

    public static Report Of(Screen screen, RunResult result)
    {
        var summary = SummaryOf(result);
        var manifest = result.Manifest;
        var figures = RunPlots.Figures(screen, result, [.. Quality, .. Flow, "pnl-by-type", "auction"]);
        ReportBlock[] Pictures(IEnumerable<string> names) => [.. names.Where(figures.ContainsKey).Select(name => new FigureBlock(name, figures[name]))];
        return new Report
        {
            Kind = "run",
            Title = manifest.Scenario,
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"Run with seed {manifest.Seed} · {Span(manifest)} · {manifest.Accounts.Count:#,0} accounts"),
            Headlines = Headlines(summary, manifest),
            Warnings = [.. Warnings(summary, manifest)],
            Sections =
            [
                new ReportSection("Market quality", [Instruments(summary), .. Pictures(Quality)]),
                .. summary.Findings is { Count: > 0 } findings ? [new ReportSection("What was found", Findings(findings))] : Array.Empty<ReportSection>(),
                new ReportSection("Who made what", [Agents(summary), .. Pictures(["pnl-by-type"])])
                {
                    Introduction = "Profit is the change in the worth of cash and positions, marked at mid; by trading is against having held what was put in, so that with the fees all types sum to zero.",
                    BeginsPage = true,
                },
                .. ExecutionTable.Of(result),
                new ReportSection("Flow", [.. Pictures(Flow), .. Pictures(["auction"])]) { BeginsPage = true },
                Settings(result),
            ],
        };
    }

    /// <summary>The figures of a run, as it left them.</summary>
    public static RunSummary SummaryOf(RunResult result)
        => File.Exists(result.Folder.Summary)
            ? Parse(result.Folder.Summary)
            : throw new FileNotFoundException($"The run lacks '{Path.GetFileName(result.Folder.Summary)}': there is no file '{result.Folder.Summary}'.");

    private static RunSummary Parse(string path)
    {
        try
        {
            return RunSummary.Parse(File.ReadAllText(path));
        }
        catch (System.Text.Json.JsonException problem)
        {
            throw new FormatException($"File '{path}' is damaged: {problem.Message}", problem);
        }
    }

    private static string Span(RunManifest manifest)
    {
        var start = (manifest.TimeOfDayNanoseconds + manifest.StartNanoseconds) / 1e9;
        var end = (manifest.TimeOfDayNanoseconds + manifest.EndNanoseconds) / 1e9;
        return $"{Ticks.TimeOfDay(start, 60)} to {Ticks.TimeOfDay(end, 60)}";
    }

    private static List<ReportFact> Headlines(RunSummary summary, RunManifest manifest)
    {
        var main = summary.Instruments.MaxBy(item => item.Turnover)!;
        List<ReportFact> facts =
        [
            new("Trades", Count(summary.Instruments.Sum(item => item.Trades))) { Number = summary.Instruments.Sum(item => item.Trades) },
            new("Events", Count(summary.Events)) { Number = summary.Events },
        ];
        if (main.TimeWeightedSpreadBasisPoints is { } spread)
        {
            facts.Add(new($"Spread {main.Symbol}", Ticks.Number(spread, 1) + " bp") { Number = spread, Hint = "Time-weighted, over the mid." });
        }

        if (main.AnnualisedVolatility is { } volatility)
        {
            facts.Add(new($"Volatility {main.Symbol}", Percent(volatility, 1)) { Number = volatility, Hint = "Realised over one-minute returns of the mid, scaled to a year." });
        }

        facts.Add(new("Outcome", manifest.Status == RunStatus.Completed ? summary.Outcome : manifest.Status.ToString().ToLowerInvariant()));
        return facts;
    }

    private static IEnumerable<string> Warnings(RunSummary summary, RunManifest manifest)
    {
        if (manifest.Status != RunStatus.Completed)
        {
            yield return manifest.Failure is { } failure ? $"The run failed: {failure}" : $"The run did not reach its end: it is {manifest.Status.ToString().ToLowerInvariant()}.";
        }

        foreach (var item in summary.Instruments.Where(item => item.Trades > 0 && item.TwoSidedShare < 0.9))
        {
            yield return $"{item.Symbol} was quoted on both sides for only {Percent(item.TwoSidedShare, 0)} of the time.";
        }
    }

    private static TableBlock Instruments(RunSummary summary)
    {
        var idle = summary.Instruments.Count(item => item.Trades == 0 && item.TimeWeightedSpread is null);
        var shown = idle > MostIdle ? summary.Instruments.Where(item => item.Trades > 0 || item.TimeWeightedSpread is not null) : summary.Instruments;
        return new TableBlock(
            "instruments",
            ["Instrument", "Open", "High", "Low", "Close", "VWAP", "Trades", "Volume", "Spread", "Spread (bp)", "Two-sided", "Volatility a year"],
            [
                .. shown.Select(IReadOnlyList<ReportCell> (item) =>
                [
                    item.Symbol, Price(item.Open), Price(item.High), Price(item.Low), Price(item.Close), Price(item.Vwap),
                    new(Count(item.Trades), item.Trades), new(Count(item.Volume), item.Volume), Price(item.TimeWeightedSpread, 4),
                    Price(item.TimeWeightedSpreadBasisPoints, 1), PercentCell(item.TwoSidedShare, 1), PercentCell(item.AnnualisedVolatility, 1),
                ]),
            ])
        {
            Note = "Prices in the instrument's currency, volume in lots; spreads are time-weighted while both sides were quoted."
                + (idle > MostIdle ? string.Create(CultureInfo.InvariantCulture, $" {idle} idle instruments are left out.") : ""),
        };
    }

    private static TableBlock Agents(RunSummary summary)
    {
        var most = summary.AgentTypes.Select(type => Math.Abs(type.TradingProfit)).DefaultIfEmpty(0).Max();
        return new TableBlock(
            "agents",
            ["Agents", "Number", "Orders", "Refused", "Fills", "Volume", $"Fees ({summary.Currency})", $"Profit ({summary.Currency})", "By trading"],
            [
                .. summary.AgentTypes.Select(IReadOnlyList<ReportCell> (type) =>
                [
                    type.Type, new(Count(type.Accounts), type.Accounts), new(Count(type.Orders), type.Orders), new(Count(type.Rejected), type.Rejected),
                    new(Count(type.Fills), type.Fills), new(Count(type.Volume), type.Volume), Price(type.Fees), Price(type.Profit),
                    Price(type.TradingProfit) with { Shade = most > 0 ? type.TradingProfit / most : null },
                ]),
            ]);
    }

    private static TableBlock Findings(IReadOnlyList<Finding> findings) => new(
        "findings", ["Figure", "Value", "Theory", "Unit"],
        [.. findings.Select(IReadOnlyList<ReportCell> (found) => [found.Name, Cell(found.Value), found.Theory is null ? new("", double.NaN) : Cell(found.Theory), found.Unit])]);

    private static ReportSection Settings(RunResult result)
    {
        var manifest = result.Manifest;
        IReadOnlyList<ReportFact> Facts(IEnumerable<KeyValuePair<string, string>> pairs) => [.. pairs.Select(pair => new ReportFact(pair.Key, pair.Value))];
        var groups = new List<(string, IReadOnlyList<ReportFact>)>
        {
            ("Options of the scenario", Facts(manifest.Options)),
            ("Venue", Facts(manifest.Exchange)),
        };
        groups.AddRange((manifest.Mechanisms ?? []).Select(mechanism => (mechanism.Name, Facts(mechanism.Settings))));
        groups.Add(("Run",
        [
            new("Version", manifest.CodeVersion), new("Commands", Count(manifest.CommandCount)) { Number = manifest.CommandCount },
            new("Events", Count(manifest.EventCount)) { Number = manifest.EventCount }, new("State hash", manifest.StateHash ?? None),
            .. (manifest.Joined ?? []).Select(joined => new ReportFact("Joined", joined)),
        ]));
        var folder = ShellText.Quote(Path.GetFileName(Path.TrimEndingDirectorySeparator(result.Folder.Path)));
        return new ReportSection("Settings", new FactsBlock(groups), new TextBlock("To prove it, and to do it again:"), new CommandBlock(
            $"marketsim replay {folder}", Command(manifest)))
        {
            BeginsPage = true,
        };
    }

    private static string Command(RunManifest manifest)
    {
        var usual = ScenarioCatalog.All.FirstOrDefault(scenario => scenario.Name == manifest.Scenario)?.Options
            .ToDictionary(option => option.Name, option => option.Default, StringComparer.Ordinal);
        var settings = manifest.Options.Where(option => usual is null || !usual.TryGetValue(option.Key, out var value) || value != option.Value);
        return string.Create(CultureInfo.InvariantCulture, $"marketsim run {ShellText.Quote(manifest.Scenario)} --seed {manifest.Seed}")
            + string.Concat(settings.Select(option => " --set " + ShellText.Quote($"{option.Key}={option.Value}")))
            + string.Concat((manifest.Joined ?? []).Select(joined => " --strategy " + ShellText.Quote(joined)));
    }

    private static ReportCell Price(double? price, int decimals = 2)
        => price is { } value ? new(Ticks.Number(value, decimals), value) : new(None, double.NaN);
}
