using System.CommandLine;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim cluster kill</c>, <c>partition</c> and <c>heal</c>: what a cluster must bear.</summary>
internal static class ClusterFaults
{
    public static DocumentedCommand Kill(Screen screen)
    {
        var which = new Argument<string>("node") { Description = "Which node, from 1; or leader." };
        var restart = new Option<string?>("--restart-after")
        {
            Description = "Starts it again after this long, such as 500ms.", HelpName = "TIME",
        };
        var folder = ClusterCommand.Folder();
        var command = new DocumentedCommand(
            "kill", "Ends a node's process at once, as a crash would (kill -9).",
            "marketsim cluster kill 2", "marketsim cluster kill leader --restart-after 2s")
        {
            which, restart, folder,
        };
        command.SetAction(parsed =>
        {
            var processes = new ClusterProcesses(parsed.GetRequiredValue(folder));
            var plan = ClusterPlan.Load(processes.Folder);
            var node = NodeNamed(parsed.GetRequiredValue(which), processes, plan);
            var pause = parsed.GetValue(restart) is { } text ? DurationText.Parse(text) : (SimDuration?)null;
            if (!processes.Kill(node))
            {
                screen.Error.WriteLine($"Node {node} is not running; 'marketsim cluster restart {node}' starts it.");
                return ExitCode.BadInput;
            }

            processes.Note(plan, new ConsensusEvent { Kind = ConsensusEventKind.Crashed, Node = node, Role = ConsensusRole.Down });
            screen.Output.WriteLine($"node {node} killed");
            if (pause is { } wait)
            {
                Thread.Sleep(TimeSpan.FromTicks(wait.Nanoseconds / 100));
                processes.Start(node);
                screen.Output.WriteLine($"node {node} started again");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    public static DocumentedCommand Partition(Screen screen)
    {
        var groups = new Argument<string[]>("groups")
        {
            Description = "Nodes that still hear each other, group by group: \"1 | 2,3\", or 1 2,3. Nodes not named form a group of their own.",
            Arity = ArgumentArity.OneOrMore,
        };
        var folder = ClusterCommand.Folder();
        var command = new DocumentedCommand(
            "partition", "Cuts the links between groups of nodes; clients still reach all of them.",
            "marketsim cluster partition \"1 | 2,3\"", "marketsim cluster partition 1,2 3,4,5")
        {
            groups, folder,
        };
        command.SetAction(parsed =>
        {
            var processes = new ClusterProcesses(parsed.GetRequiredValue(folder));
            var plan = ClusterPlan.Load(processes.Folder);
            var sides = Sides(parsed.GetValue(groups) ?? [], plan);
            Cut(processes, plan, sides);
            for (var i = 0; i < sides.Count; i++)
            {
                for (var j = i + 1; j < sides.Count; j++)
                {
                    processes.Note(plan, new ConsensusEvent
                    {
                        Kind = ConsensusEventKind.Partitioned, Id = Bits(sides[i]), Count = (long)Bits(sides[j]),
                    });
                }
            }

            screen.Output.WriteLine($"cut: {string.Join(" | ", sides.Select(s => string.Join(",", s)))}");
            return ExitCode.Ok;
        });
        return command;
    }

    public static DocumentedCommand Heal(Screen screen)
    {
        var folder = ClusterCommand.Folder();
        var command = new DocumentedCommand("heal", "Makes all links whole again.", "marketsim cluster heal") { folder };
        command.SetAction(parsed =>
        {
            var processes = new ClusterProcesses(parsed.GetRequiredValue(folder));
            var plan = ClusterPlan.Load(processes.Folder);
            Cut(processes, plan, [[.. Enumerable.Range(1, plan.Nodes)]]);
            processes.Note(plan, new ConsensusEvent { Kind = ConsensusEventKind.Healed });
            screen.Output.WriteLine("all links are whole");
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Cut(ClusterProcesses processes, ClusterPlan plan, IReadOnlyList<int[]> sides)
    {
        var cluster = new ClusterOperator(processes.Folder);
        foreach (var side in sides)
        {
            foreach (var node in side)
            {
                cluster.Cut(node, Enumerable.Range(1, plan.Nodes).Except(side));
            }
        }
    }

    private static int NodeNamed(string text, ClusterProcesses processes, ClusterPlan plan)
    {
        if (text == "leader")
        {
            return new ClusterOperator(processes.Folder).StatusOfAll().OfType<NodeStatus>().Where(s => s.Role == "leader")
                .OrderByDescending(s => s.Term).FirstOrDefault()?.Node ?? throw new ArgumentException("Nobody leads now.");
        }

        return int.TryParse(text, out var node) ? ClusterCommand.Node(node, plan)
            : throw new ArgumentException($"'{text}' is no node: a number from 1 to {plan.Nodes} or 'leader' was expected.");
    }

    private static List<int[]> Sides(string[] words, ClusterPlan plan)
    {
        var text = string.Join(' ', words);
        var parts = text.Split(text.Contains('|') ? '|' : ' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var sides = parts.Select(part => part.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(word =>
            int.TryParse(word, out var node) ? ClusterCommand.Node(node, plan)
                : throw new ArgumentException($"'{word}' is no node; groups look like \"1 | 2,3\".")).Order().ToArray()).ToList();
        if (sides.SelectMany(s => s).GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Node {twice.Key} stands in two groups.");
        }

        int[] rest = [.. Enumerable.Range(1, plan.Nodes).Except(sides.SelectMany(s => s))];
        if (rest.Length > 0)
        {
            sides.Add(rest);
        }

        return sides.Count > 1 ? sides : throw new ArgumentException("One group alone cuts nothing; groups look like \"1 | 2,3\".");
    }

    private static ulong Bits(int[] nodes) => nodes.Aggregate(0UL, (bits, node) => bits | (1UL << (node - 1)));
}
