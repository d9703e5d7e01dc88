using System.CommandLine;
using System.Text.Json;
using MarketSim.Blockchain;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim raft check</c>: whether what clients saw could have come from one machine.</summary>
internal static class RaftCheckCommand
{
    private const int MostShown = 20;

    public static DocumentedCommand Create(Screen screen)
    {
        var file = new Argument<string>("history")
        {
            Description = "A history as NDJSON: client, op, id, call, return (null for none), result; times in nanoseconds. Operations: "
                + HistoryModel.Accepted + ".",
        };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var command = new DocumentedCommand(
            "check", "Checks a client history for linearizability, and shows the shortest part that nothing explains.",
            "marketsim raft check history.ndjson")
        {
            file, json,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            using var reader = new StreamReader(path);
            var history = ClientHistoryFile.Read(reader, path);
            var offence = LinearizabilityCheck.FindOffence(history);
            if (parsed.GetValue(json))
            {
                screen.Output.WriteLine(JsonSerializer.Serialize(
                    new { operations = history.Count, linearizable = offence.Count == 0, window = offence.Select(ClientHistoryFile.LineOf) }));
            }
            else
            {
                Show(screen, history, offence);
            }

            return offence.Count == 0 ? ExitCode.Ok : ExitCode.CheckFailed;
        });
        return command;
    }

    private static void Show(Screen screen, IReadOnlyList<ClientOperation> history, IReadOnlyList<ClientOperation> offence)
    {
        if (offence.Count == 0)
        {
            screen.Output.WriteLine($"Linearizable: {history.Count} operations of {history.Select(o => o.Client).Distinct().Count()} clients.");
            return;
        }

        screen.Output.WriteLine($"Not linearizable: no order explains these {offence.Count} of {history.Count} operations.");
        foreach (var operation in offence.TakeLast(MostShown))
        {
            screen.Output.WriteLine(ClientHistoryFile.LineOf(operation));
        }

        if (offence.Count > MostShown)
        {
            screen.Output.WriteLine($"(the last {MostShown} are shown; --json has them all)");
        }
    }
}
