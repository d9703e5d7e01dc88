using System.CommandLine;
using System.Text.Json;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim replay</c>: proves that the recorded commands lead to the recorded events.</summary>
internal static class ReplayCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static DocumentedCommand Create(Screen screen)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run: finished, interrupted or killed." };
        var json = new Option<bool>("--json") { Description = "Prints the verdict as JSON and nothing else." };
        var assembly = Plugins.Option();
        var command = new DocumentedCommand("replay",
            "Executes the commands of a run again and proves that every event and the final state come out the same.",
            "marketsim replay runs/default-day-seed1-001")
        {
            run, json, assembly,
        };
        command.SetAction(parsed =>
        {
            Plugins.Load(parsed.GetValue(assembly));
            return Replay(screen, parsed.GetRequiredValue(run), parsed.GetValue(json));
        });
        return command;
    }

    private static int Replay(Screen screen, string path, bool writesJson)
    {
        var result = RunResult.Open(path);
        var watch = new ReplayWatch();
        ReplayVerdict verdict;
        using (new ProgressLine(screen, "replaying", () => watch.State))
        {
            verdict = result.Replay(watch);
        }

        var hint = !verdict.IsSame && result.Manifest.CodeVersion != WorldManifest.CodeVersion
            ? $"The run was recorded with version {result.Manifest.CodeVersion}; this is {WorldManifest.CodeVersion}."
            : "";
        if (writesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    same = verdict.IsSame, whole = verdict.IsWhole, sentence = verdict.Sentence,
                    commands = verdict.Commands,
                    events = verdict.Events, stateHash = verdict.StateHash, recordedHash = verdict.RecordedHash,
                    firstDifference = verdict.FirstDifference,
                }, Indented));
        }
        else
        {
            screen.Output.WriteLine($"{(verdict.IsSame ? verdict.IsWhole ? "Same." : "Same, as far as it goes." : "Different.")} {verdict.Sentence}");
            if (hint.Length > 0)
            {
                screen.Output.WriteLine(hint);
            }
        }

        return verdict.IsSame ? ExitCode.Ok : ExitCode.CheckFailed;
    }
}
