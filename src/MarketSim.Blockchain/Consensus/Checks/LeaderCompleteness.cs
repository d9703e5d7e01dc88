using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>A new leader's log has everything that was final before. With log matching it is enough to look at the last of it.</summary>
internal sealed class LeaderCompleteness : SafetyCheck
{
    /// <inheritdoc/>
    public override string Property => "leader completeness";

    /// <inheritdoc/>
    public override string? After(in ConsensusEvent item, ObservedCluster cluster)
    {
        if (item.Kind != ConsensusEventKind.RoleChanged || item.Role != ConsensusRole.Leader
            || cluster.Raft(item.Node) is not { Role: ConsensusRole.Leader } raft || cluster.FinalAt(cluster.FinalIndex) is not { } last)
        {
            return null;
        }

        // Votes of an older term that come late may still make a leader of the past, who can commit nothing any more.
        if (item.Term <= cluster.FinalTerm)
        {
            return null;
        }

        // What the node has thrown away it had applied.
        return last.Index < raft.FirstIndex || raft.TermAt(last.Index) == last.Term
            ? null : $"Node {item.Node} leads term {item.Term} without entry {last.Index} of term {last.Term}, which was final.";
    }
}
