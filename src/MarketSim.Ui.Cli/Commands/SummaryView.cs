using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MarketSim.Market;
using MarketSim.Simulation;
using Spectre.Console;

namespace MarketSim.Ui.Cli;

/// <summary>Shows the summary of a run, to people or machines.</summary>
internal static class SummaryView
{
    // A long chain of options would push everything else off the screen.
    private const int MostIdle = 3;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The summary as JSON, with where everything lies.</summary>
    public static string ToJson(RunSummary summary, RunResult result, IReadOnlyList<string> plots)
    {
        var json = JsonNode.Parse(summary.ToJson())!.AsObject();
        json["folder"] = Path.GetFullPath(result.Folder.Path);
        json["plots"] = new JsonArray([.. plots.Select(p => JsonValue.Create(Path.GetFullPath(p)))]);
        return json.ToJsonString(Indented);
    }

    /// <summary>The summary as tables.</summary>
    public static void Show(Screen screen, RunSummary summary, RunResult result, IReadOnlyList<string> plots)
    {
        var console = screen.Console;
        var isNarrow = console.Profile.Width < 100;
        console.WriteLine();
        foreach (var line in Headline(summary))
        {
            console.MarkupLine(line);
        }

        console.Write(Instruments(summary, isNarrow));
        console.Write(Agents(summary, isNarrow));
        if (summary.History is { } history)
        {
            ShowHistory(console, history);
        }

        if (summary.Findings is { Count: > 0 } findings)
        {
            console.Write(Findings(findings, isNarrow));
        }

        // Written plainly: paths must not be wrapped.
        screen.Output.WriteLine($"State hash  {summary.StateHash}");
        screen.Output.WriteLine($"Folder      {result.Folder.Path}");
        if (plots.Count > 0)
        {
            screen.Output.WriteLine($"Pictures    {Path.Combine(result.Folder.Plots, "*.png")}");
        }

        screen.Output.WriteLine($"Prove it    marketsim replay {result.Folder.Path}");
    }

    private static IEnumerable<string> Headline(RunSummary summary)
    {
        yield return string.Create(CultureInfo.InvariantCulture,
            $"[bold]{Markup.Escape(summary.Scenario)}[/], seed {summary.Seed}: [bold]{summary.Outcome}[/], ")
            + $"{ProgressLine.Duration(summary.SimulatedSeconds)} simulated";
        yield return summary.Performance is { } speed
            ? string.Create(CultureInfo.InvariantCulture,
                $"{Number(summary.Commands)} commands, {Number(summary.Events)} events in {ProgressLine.Duration(speed.WallSeconds)}: ")
                + $"{ProgressLine.Short(speed.EventsPerSecond)} events/s, "
                + $"{ProgressLine.Short(summary.SimulatedSeconds / Math.Max(1e-9, speed.WallSeconds))} times real time"
            : $"{Number(summary.Commands)} commands, {Number(summary.Events)} events";
    }

    private static Table Instruments(RunSummary summary, bool isNarrow)
    {
        var table = Bare(
            isNarrow, "instrument", "open", "high", "low", "close", "VWAP", "trades", "volume", "spread", "bp", "vol/yr");
        var idle = summary.Instruments.Count(IsIdle);
        var hidesIdle = idle > MostIdle;
        foreach (var item in summary.Instruments)
        {
            if (hidesIdle && IsIdle(item))
            {
                continue;
            }

            table.AddRow(
                $"[bold]{Markup.Escape(item.Symbol)}[/]", Price(item.Open), Price(item.High), Price(item.Low), Price(item.Close),
                Price(item.Vwap), Number(item.Trades), ProgressLine.Short(item.Volume), Price(item.TimeWeightedSpread, 4),
                item.TimeWeightedSpreadBasisPoints?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–",
                Percent(item.AnnualisedVolatility));
        }

        if (hidesIdle)
        {
            table.AddRow($"[grey]{idle} more, idle[/]");
        }

        return table;
    }

    // Neither traded nor quoted on both sides.
    private static bool IsIdle(InstrumentSummary item) => item.Trades == 0 && item.TimeWeightedSpread is null;

