using System.CommandLine;
using System.Text.Json;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;
using Spectre.Console;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim list</c>: what there is to choose from.</summary>
internal static class ListCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static DocumentedCommand Create(Screen screen)
        => new DocumentedCommand("list", "Shows what there is to choose from.",
            "marketsim list scenarios", "marketsim list options default-day").Grouping(screen,
            [
                Of(screen, "scenarios", "The worlds that 'run' can run.",
                    () => ScenarioCatalog.All.Select(s => (s.Name, s.Summary))),
                Options(screen),
                Of(screen, "strategies", "How agents can decide.",
                    () => StrategyCatalog.All.Select(s => (s.Name, s.Summary))),
                Of(screen, "environments", "The environments to learn in, for 'train', C# and Python.",
                    () => EnvironmentCatalog.All.Select(e => (e.Name, e.Summary))),
                Of(screen, "mechanisms", "On what terms one can trade; 'marketsim rules NAME' shows what can be set of one.",
                    () => MechanismCatalog.Types.Select(m => (m.Name, m.Summary))),
                Of(screen, "values", "How fundamental values can move; 'marketsim rules NAME' shows what can be set of one.",
                    () => ValueCatalog.Types.Select(v => (v.Name, v.Summary))),
                Of(screen, "assets", "The types of instruments that market files can name.",
                    () => InstrumentCatalog.Types.Select(t => (t.Name, t.Summary))),
                Of(screen, "plots", "The pictures that 'plot' can draw.",
                    () => PlotNames.All.Select(p => (p.Name, $"Of {p.Source}: {p.Summary}"))),
                Of(screen, "formats", "The formats of recorded market data.", Formats),
                Of(screen, "latencies", "The models of the network, for the option 'latency'.",
                    () => LatencyCatalog.All.Select(kind => (kind.Example, kind.Summary))),
            ]);

    private static DocumentedCommand Of(
        Screen screen, string name, string summary, Func<IEnumerable<(string, string)>> entries)
    {
        var json = Json();
        var assembly = Plugins.Option();
        var command = new DocumentedCommand(name, summary, $"marketsim list {name}") { json, assembly };
        command.SetAction(parsed =>
        {
            Plugins.Load(parsed.GetValue(assembly));
            return Show(screen, parsed.GetValue(json), [.. entries()]);
        });
        return command;
    }

    private static DocumentedCommand Options(Screen screen)
    {
        var scenario = new Argument<string?>("scenario")
        {
            Description = "Of which scenario; default-day if none is named.", Arity = ArgumentArity.ZeroOrOne,
        };
        var json = Json();
        var command = new DocumentedCommand("options", "The options of a scenario, for --set and YAML files.",
            "marketsim list options default-day")
        {
            scenario, json,
        };
        command.SetAction(parsed =>
        {
            var found = ScenarioCatalog.Find(parsed.GetValue(scenario) ?? "default-day");
            return parsed.GetValue(json) ? WriteJson(screen, found) : ShowOptions(screen, found);
        });
        return command;
    }

    private static IEnumerable<(string, string)> Formats() =>
    [
        ("lobster", "LOBSTER message files, with their order book files: NASDAQ orders as CSV."),
        ("itch", "NASDAQ TotalView-ITCH 5.0: binary."),
        ("cme-mbo", "CME market by order as CSV with a header."),
        ("binance",
            "Binance streams: depth, quotes and trades, a line of JSON each; checked and converted, not replayed."),
        ("bitstamp", "Bitstamp order events as CSV, or the raw log."),
        ("bybit", "Bybit order book history: a line of JSON for each change; checked and converted, not replayed."),
    ];

    private static Option<bool> Json() => new("--json") { Description = "Prints JSON and nothing else." };

    private static int Show(Screen screen, bool writesJson, IReadOnlyList<(string Name, string Summary)> entries)
    {
        if (writesJson)
        {
            screen.Output.WriteLine(
                JsonSerializer.Serialize(entries.Select(e => new { name = e.Name, summary = e.Summary }), Indented));
            return ExitCode.Ok;
        }

        var width = entries.Max(e => e.Name.Length) + 2;
        foreach (var (name, summary) in entries)
        {
            screen.Output.WriteLine(name.PadRight(width) + summary);
        }

        return ExitCode.Ok;
    }

    private static int WriteJson(Screen screen, Scenario scenario)
    {
        screen.Output.WriteLine(JsonSerializer.Serialize(
            scenario.Options.Select(
                o => new { name = o.Name, @default = o.Default, accepts = o.Accepts, summary = o.Summary }), Indented));
        return ExitCode.Ok;
    }

    private static int ShowOptions(Screen screen, Scenario scenario)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("[grey]option[/]") { NoWrap = true });
        table.AddColumn(new TableColumn("[grey]default[/]") { NoWrap = true });
        table.AddColumn("[grey]what it is[/]");
        foreach (var option in scenario.Options)
        {
            table.AddRow($"[bold]{Markup.Escape(option.Name)}[/]", Markup.Escape(option.Default),
                Markup.Escape($"{option.Summary} Accepted: {option.Accepts}."));
        }

        screen.Console.Write(table);
        return ExitCode.Ok;
    }
}
