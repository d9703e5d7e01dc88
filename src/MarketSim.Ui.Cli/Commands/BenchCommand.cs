using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim bench</c>: measures this machine.</summary>
internal static class BenchCommand
{
    private static readonly JsonSerializerOptions Camel = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static DocumentedCommand Create(Screen screen)
        => new DocumentedCommand("bench", "Measures matching engine, simulation kernel, back-tests and whole markets on this machine.",
            "marketsim bench match itch1.bin", "marketsim bench sim", "marketsim bench backtest", "marketsim bench rmsc04").Grouping(
            screen, Match(screen), Sim(screen), Backtest(screen), SimulationBenchCommands.Reference(screen, "rmsc04"),
            SimulationBenchCommands.Reference(screen, "rmsc03"), SimulationBenchCommands.ZeroIntelligence(screen),
            SimulationBenchCommands.Agents(screen),
            CommitBenchCommand.Create(screen));

    private static DocumentedCommand Match(Screen screen)
    {
        var flow = new Argument<string>("flow")
        {
            Description = "A file of order flow; its expected results are taken from beside it.",
        };
        var expected = new Option<string?>("--expected")
        {
            Description = "Where the expected results are; FLOW.expected.json beside the flow by default.",
            HelpName = "FILE",
        };
        var noLatency = new Option<bool>("--no-latency")
        {
            Description = "Leaves out the pass that times every command.",
        };
        var json = new Option<bool>("--json") { Description = "Prints one line of JSON and nothing else." };
        var command = new DocumentedCommand("match",
            "Drives the fast order book with a file of order flow: time per command, and outcomes to compare.",
            "marketsim bench match itch1.bin", "marketsim bench match sparse.bin --no-latency --json")
        {
            flow, expected, noLatency, json,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(flow);
            if (!File.Exists(path))
            {
                throw new FileNotFoundException($"There is no file '{path}'.");
            }

            // No progress is drawn: it would disturb what is measured.
            Announce(screen);
            var result = MatchBenchmark.Run(path, new MatchBenchmarkOptions
            {
                Latency = !parsed.GetValue(noLatency), ExpectedPath = parsed.GetValue(expected),
            });
            screen.Output.WriteLine(parsed.GetValue(json) ? MatchBenchmark.ToJson(result) : Text(result));
            return result.MatchesExpected == false ? ExitCode.CheckFailed : ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Sim(Screen screen)
    {
        var actors = new Option<int>("--actors")
        {
            Description = "How many actors.", HelpName = "N", DefaultValueFactory = _ => 1_000,
        };
        var events = new Option<long>("--events")
        {
            Description = "Events in each timed run.", HelpName = "N", DefaultValueFactory = _ => 5_000_000,
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Timed runs; the median counts.", HelpName = "N", DefaultValueFactory = _ => 5,
        };
        var json = new Option<bool>("--json") { Description = "Prints one line of JSON and nothing else." };
        var command = new DocumentedCommand(
            "sim", "Drives the simulation kernel with messages and wake-ups: events per second.",
            "marketsim bench sim", "marketsim bench sim --actors 100 --events 1000000 --json")
        {
            actors, events, rounds, json,
        };
        command.SetAction(parsed =>
        {
            Announce(screen);
            var report = KernelBenchmark.Run(
                AtLeastOne(parsed.GetValue(actors), "--actors", 2), AtLeastOne(parsed.GetValue(events), "--events", 1),
                AtLeastOne(parsed.GetValue(rounds), "--rounds", 1));
            screen.Output.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(report, Camel) : Text(report));
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Backtest(Screen screen)
    {
        var bars = new Option<int>("--bars") { Description = "How many minute bars.", HelpName = "N", DefaultValueFactory = _ => 1_000_000 };
        var rounds = new Option<int>("--rounds") { Description = "Timed runs; the median counts.", HelpName = "N", DefaultValueFactory = _ => 5 };
        var json = new Option<bool>("--json") { Description = "Prints one line of JSON and nothing else." };
        var command = new DocumentedCommand(
            "backtest", "Drives the strategy sma-cross over made-up minute bars: bars per second, from memory and from a CSV.",
            "marketsim bench backtest", "marketsim bench backtest --bars 100000 --json")
        {
            bars, rounds, json,
        };
        command.SetAction(parsed =>
        {
            Announce(screen);
            var report = BacktestBenchmark.Run(
                AtLeastOne(parsed.GetValue(bars), "--bars", 1_000), AtLeastOne(parsed.GetValue(rounds), "--rounds", 1));
            screen.Output.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(report, Camel) : string.Join(
                Environment.NewLine,
                Line($"back-test of sma-cross, {report.Bars:#,0} minute bars, median of {report.Rounds}; {report.Fills:#,0} fills, as in a plain loop:"),
                Line($"  {report.BarsPerSecond / 1e6,6:0.0} M bars/s from memory, {report.TimesPlain:0.0} times as long as the plain loop ({report.PlainBarsPerSecond / 1e6:0.0} M bars/s)"),
                Line($"  {report.BarsPerSecondReading / 1e6,6:0.0} M bars/s from a CSV, reading included")));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Announce(Screen screen)
    {
        if (screen.ShowsProgress)
        {
            screen.Error.WriteLine("measuring; some seconds, best on an idle machine …");
        }
    }

    private static T AtLeastOne<T>(T value, string name, int least)
        where T : System.Numerics.INumber<T>
        => value >= T.CreateChecked(least)
            ? value
            : throw new ArgumentException($"{name} was {value}; accepted is a whole number of at least {least}.");

    private static string Text(MatchBenchmarkResult result)
    {
        var lines = new List<string>
        {
            Line($"{result.Workload}: {result.Commands:#,0} commands after {result.Prefill:#,0} that filled the books"),
            Line($"  {result.CpuNsPerCommand:0.0} ns of processor time per command, {result.WallNsPerCommand:0.0} ns on the clock"),
        };
        if (result.P50Ns is { } median)
        {
            lines.Add(Line($"  single commands: median {median:0} ns, 99% {result.P99Ns:0} ns, 99.9% {result.P999Ns:0} ns (timer {result.TimerOverheadNs:0} ns)"));
        }

        lines.Add(Line($"  {result.Trades:#,0} trades of {result.TradedQty:#,0} lots, hash {result.TradeHash}; {result.Rejects:#,0} rejects"));
        lines.Add(Line($"  {result.RestingOrders:#,0} orders rest on {result.RestingLevels:#,0} levels, hash {result.BookHash}"));
        lines.Add(Line($"  {result.AllocatedBytes:#,0} managed bytes allocated; books hold {result.BookMemoryBytes / 1e6:0.0} MB"));
        lines.Add(result.MatchesExpected switch
        {
            true => "  All outcomes are as expected.",
            false => "  Outcomes differ: " + string.Join("; ", result.Differences),
            null => "  No expected results beside the flow to compare with.",
        });
        return string.Join(Environment.NewLine, lines);
    }

    private static string Text(KernelBenchmarkReport report)
    {
        var width = report.Workloads.Max(w => w.Name.Length) + 2;
        var lines = report.Workloads.Select(w => $"  {w.Name.PadRight(width)}"
            + Line($"{w.EventsPerSecond / 1e6,6:0.00} M events/s  {w.CpuNanosecondsPerEvent,6:0.0} ns and ")
            + Line($"{w.BytesPerEvent:0.#} bytes each, {w.TimesPlain:0.0} times the plain queue"));
        return string.Join(Environment.NewLine, lines.Prepend(
            Line($"kernel, {report.Actors:#,0} actors, {report.Events:#,0} events, median of {report.Rounds}:")));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
