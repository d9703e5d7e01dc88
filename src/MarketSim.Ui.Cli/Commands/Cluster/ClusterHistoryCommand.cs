using System.CommandLine;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim cluster history</c>: what happened on all nodes, in order of time.</summary>
internal static class ClusterHistoryCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var output = new Option<string?>("--out")
        {
            Description = "A file for it; where left out it is printed.", HelpName = "FILE",
        };
        var folder = ClusterCommand.Folder();
        var command = new DocumentedCommand(
            "history", "Prints the consensus events of all nodes in order of time, one JSON object a line.",
            "marketsim cluster history", "marketsim cluster history --out consensus.ndjson")
        {
            output, folder,
        };
        command.SetAction(parsed =>
        {
            var processes = new ClusterProcesses(parsed.GetRequiredValue(folder));
            var plan = ClusterPlan.Load(processes.Folder);
            var events = Read(processes.Folder, plan);
            if (parsed.GetValue(output) is { } path)
            {
                using var file = new StreamWriter(path);
                ConsensusEventFile.Write(file, events);
                screen.Output.WriteLine($"{events.Count} events of {plan.Nodes} nodes: {path}");
            }
            else
            {
                ConsensusEventFile.Write(screen.Output, events);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>All events, in order of time.</summary>
    internal static IReadOnlyList<ConsensusEvent> Read(string folder, ClusterPlan plan)
    {
        var notes = Path.Combine(folder, ConsensusEventFile.FileName);
        var lines = Enumerable.Range(1, plan.Nodes).SelectMany(node => ClusterPlan.HistoryOf(folder, node))
            .Concat(File.Exists(notes) ? File.ReadLines(notes) : []);
        var all = lines.SelectMany(line => ConsensusEventFile.Read(new StringReader(line), notes));
        return [.. all.OrderBy(e => e.Time.Nanoseconds)];
    }
}
