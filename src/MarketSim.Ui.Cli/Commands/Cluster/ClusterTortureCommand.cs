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
        var leaders = new Option<int>("--leader-kills")
        {
            Description = "Kills of the leader alone: how soon there is another one, and orders become final again.", HelpName = "N",
        };
        var writers = new Option<int>("--writers") { Description = "Clients that trade meanwhile.", HelpName = "N", DefaultValueFactory = _ => 16 };
        var seed = new Option<ulong>("--seed") { Description = "Which patterns.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var folder = new Option<string?>("--dir") { Description = "Where to keep the cluster; a folder that goes away where left out.", HelpName = "DIR" };
        var json = ClusterCommand.Json("Prints what was found as JSON and nothing else.");
        var command = new DocumentedCommand(
            "torture", "Kills nodes of a new cluster while clients trade, then compares every answer with every node's log.",
            "marketsim cluster torture --patterns 5 --hard 2", "marketsim cluster torture --patterns 100 --hard 50 --writers 16",
            "marketsim cluster torture --leader-kills 100")
        {
            patterns, hard, leaders, writers, seed, folder, json,
        };
        command.SetAction(parsed =>
        {
            // Whoever asks for leaders alone gets no other patterns along.
            var alone = parsed.GetValue(leaders);
            var random = Given(parsed, patterns) || alone == 0 ? parsed.GetValue(patterns) : 0;
            var difficult = Given(parsed, hard) || alone == 0 ? parsed.GetValue(hard) : 0;
            if (random < 0 || difficult < 0 || alone < 0 || random + difficult + alone == 0 || parsed.GetValue(writers) is < 1 or > 256)
            {
                throw new ArgumentException(
                    "--patterns, --hard and --leader-kills are whole numbers from 0, together at least 1, and --writers is 1 to 256.");
            }

            var kept = parsed.GetValue(folder);
            var place = kept ?? Path.Combine(Path.GetTempPath(), $"marketsim-torture-{Environment.ProcessId}");
            try
            {
                var verdict = Run(screen, place, random, difficult, alone, parsed.GetValue(writers), parsed.GetValue(seed));
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
    internal static TortureVerdict Run(Screen screen, string folder, int patterns, int hard, int leaders, int writers, ulong seed)
    {
        using var torture = new ClusterTorture(folder, writers, seed);
        using (new ProgressLine(screen, "killing", () => new ProgressState(
            (double)torture.Patterns / (patterns + hard + leaders), torture.Acknowledged, "orders acknowledged")))
        {
            for (var i = 0; i < patterns; i++)
            {
                torture.RandomPattern();
            }

            for (var i = 0; i < hard; i++)
            {
                torture.HardPattern();
            }

            for (var i = 0; i < leaders; i++)
            {
                torture.LeaderKill();
            }
        }

        return torture.Finish();
    }

    private static bool Given(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private static string Text(TortureVerdict v)
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{v.Patterns} patterns of kills, {v.Acknowledged:#,0} orders acknowledged, {v.Retries:#,0} sent again, {v.Entries:#,0} entries"),
            $"  {v.Lost} lost, {v.Doubled} executed twice, {v.Changed} answers changed",
            $"  logs {(v.LogsAgree ? "equal" : "DIFFER")}, states {(v.StatesAgree ? "equal" : "DIFFER")}",
            v.FailOversMs.Count == 0 ? "  no leader died alone" : "  " + Within("fail-overs", v.Timely, v.FailOversMs, v.BoundMs),
        };
        if (v.OutagesMs.Count > 0)
        {
            lines.Add("  " + Within("times clients were served again", v.Served, v.OutagesMs, v.BoundMs));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static string Within(string what, int timely, IReadOnlyList<double> all, double bound) => string.Create(
        CultureInfo.InvariantCulture,
        $"{timely} of {all.Count} {what} within {bound:0} ms (median {all[all.Count / 2]:0} ms, longest {all[^1]:0} ms)");
}
