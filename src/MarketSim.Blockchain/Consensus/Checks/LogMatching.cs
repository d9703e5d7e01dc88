using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Two logs that have an entry of the same term at the same place are equal up to there.</summary>
/// <remarks>By induction it is enough that a place and a term always go with the same entry after the same term; so each appended entry
/// is compared once, with the first of its kind.</remarks>
internal sealed class LogMatching : SafetyCheck
{
    private readonly Dictionary<(long Index, long Term), (LogEntry Entry, long PreviousTerm)> _seen = [];

    /// <inheritdoc/>
    public override string Property => "log matching";

    /// <inheritdoc/>
    public override string? After(in ConsensusEvent item, ObservedCluster cluster)
    {
        if (item.Kind != ConsensusEventKind.Appended || cluster.Raft(item.Node) is not { } raft)
        {
            return null;
        }

        // The log may have changed again since; what is not there any more was never told to anybody.
        var last = Math.Min(item.Index, raft.LastIndex);
        for (var index = Math.Max(raft.FirstIndex, item.Index - item.Count + 1); index <= last; index++)
        {
            if (Compare(item.Node, raft.EntryAt(index), raft.TermAt(index - 1)) is { } sentence)
            {
                return sentence;
            }
        }

        return null;
    }

    private string? Compare(int node, LogEntry entry, long previousTerm)
    {
        if (_seen.TryAdd((entry.Index, entry.Term), (entry, previousTerm)))
        {
            return null;
        }

        var (first, firstPrevious) = _seen[(entry.Index, entry.Term)];
        if (!first.IsSameAs(entry))
        {
            return $"Node {node} has another entry of term {entry.Term} at {entry.Index} than was first seen there.";
        }

        // Before a snapshot the term is not known to the log any more.
        return previousTerm <= 0 || firstPrevious <= 0 || previousTerm == firstPrevious ? null
            : $"Entry {entry.Index} of term {entry.Term} follows one of term {previousTerm} on node {node}, and one of term {firstPrevious} elsewhere.";
    }
}
