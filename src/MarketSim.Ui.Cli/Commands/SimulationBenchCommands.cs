using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim bench rmsc04</c>, <c>zi</c> and <c>agents</c>: whole simulations.</summary>
internal static class SimulationBenchCommands
{
    private static readonly JsonSerializerOptions Camel = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static DocumentedCommand Reference(Screen screen, string name)
    {
        var seeds = new Option<string>("--seeds")
        {
            Description = "Which seeds, such as 1..1000 or 1..10,15.", HelpName = "LIST", DefaultValueFactory = _ => "1..8",
        };
        var duration = new Option<string?>("--duration") { Description = "Length of the session; the scenario's own by default.", HelpName = "30min" };
        var threads = new Option<int>("--threads")
        {
            Description = "How many runs at a time.", HelpName = "N", DefaultValueFactory = _ => 1,
        };
        var json = Json();
        var command = new DocumentedCommand(
            name, $"Runs the reference market {name} without logs: what happened, and how long it took.",
            $"marketsim bench {name}", $"marketsim bench {name} --seeds 1..1000 --duration 30min --threads 2 --json")
        {
            seeds, duration, threads, json,
        };
        command.SetAction(parsed =>
        {
            var scenario = ScenarioCatalog.Find(name);
            var options = new OptionSet(scenario.Options);
            if (parsed.GetValue(duration) is { } length)
            {
                options.Set("duration", length);
            }

            var report = ScenarioBenchmark.Run(
                scenario, options, SeedRanges.Parse(parsed.GetRequiredValue(seeds)), AtLeastOne(parsed.GetValue(threads), "--threads"));
            Write(screen, parsed.GetValue(json), report, Text);
            return ExitCode.Ok;
        });
        return command;
    }

    public static DocumentedCommand ZeroIntelligence(Screen screen)
    {
        var agents = Count("--agents", 1_117, "How many traders.");
        var duration = Length("20ms");
        var rounds = Count("--rounds", 5, "Timed parts; the median counts.");
        var json = Json();
        var command = new DocumentedCommand(
            "zi", "Lets zero-intelligence traders after Bouchaud trade: messages per second.",
            "marketsim bench zi", "marketsim bench zi --agents 10000 --json")
        {
            agents, duration, rounds, json,
        };
        command.SetAction(parsed =>
        {
            var report = ZeroIntelligenceBenchmark.Run(
                AtLeastOne(parsed.GetValue(agents), "--agents"), DurationText.Parse(parsed.GetRequiredValue(duration)),
                AtLeastOne(parsed.GetValue(rounds), "--rounds"), isWarm: true);
            Write(screen, parsed.GetValue(json), report, Text);
            return ExitCode.Ok;
        });
        return command;
    }

    public static DocumentedCommand Agents(Screen screen)
    {
        var count = Count("--count", 100_000, "How many agents.");
        var instruments = Count("--instruments", 10, "In how many instruments.");
        var duration = Length("60s");
        var json = Json();
        var command = new DocumentedCommand(
            "agents", "Builds a large population and lets it trade: memory, time to build, and pace.",
            "marketsim bench agents", "marketsim bench agents --count 1000000 --json")
        {
            count, instruments, duration, json,
        };
        command.SetAction(parsed =>
        {
            var report = PopulationBenchmark.Run(
                AtLeastOne(parsed.GetValue(count), "--count"), AtLeastOne(parsed.GetValue(instruments), "--instruments"),
                DurationText.Parse(parsed.GetRequiredValue(duration)));
            Write(screen, parsed.GetValue(json), report, Text);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "Prints one line of JSON and nothing else." };

    private static Option<int> Count(string name, int usual, string description)
        => new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };

    private static Option<string> Length(string usual)
        => new("--duration") { Description = "How long they trade, in simulated time.", HelpName = usual, DefaultValueFactory = _ => usual };

    private static void Write<T>(Screen screen, bool asJson, T report, Func<T, string> text)
        => screen.Output.WriteLine(asJson ? JsonSerializer.Serialize(report, Camel) : text(report));

    private static int AtLeastOne(int value, string name)
        => value >= 1 ? value : throw new ArgumentException($"{name} was {value}; accepted is a whole number of at least 1.");

    private static string Text(ScenarioBenchmarkReport report)
    {
        string Band(string name, Func<BenchmarkedRun, double> figure)
            => Line($"  {name,-10} {report.Spread(figure).Mean,12:#,0.0} ± {report.Spread(figure).Deviation:#,0.0}");
        return string.Join(
            Environment.NewLine,
            Line($"{report.Scenario}: {report.Runs.Count:#,0} runs, {report.Threads} at a time, in {report.WallSeconds:0.000} s ({report.CpuSeconds:0.000} s of processor time)"),
            Line($"  a run: {report.MedianRunMilliseconds:0.0} ms (median; least {report.LeastRunMilliseconds:0.0}), built in {report.MedianBuildMilliseconds:0.00} ms; {report.KernelEventsPerSecond / 1e6:0.00} M kernel events/s"),
            Line($"  {report.Runs.Average(r => r.AllocatedBytes) / 1e6:0.0} MB allocated a run; at most {report.PeakBytes / 1e6:0} MB held"),
            Band("rests", r => r.Rests), Band("fills", r => r.Fills), Band("cancels", r => r.Cancels),
            Band("last price", r => (double)r.LastPrice));
    }

    private static string Text(ZeroIntelligenceReport report) => string.Join(
        Environment.NewLine,
        Line($"{report.Agents:#,0} zero-intelligence traders, median of {report.Rounds}: {report.MessagesPerSecond / 1e6:0.00} M messages/s of processor time, {report.MessagesPerWallSecond / 1e6:0.00} M by the clock"),
        Line($"  {report.KernelEventsPerSecond / 1e6:0.00} M kernel events/s, {report.CommandsPerSecond / 1e6:0.00} M commands/s; {report.BytesPerMessage:0} bytes allocated a message; at most {report.PeakBytes / 1e6:0} MB held"),
        Line($"  {report.Rests:#,0} rests, {report.Fills:#,0} fills, {report.Cancels:#,0} cancels; {report.RestingOrders:#,0} orders rest at the end"));

    private static string Text(PopulationReport report) => string.Join(
        Environment.NewLine,
        Line($"{report.Agents:#,0} agents in {report.Instruments:#,0} instruments: built in {report.BuildSeconds:0.000} s"),
        Line($"  {report.ResidentBytes / 1e6:0.0} MB held, {report.BytesPerAgent:0} bytes an agent; {report.TradedBytes / 1e6:0.0} MB once they have traded; at most {report.PeakBytes / 1e6:0} MB, the program included"),
        Line($"  {report.SimulatedSeconds:0.###} s traded in {report.WallSeconds:0.000} s ({report.CpuSeconds:0.000} s of processor time): {report.TimesRealTime:0.0} times real time; {report.KernelEvents:#,0} kernel events, {report.Events:#,0} market events"));

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
