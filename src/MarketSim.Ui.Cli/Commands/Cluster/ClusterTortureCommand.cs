using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim cluster torture</c>: proves on this machine that a cluster keeps every trade.</summary>
internal static class ClusterTortureCommand
{
    private static readonly JsonSerializerOptions Camel = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static DocumentedCommand Create(Screen screen)
    {
        var patterns = new Option<int>("--patterns") { Description = "Random patterns of kills.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var hard = new Option<int>("--hard")
        {
            Description = "Patterns of the hard kind: one node down, a follower and 10 ms later the leader killed, the other two back.",
            HelpName = "N", DefaultValueFactory = _ => 10,
        };
        var writers = new Option<int>("--writers") { Description = "Clients that trade meanwhile.", HelpName = "N", DefaultValueFactory = _ => 16 };
        var seed = new Option<ulong>("--seed") { Description = "Which patterns.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var folder = new Option<string?>("--dir") { Description = "Where to keep the cluster; a folder that goes away where left out.", HelpName = "DIR" };
        var json = ClusterCommand.Json("Prints what was found as JSON and nothing else.");
        var command = new DocumentedCommand(
            "torture", "Kills nodes of a new cluster while clients trade, then compares every answer with every node's log.",
            "marketsim cluster torture --patterns 5 --hard 2", "marketsim cluster torture --patterns 100 --hard 50 --writers 16")
        {
            patterns, hard, writers, seed, folder, json,
        };
        command.SetAction(parsed =>
        {
            var (random, difficult) = (parsed.GetValue(patterns), parsed.GetValue(hard));
            if (random < 0 || difficult < 0 || random + difficult == 0 || parsed.GetValue(writers) is < 1 or > 256)
            {
                throw new ArgumentException("--patterns and --hard together are at least 1, and --writers is 1 to 256.");
            }

            var kept = parsed.GetValue(folder);
            var place = kept ?? Path.Combine(Path.GetTempPath(), $"marketsim-torture-{Environment.ProcessId}");
            try
            {
                var verdict = Run(screen, place, random, difficult, parsed.GetValue(writers), parsed.GetValue(seed));
                screen.Output.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(verdict, Camel) : Text(verdict));
                return verdict.IsSafe ? ExitCode.Ok : ExitCode.CheckFailed;
            }
            finally
            {
                if (kept is null && Directory.Exists(place))
                {
                    Directory.Delete(place, recursive: true);
                }
            }
        });
        return command;
    }

    /// <summary>Does it all.</summary>
    internal static TortureVerdict Run(Screen screen, string folder, int patterns, int hard, int writers, ulong seed)
    {
        using var torture = new ClusterTorture(folder, writers, seed);
        using (new ProgressLine(screen, "killing", () => new ProgressState(
            (double)torture.Patterns / (patterns + hard), torture.Acknowledged, "orders acknowledged")))
        {
            for (var i = 0; i < patterns; i++)
            {
                torture.RandomPattern();
            }

            for (var i = 0; i < hard; i++)
            {
                torture.HardPattern();
            }
        }

        return torture.Finish();
    }

    private static string Text(TortureVerdict v)
    {
        var slow = v.FailOversMs.Count == 0 ? "no leader died alone" : string.Create(CultureInfo.InvariantCulture,
            $"{v.Timely} of {v.FailOversMs.Count} fail-overs within {v.BoundMs:0} ms (median {v.FailOversMs[v.FailOversMs.Count / 2]:0} ms, longest {v.FailOversMs[^1]:0} ms)");
        return string.Join(Environment.NewLine,
            string.Create(CultureInfo.InvariantCulture, $"{v.Patterns} patterns of kills, {v.Acknowledged:#,0} orders acknowledged, {v.Retries:#,0} sent again, {v.Entries:#,0} entries"),
            $"  {v.Lost} lost, {v.Doubled} executed twice, {v.Changed} answers changed",
            $"  logs {(v.LogsAgree ? "equal" : "DIFFER")}, states {(v.StatesAgree ? "equal" : "DIFFER")}",
            $"  {slow}");
    }
}
