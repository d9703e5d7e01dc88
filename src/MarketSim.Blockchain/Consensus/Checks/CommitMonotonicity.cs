using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What is final stays final: a node's commit index never falls while it runs, and at each place every node commits the same
/// entry.</summary>
internal sealed class CommitMonotonicity : SafetyCheck
{
    private readonly SortedDictionary<int, long> _commits = [];

    /// <inheritdoc/>
    public override string Property => "commit monotonicity";

    /// <inheritdoc/>
    public override string? After(in ConsensusEvent item, ObservedCluster cluster) => item.Kind switch
    {
        ConsensusEventKind.Recovered => Forget(item.Node),
        ConsensusEventKind.Committed => Compare(item, cluster),
        ConsensusEventKind.Truncated => Cut(item, cluster),
        _ => null,
    };

    // How far the log was committed may be forgotten in a crash.
    private string? Forget(int node)
    {
        _commits.Remove(node);
        return null;
    }

    private string? Compare(in ConsensusEvent item, ObservedCluster cluster)
    {
        _commits.TryGetValue(item.Node, out var before);
        if (item.Index < before)
        {
            return $"Node {item.Node} took back its commit from {before} to {item.Index}.";
        }

        _commits[item.Node] = item.Index;
        if (cluster.Raft(item.Node) is not { } raft)
        {
            return null;
        }

        for (var index = Math.Max(before + 1, raft.FirstIndex); index <= Math.Min(item.Index, raft.LastIndex); index++)
        {
            var entry = raft.EntryAt(index);
            if (index == cluster.FinalIndex + 1)
            {
                cluster.AddFinal(entry, item.Term);
            }
            else if (cluster.FinalAt(index) is { } first && !first.IsSameAs(entry))
            {
                return $"Node {item.Node} committed an entry of term {entry.Term} at {index}, where one of term {first.Term} was final.";
            }
        }

        return null;
    }

    private static string? Cut(in ConsensusEvent item, ObservedCluster cluster)
        => cluster.Raft(item.Node) is { } raft && item.Index < raft.Commit && raft.LastIndex < raft.Commit
            ? $"Node {item.Node} threw away its log after {item.Index}, though it was committed up to {raft.Commit}." : null;
}
