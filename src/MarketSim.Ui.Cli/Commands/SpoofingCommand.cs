using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim spoofing</c>: who in a run shows much on one side, trades on the other, and withdraws.</summary>
internal static class SpoofingCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static DocumentedCommand Create(Screen screen)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run." };
        var type = new Option<string>("--type")
        {
            Description = "The kind of agents that are known to spoof, for precision and recall.", DefaultValueFactory = _ => "spoofer",
        };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var command = new DocumentedCommand(
            "spoofing", "Finds accounts that show much on one side, trade on the other, and withdraw what they showed.",
            "marketsim spoofing runs/spoofing-seed1-001")
        {
            run, type, json,
        };
        command.SetAction(parsed =>
        {
            var result = RunResult.Open(parsed.GetRequiredValue(run));
            var detector = new SpoofingDetector();
            using (var events = result.ReadEvents())
            {
                while (events.TryRead(out var item))
                {
                    detector.Observe(item);
                }
            }

            var known = result.Manifest.Accounts.Where(a => a.Type == parsed.GetValue(type)).Select(a => new AccountId(a.Id)).ToHashSet();
            Show(screen, detector, result.Manifest.Accounts.ToDictionary(a => a.Id, a => a.Name), known, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(
        Screen screen, SpoofingDetector detector, Dictionary<int, string> names, HashSet<AccountId> known, bool writesJson)
    {
        var flagged = detector.Records.Where(r => detector.Flagged.Contains(r.Account)).ToList();
        var (precision, recall) = detector.Against(known);
        if (writesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    flagged = flagged.Select(r => new { name = names[r.Account.Value], fills = r.Fills, episodes = r.Episodes }), precision, recall,
                },
                Indented));
            return;
        }

        foreach (var record in flagged)
        {
            screen.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{names[record.Account.Value],-24}{record.Fills,8:#,##0} fills{record.Episodes,8:#,##0} episodes"));
        }

        screen.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{flagged.Count} of {detector.Records.Count} accounts; known spoofers {known.Count}, precision {precision:0.00}, recall {recall:0.00}"));
    }
}
