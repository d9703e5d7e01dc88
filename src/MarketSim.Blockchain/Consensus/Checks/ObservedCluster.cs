namespace MarketSim.Blockchain;

/// <summary>What checks may look at: the nodes as they are, and what has become final so far.</summary>
public sealed class ObservedCluster
{
    private readonly IReadOnlyList<ConsensusNode> _nodes;

    // What was committed first at each place, from 1; null where only a snapshot of it was seen.
    private readonly List<LogEntry?> _final = [null];

    internal ObservedCluster(IReadOnlyList<ConsensusNode> nodes) => _nodes = nodes;

    /// <summary>All nodes, those that are down too.</summary>
    public IReadOnlyList<ConsensusNode> Nodes => _nodes;

    /// <summary>How far the log is final.</summary>
    public long FinalIndex => _final.Count - 1;

    /// <summary>A node by its number, from 1.</summary>
    public ConsensusNode Node(int id) => _nodes[id - 1];

    /// <summary>The Raft core of a node that is up; null with another protocol, or if it is down.</summary>
    public RaftCore? Raft(int id) => id >= 1 && id <= _nodes.Count && _nodes[id - 1].IsUp ? _nodes[id - 1].Protocol as RaftCore : null;

    /// <summary>The entry that is final at a place.</summary>
    /// <returns>Null where none is yet.</returns>
    public LogEntry? FinalAt(long index) => index > 0 && index <= FinalIndex ? _final[(int)index] : null;

    /// <summary>The term in which the last of it became final, as far as the first node that knew it had heard.</summary>
    public long FinalTerm { get; private set; }

    internal void AddFinal(LogEntry entry, long term)
    {
        _final.Add(entry);
        FinalTerm = Math.Max(FinalTerm, term);
    }
}
