using System.CommandLine;
using System.Globalization;
using MarketSim.Blockchain;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim cluster start</c>, <c>restart</c> and <c>stop</c>.</summary>
internal static class ClusterRunning
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static DocumentedCommand Start(Screen screen)
    {
        var nodes = new Option<int>("--nodes") { Description = "How many nodes, 1 to 9.", HelpName = "N", DefaultValueFactory = _ => 3 };
        var port = new Option<int>("--port")
        {
            Description = "Node 1's port, the others following; free ones where left out.", HelpName = "P",
        };
        var machine = new Option<string>("--machine")
        {
            Description = "What executes the commands: exchange, or log, which only keeps them.", HelpName = "M",
            DefaultValueFactory = _ => "exchange",
        };
        machine.AcceptOnlyFromAmong([.. ClusterMachines.Names]);
        var folder = ClusterCommand.Folder();
        var command = new DocumentedCommand(
            "start", "Starts a cluster on this machine, or the nodes of one that do not run.",
            "marketsim cluster start", "marketsim cluster start --nodes 5 --dir five --port 7600")
        {
            nodes, port, machine, folder,
        };
        command.SetAction(parsed =>
        {
            var processes = new ClusterProcesses(parsed.GetRequiredValue(folder));
            if (File.Exists(Path.Combine(processes.Folder, ClusterPlan.FileName)))
            {
                return Up(screen, processes, ClusterPlan.Load(processes.Folder));
            }

            var count = parsed.GetValue(nodes) is >= 1 and <= 9 and var n
                ? n : throw new ArgumentException($"--nodes was {parsed.GetValue(nodes)}; accepted is a whole number from 1 to 9.");
            var first = parsed.GetValue(port) is var p && (p == 0 || p is >= 1024 and <= 65_500)
                ? p : throw new ArgumentException($"--port was {parsed.GetValue(port)}; accepted is a number from 1024 to 65500.");
            return Up(screen, processes, processes.Create(
                count, first, plan => plan with { Machine = parsed.GetRequiredValue(machine) }));
        });
        return command;
    }

    public static DocumentedCommand Restart(Screen screen)
    {
        var which = new Argument<int[]>("nodes")
        {
            Description = "Which nodes, from 1; those that do not run where left out.", Arity = ArgumentArity.ZeroOrMore,
        };
        var folder = ClusterCommand.Folder();
        var command = new DocumentedCommand(
            "restart", "Starts nodes that do not run; nodes named that do run are stopped in order first.",
            "marketsim cluster restart", "marketsim cluster restart 2")
        {
            which, folder,
        };
        command.SetAction(parsed =>
        {
            var processes = new ClusterProcesses(parsed.GetRequiredValue(folder));
            var plan = ClusterPlan.Load(processes.Folder);
            foreach (var node in parsed.GetValue(which) ?? [])
            {
                StopNode(processes, ClusterCommand.Node(node, plan));
            }

            return Up(screen, processes, plan, parsed.GetValue(which) is { Length: > 0 } named ? named : null);
        });
        return command;
    }

    public static DocumentedCommand Stop(Screen screen)
    {
        var remove = new Option<bool>("--remove") { Description = "Deletes the cluster's folder as well, log and all." };
        var folder = ClusterCommand.Folder();
        var command = new DocumentedCommand(
            "stop", "Stops the cluster's nodes in order; what is final stays in the folder.",
            "marketsim cluster stop", "marketsim cluster stop --remove")
        {
            remove, folder,
        };
        command.SetAction(parsed =>
        {
            var processes = new ClusterProcesses(parsed.GetRequiredValue(folder));
            var plan = ClusterPlan.Load(processes.Folder);
            var stopped = Enumerable.Range(1, plan.Nodes).Count(node => StopNode(processes, node));
            if (parsed.GetValue(remove))
            {
                Directory.Delete(processes.Folder, recursive: true);
            }

            screen.Output.WriteLine(stopped > 0 ? $"{stopped} of {plan.Nodes} nodes stopped" : "No node was running.");
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Ends a node in order, and by force where it does not listen.</summary>
    internal static bool StopNode(ClusterProcesses processes, int node)
    {
        if (!processes.IsRunning(node, out _))
        {
            return false;
        }

        new ClusterOperator(processes.Folder).Stop(node);
        for (var tries = 0; tries < 200 && processes.IsRunning(node, out _); tries++)
        {
            Thread.Sleep(20);
        }

        processes.Kill(node);
        return true;
    }

    private static int Up(Screen screen, ClusterProcesses processes, ClusterPlan plan, int[]? nodes = null)
    {
        int[] wanted = nodes ?? [.. Enumerable.Range(1, plan.Nodes)];
        var started = wanted.Count(processes.Start);
        var running = Enumerable.Range(1, plan.Nodes).Count(node => processes.IsRunning(node, out _));
        var leader = processes.AwaitLeader(running, Patience);
        foreach (var node in wanted)
        {
            if (!processes.IsRunning(node, out _))
            {
                screen.Error.WriteLine($"Node {node} did not stay up: {processes.LastWords(node)}");
                return ExitCode.Environment;
            }
        }

        var text = string.Join(", ", plan.Ports.Select((port, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1} on port {port}")));
        screen.Output.WriteLine(started == 0 ? "All nodes were running already." : $"{started} of {plan.Nodes} nodes started: {text}");
        if (leader > 0)
        {
            screen.Output.WriteLine($"node {leader} leads");
            return ExitCode.Ok;
        }

        screen.Error.WriteLine(
            $"No leader within {Patience.TotalSeconds:0} s: {running} of {plan.Nodes} nodes run, {(plan.Nodes / 2) + 1} are needed.");
        return ExitCode.Environment;
    }
}
