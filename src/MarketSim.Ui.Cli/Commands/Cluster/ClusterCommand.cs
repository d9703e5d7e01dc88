using System.CommandLine;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim cluster</c>: a replicated exchange of real processes on this machine.</summary>
internal static class ClusterCommand
{
    public static DocumentedCommand Create(Screen screen)
        => new DocumentedCommand("cluster", "Runs a replicated exchange as real processes on this machine.",
            "marketsim cluster start --nodes 3", "marketsim cluster submit --text \"buy 100 99.95\"", "marketsim cluster status",
            "marketsim cluster stop").Grouping(
            screen,
            ClusterRunning.Start(screen),
            ClusterStatusCommand.Create(screen),
            ClusterSubmitCommand.Create(screen),
            ClusterFaults.Kill(screen),
            ClusterRunning.Restart(screen),
            ClusterFaults.Partition(screen),
            ClusterFaults.Heal(screen),
            ClusterHistoryCommand.Create(screen),
            ClusterRunning.Stop(screen),
            ClusterTortureCommand.Create(screen),
            ClusterNodeCommand.Create(screen));

    internal static Option<string> Folder() => new("--dir")
    {
        Description = "The cluster's folder.", HelpName = "DIR", DefaultValueFactory = _ => ClusterProcesses.DefaultFolder,
    };

    internal static Option<bool> Json(string what) => new("--json") { Description = what };

    /// <summary>A node's number that was typed.</summary>
    /// <exception cref="ArgumentException">The cluster has no such node.</exception>
    internal static int Node(int node, Blockchain.ClusterPlan plan) => node >= 1 && node <= plan.Nodes
        ? node : throw new ArgumentException($"There is no node {node}: the cluster has nodes 1 to {plan.Nodes}.");
}
