using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Questions that a node has been asked: each waits for the protocol to say from where on it may be answered, then for the
/// machine to get there.</summary>
internal sealed class PendingReads
{
    private readonly Dictionary<ulong, (ActorId Client, NodeQuestion Question)> _asked = [];
    private readonly List<(long Index, ActorId Client, NodeQuestion Question)> _granted = [];

    // Never begun anew, not after a restart either: an answer that comes late must not be taken for one to another question.
    private ulong _count;

    /// <summary>Notes a question.</summary>
    /// <returns>The number by which the protocol is to know it.</returns>
    public ulong Add(ActorId client, NodeQuestion question)
    {
        _asked.Add(++_count, (client, question));
        return _count;
    }

    /// <summary>Forgets a question that nobody can be asked about.</summary>
    public void Remove(ulong number) => _asked.Remove(number);

    /// <summary>The protocol has said from where on it may be answered.</summary>
    public void Grant(ReadGrant grant)
    {
        if (_asked.Remove(grant.Request, out var asked))
        {
            _granted.Add((grant.Index, asked.Client, asked.Question));
        }
    }

    /// <summary>Takes those that may be answered by now.</summary>
    public IReadOnlyList<(ActorId Client, NodeQuestion Question)> Take(long appliedIndex)
    {
        if (_granted.Count == 0)
        {
            return [];
        }

        List<(ActorId, NodeQuestion)> due = [.. _granted.Where(g => g.Index <= appliedIndex).Select(g => (g.Client, g.Question))];
        _granted.RemoveAll(g => g.Index <= appliedIndex);
        return due;
    }

    /// <summary>Forgets all of them: the node has stopped.</summary>
    public void Clear()
    {
        _asked.Clear();
        _granted.Clear();
    }
}
