using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MarketSim.Blockchain;
using Spectre.Console;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim cluster status</c>: how the nodes are doing.</summary>
internal static class ClusterStatusCommand
{
    private static readonly JsonSerializerOptions Camel = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static DocumentedCommand Create(Screen screen)
    {
        var folder = ClusterCommand.Folder();
        var json = ClusterCommand.Json("Prints the nodes as a list in JSON and nothing else.");
        var command = new DocumentedCommand(
            "status", "Shows every node: process, role, term, and how far its log is durable, committed and executed.",
            "marketsim cluster status", "marketsim cluster status --json")
        {
            folder, json,
        };
        command.SetAction(parsed =>
        {
            var processes = new ClusterProcesses(parsed.GetRequiredValue(folder));
            var plan = ClusterPlan.Load(processes.Folder);
            var all = new ClusterOperator(processes.Folder).StatusOfAll();
            if (parsed.GetValue(json))
            {
                screen.Output.WriteLine(JsonSerializer.Serialize(all.Select((status, i) => status
                    ?? new NodeStatus(i + 1, 0, "down", 0, 0, 0, 0, 0, 0, "", 0, [])), Camel));
                return ExitCode.Ok;
            }

            screen.Console.Write(Table(all));
            var up = all.Count(s => s is not null);
            if (up == 0)
            {
                screen.Error.WriteLine("No node is running; 'marketsim cluster start' starts them.");
            }
            else if (up <= plan.Nodes / 2)
            {
                screen.Error.WriteLine($"{up} of {plan.Nodes} nodes run: too few to make anything final.");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Table Table(IReadOnlyList<NodeStatus?> all)
    {
        var table = new Table { Border = TableBorder.Minimal };
        foreach (var (name, isNumber) in new[]
        {
            ("node", false), ("process", true), ("role", false), ("term", true), ("durable", true), ("committed", true), ("executed", true),
            ("state", false), ("cut off from", false),
        })
        {
            table.AddColumn(new TableColumn(name) { Alignment = isNumber ? Justify.Right : Justify.Left, NoWrap = true });
        }

        for (var i = 0; i < all.Count; i++)
        {
            if (all[i] is not { } s)
            {
                table.AddRow(Text(i + 1), "", "down", "", "", "", "", "", "");
                continue;
            }

            table.AddRow(
                Text(s.Node), Text(s.Pid), s.Role, Text(s.Term), Text(s.Durable), Text(s.Commit), Text(s.Applied), s.Hash,
                string.Join(", ", s.Cut));
        }

        return table;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
