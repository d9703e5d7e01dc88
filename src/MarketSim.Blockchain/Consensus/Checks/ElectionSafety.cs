using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>At most one leader in a term.</summary>
internal sealed class ElectionSafety : SafetyCheck
{
    private readonly Dictionary<long, int> _leaders = [];

    /// <inheritdoc/>
    public override string Property => "election safety";

    /// <inheritdoc/>
    public override string? After(in ConsensusEvent item, ObservedCluster cluster)
    {
        if (item.Kind != ConsensusEventKind.RoleChanged || item.Role != ConsensusRole.Leader)
        {
            return null;
        }

        return _leaders.TryAdd(item.Term, item.Node) || _leaders[item.Term] == item.Node
            ? null : $"Nodes {_leaders[item.Term]} and {item.Node} both became leader of term {item.Term}.";
    }
}
