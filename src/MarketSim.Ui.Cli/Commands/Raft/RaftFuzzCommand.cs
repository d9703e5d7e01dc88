using System.CommandLine;
using System.Globalization;
using MarketSim.Blockchain;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim raft fuzz</c>: clusters under random faults, each seed another mixture.</summary>
internal static class RaftFuzzCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var seeds = new Option<string>("--seeds")
        {
            Description = "How many, from 1 on, such as 10000; or which, such as 500..1000. With --trace the one seed.",
            DefaultValueFactory = _ => "1000", HelpName = "N|A..B",
        };
        var nodes = new Option<int?>("--nodes") { Description = "Nodes of a cluster, from 1 to 9; by default each seed is run with 3 and with 5.", HelpName = "N" };
        var flaw = new Option<string?>("--flaw")
        {
            Description = "Makes every node wrong in one way, to see that it is noticed: " + string.Join(", ", Flaws()) + ".", HelpName = "NAME",
        };
        var cores = new Option<int?>("--cores") { Description = "How many seeds at a time; as many as there are processors by default.", HelpName = "N" };
        var trace = new Option<string?>("--trace")
        {
            Description = "Runs one seed and writes all that happened to a file, for marketsim raft timeline.", HelpName = "FILE",
        };
        var history = new Option<string?>("--history")
        {
            Description = "With --trace: writes what clients saw to a file, for marketsim raft check.", HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var command = new DocumentedCommand(
            "fuzz", "Runs clusters in simulated time under random faults, checks safety after every step, then that all becomes final.",
            "marketsim raft fuzz --seeds 10000",
            "marketsim raft fuzz --seeds 500..1000 --nodes 5 --json",
            "marketsim raft fuzz --seeds 20 --flaw vote-twice",
            "marketsim raft fuzz --seeds 1234 --nodes 3 --trace out.ndjson --history history.ndjson")
        {
            seeds, nodes, flaw, cores, trace, history, json,
        };
        command.SetAction(parsed =>
        {
            var request = new RaftFuzz(screen)
            {
                Seeds = Parse(parsed.GetValue(seeds)!, parsed.GetValue(trace) is not null),
                Nodes = NodesOf(parsed.GetValue(nodes), parsed.GetValue(trace) is not null),
                Flaw = FlawOf(parsed.GetValue(flaw)),
                Workers = Within(parsed.GetValue(cores) ?? Environment.ProcessorCount, "--cores", 1_024),
                WritesJson = parsed.GetValue(json),
            };
            return parsed.GetValue(trace) is { } file ? request.Trace(file, parsed.GetValue(history)) : request.Run();
        });
        return command;
    }

    private static IEnumerable<string> Flaws()
        => Enum.GetValues<RaftFlaw>().Where(f => f != RaftFlaw.None).Select(f => KebabCase.Of(f.ToString()));

    private static RaftFlaw FlawOf(string? name) => name is null ? RaftFlaw.None
        : Enum.GetValues<RaftFlaw>().Where(f => f != RaftFlaw.None && KebabCase.Of(f.ToString()) == name).Cast<RaftFlaw?>().FirstOrDefault()
            ?? throw new ArgumentException($"--flaw was '{name}'; known are {string.Join(", ", Flaws())}.");

    private static int[] NodesOf(int? nodes, bool isTrace)
        => nodes is { } count ? [Within(count, "--nodes", 9)] : isTrace ? [3] : [3, 5];

    // A number alone is how many; with a trace it is the seed itself.
    private static IReadOnlyList<ulong> Parse(string text, bool isTrace)
    {
        var isCount = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        if (isCount && count == 0)
        {
            throw new ArgumentException("--seeds was '0'; accepted is how many, from 1, or which, such as 500..1000.");
        }

        var seeds = SeedRanges.Parse(isCount && !isTrace ? $"1..{text}" : text);
        return !isTrace || seeds.Count == 1 ? seeds : throw new ArgumentException($"--trace follows one seed; --seeds was '{text}'.");
    }

    private static int Within(int value, string option, int most) => value >= 1 && value <= most ? value
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{option} was '{value}'; accepted is a whole number from 1 to {most}."));
}