    private static Table Agents(RunSummary summary, bool isNarrow)
    {
        var table = Bare(
            isNarrow, "agents", "no.", "orders", "refused", "fills", "volume",
            $"P&L {Markup.Escape(summary.Currency)}", "by trading");
        foreach (var type in summary.AgentTypes)
        {
            table.AddRow(
                $"[bold]{Markup.Escape(type.Type)}[/]", Number(type.Accounts), Number(type.Orders), Number(type.Rejected), Number(type.Fills),
                ProgressLine.Short(type.Volume), Profit(type.Profit), Profit(type.TradingProfit));
        }

        return table;
    }

    private static Table Findings(IReadOnlyList<Finding> findings, bool isNarrow)
    {
        static string Figure(double? value)
            => value is { } number ? number.ToString(Math.Abs(number) switch { >= 1_000 => "N0", < 0.01 => "G4", _ => "0.####" }, CultureInfo.InvariantCulture) : "–";
        var table = Bare(isNarrow, "found", "value", "theory", "unit");
        foreach (var finding in findings)
        {
            table.AddRow(
                $"[bold]{Markup.Escape(finding.Name)}[/]", Figure(finding.Value), finding.Theory is null ? "" : Figure(finding.Theory),
                Markup.Escape(finding.Unit));
        }

        return table;
    }

    private static void ShowHistory(IAnsiConsole console, HistoryOutcome history)
    {
        void Row(string what, long count, string note = "")
            => console.WriteLine($"  {what,-36}{Number(count),11}{(note.Length == 0 ? "" : "  " + note)}");
        console.MarkupLine("[grey]recorded order flow[/]");
        Row("messages repeated", history.Messages);
        Row("orders entered", history.Adds);
        Row("executions recorded", history.Executions, $"{Number(history.ExecutedLots)} lots");
        Row("  as recorded", history.AsRecorded, Share(history.AsRecorded, history.Executions));
        Row("  filled differently", history.FilledDifferently, Share(history.FilledDifferently, history.Executions));
        Row("  not filled, or not all", history.NotFilled, Share(history.NotFilled, history.Executions));
        if (history.AuctionFills > 0)
        {
            Row("filled in the opening auction", history.AuctionFills, $"{Number(history.AuctionLots)} lots");
            Row("  as recorded", history.AuctionFillsAsRecorded, Share(history.AuctionFillsAsRecorded, history.AuctionFills));
        }

        Row("lots filled by agents", history.AgentLots);
        Row("lots that found nobody", history.UnfilledLots);
        Row("lots agents took out of turn", history.TakenByAgentsLots);
        Row("changes of orders that were gone", history.TooLate);
        Row("orders refused otherwise", history.Rejected);
        Row("orders older than the recording", history.OlderThanRecording);
        Row("concluded from the recorded book", history.Inferred, $"{Number(history.AnonymousLots)} lots");
        Row("hidden trades, crosses, halts", history.NotRepeated, "not repeated");
        console.WriteLine();
    }

    private static Table Bare(bool isNarrow, params string[] headings)
    {
        var table = new Table { Border = isNarrow ? TableBorder.None : TableBorder.Simple };
        for (var i = 0; i < headings.Length; i++)
        {
            var column = new TableColumn($"[grey]{headings[i]}[/]")
            {
                NoWrap = true, Padding = isNarrow ? new Padding(0, 0, 1, 0) : new Padding(1, 0, 1, 0),
            };
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        return table;
    }

    private static string Number(long number)
        => number < 1_000_000_000 ? number.ToString("#,0", CultureInfo.InvariantCulture) : ProgressLine.Short(number);

    private static string Price(double? price, int decimals = 2)
        => price?.ToString("#,0." + new string('0', decimals), CultureInfo.InvariantCulture) ?? "–";

    private static string Percent(double? share) => share?.ToString("0.0%", CultureInfo.InvariantCulture) ?? "–";

    private static string Share(long part, long whole)
        => whole == 0 ? "–" : ((double)part / whole).ToString("0.0%", CultureInfo.InvariantCulture);

    private static string Profit(double amount)
    {
        var text = amount.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture);
        return amount switch { > 0.5 => $"[green]{text}[/]", < -0.5 => $"[red]{text}[/]", _ => text };
    }
}
