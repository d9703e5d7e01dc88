using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What a leader commits is on the disks of a majority, of both majorities in a joint configuration.</summary>
internal sealed class CommitDurability : SafetyCheck
{
    /// <inheritdoc/>
    public override string Property => "commit durability";

    /// <inheritdoc/>
    public override string? After(in ConsensusEvent item, ObservedCluster cluster)
    {
        if (item.Kind != ConsensusEventKind.Committed || item.Role != ConsensusRole.Leader || cluster.Raft(item.Node) is not { } raft)
        {
            return null;
        }

        var (index, term) = (item.Index, raft.TermAt(item.Index));
        if (term < 0 || raft.Commit < index || index <= cluster.FinalIndex)
        {
            return null;
        }

        bool Has(int node) => node <= cluster.Nodes.Count && cluster.Node(node).Disk is { } disk
            && (disk.SnapshotIndex >= index || disk.TermAt(index) == term);

        // The one in force decides, also on entries before it. What came after a joint one may be decided without the old voters only
        // once the joint one itself is final.
        var (since, configuration) = raft.ConfigurationAt(index);
        var isLeft = !raft.Configuration.IsJoint && (!configuration.IsJoint || since <= cluster.FinalIndex);
        return Quorum.Decides(configuration, Has) || (isLeft && Quorum.Decides(raft.Configuration, Has))
            ? null
            : $"Node {item.Node} committed entry {index} of term {term}, which is on the disks of"
                + $" {configuration.Voters.Union(configuration.Outgoing).Count(Has)} of {configuration.Voters.Union(configuration.Outgoing).Count()} voters.";
    }
}
