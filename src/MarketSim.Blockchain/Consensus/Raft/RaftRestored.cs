namespace MarketSim.Blockchain;

/// <summary>What a node's disk holds when it starts.</summary>
/// <param name="State">Term, vote, and how far the log was known to be committed.</param>
/// <param name="Snapshot">The newest snapshot; null for none.</param>
/// <param name="Entries">The log, ascending without a hole. It may begin before the snapshot's end, and not later than just after it.
/// </param>
/// <param name="Configuration">Who is in the cluster where neither snapshot nor log says.</param>
public sealed record RaftRestored(
    HardState State, LogSnapshot? Snapshot, IReadOnlyList<LogEntry> Entries, ClusterConfiguration Configuration)
{
    /// <summary>A node that starts for the first time, in a cluster of nodes 1 to <paramref name="nodes"/>.</summary>
    public static RaftRestored Fresh(int nodes) => new(default, null, [], ClusterConfiguration.Of(nodes));
}
