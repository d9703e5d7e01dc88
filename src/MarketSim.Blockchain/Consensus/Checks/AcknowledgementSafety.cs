using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What a client was told to be final is final: at that place, by every node's account.</summary>
internal sealed class AcknowledgementSafety : SafetyCheck
{
    /// <inheritdoc/>
    public override string Property => "acknowledged is final";

    /// <inheritdoc/>
    public override string? After(in ConsensusEvent item, ObservedCluster cluster)
    {
        if (item.Kind != ConsensusEventKind.Acknowledged || cluster.Raft(item.Node) is null)
        {
            return null;
        }

        return cluster.FinalAt(item.Index) is not { } final
            ? $"Node {item.Node} acknowledged entry {item.Index}, and the log is final only up to {cluster.FinalIndex}."
            : ((final.Session << 20) ^ final.Sequence) == item.Id ? null
            : $"Node {item.Node} acknowledged a command at {item.Index}, where another one is final.";
    }
}
