using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Writes what a story's nodes do as the events that the TLA+ specification of etcd/raft validates: one JSON object a line.
/// </summary>
/// <remarks>
/// Four things differ between the specification and this core, and are translated:
/// <list type="bullet">
/// <item>A configuration counts there from when it is applied, here from when it stands in the log. The trace shows the one that is
/// committed. What a node says to one that joins before that, and the answer, are left out; should they change more than a term, the
/// next line of that node does not fit the specification, which then refuses the trace.</item>
/// <item>It has no pre-vote and no check-quorum: a pre-candidate is a follower, and what a node does not listen to is lost on the way.
/// </item>
/// <item>A snapshot does nothing there to a node that has committed anything, and its answer cannot be received. It is written as the
/// append that brings the same: the entries up to its end, after those that the receiver has.</item>
/// <item>State is durable, and messages are under way, from its <c>Ready</c> on. It is written when the disk has the work; at once where
/// messages leave before that. A leader's own copy and a candidate's own vote are messages to themselves.</item>
/// </list>
/// Source: etcd/raft, tla/Traceetcdraft.tla.
/// </remarks>
public sealed class RaftTrace(TextWriter writer)
{
    private readonly Dictionary<int, Mirror> _nodes = [];
    private readonly Dictionary<(int Node, long Ready), (long Term, long Index, bool IsVote)> _own = [];
    private readonly HashSet<(int Node, long Ready)> _late = [];

    // Under way between two nodes, and not in the specification.
    private readonly HashSet<ConsensusMessage> _unseen = new(ReferenceEqualityComparer.Instance);

    // Snapshots under way, as the specification sees them.
    private readonly Dictionary<ConsensusMessage, TraceMessage> _appends = new(ReferenceEqualityComparer.Instance);

    /// <summary>A node starts, or has stopped: it is a follower with what its disk holds.</summary>
    internal void Started(RaftCore core)
    {
        var mirror = new Mirror { Core = core, Applied = core.ConfigurationAt(core.Commit).Configuration };
        _nodes[core.Id] = mirror;
        foreach (var key in _own.Keys.Where(k => k.Node == core.Id).ToList())
        {
            _own.Remove(key);
        }

        _late.RemoveWhere(k => k.Node == core.Id);
        Write("InitState", core);
        mirror.HasNews = false;
    }

    internal void BecameFollower(RaftCore core) => Write("BecomeFollower", core);

    internal void BecameLeader(RaftCore core) => Write("BecomeLeader", core);

    internal void BecameCandidate(RaftCore core)
    {
        Write("BecomeCandidate", core);
        Write("SendRequestVoteResponse", core, TraceMessage.OwnVote(core));
    }

    internal void Appended(RaftCore core, LogEntry entry)
    {
        if (entry.Kind == LogEntryKind.Configuration)
        {
            var next = ConfigurationHistory.Decode(entry.Data.Span);
            Write("ChangeConf", core, change: TraceChange.Between(core.Configuration, next));
        }
        else
        {
            Write("Replicate", core);
        }
    }

    internal void Committed(RaftCore core)
    {
        if (core.Role == ConsensusRole.Leader)
        {
            Write("Commit", core);
        }

        var applied = core.ConfigurationAt(core.Commit).Configuration;
        if (!IsSame(applied, _nodes[core.Id].Applied))
        {
            Write("ApplyConfChange", core, change: new TraceChange([], applied.Voters));
            _nodes[core.Id].Applied = applied;
        }
    }

    internal void Sent(RaftCore core, RaftMessage message)
    {
        var mirror = _nodes[core.Id];
        if (TraceMessage.Of(message) is not { } known)
        {
            return;
        }

        if (known.IsAnswer ? mirror.HidesAnswerTo == message.To : !mirror.Knows(message.To))
        {
            _unseen.Add(message);
            return;
        }

        if (message is SnapshotRequest snapshot)
        {
            known = _appends[message] = AppendFor(core, snapshot);
        }

        Write($"Send{known.Event}", core, known);
    }

    internal void Received(RaftCore core, RaftMessage message)
    {
        var mirror = _nodes[core.Id];
        var isUnseen = _unseen.Contains(message);
        mirror.HidesAnswerTo = isUnseen ? message.From : 0;
        if (!isUnseen && (_appends.GetValueOrDefault(message) ?? TraceMessage.Of(message)) is { } known)
        {
            Write($"Receive{known.Event}", core, known);
        }
    }

    /// <summary>Work was taken: what may be sent at once leaves.</summary>
    internal void Taken(RaftCore core, ConsensusReady ready, bool isHeld)
    {
        var mirror = _nodes[core.Id];
        mirror.HidesAnswerTo = 0;
        if (core.Role == ConsensusRole.Candidate && ready.State is { } state && state.Vote == core.Id)
        {
            _own[(core.Id, ready.Number)] = (core.Term, 0, true);
        }

        if (core.Role == ConsensusRole.Leader && ready.Entries.Count > 0)
        {
            _own[(core.Id, ready.Number)] = (core.Term, core.LastIndex, false);
            Write("SendAppendEntriesResponse", core, TraceMessage.OwnCopy(core, core.LastIndex));
        }

        if (!isHeld || ready.Messages.Any(m => TraceMessage.Of(m) is not null && !_unseen.Contains(m)))
        {
            Ready(core);
        }
        else if (ready.MustSync || ready.MessagesAfterSync.Count > 0)
        {
            _late.Add((core.Id, ready.Number));
        }
    }

    /// <summary>Work is about to be reported as written: the node hears from itself.</summary>
    internal void Written(RaftCore core, ConsensusReady ready)
    {
        if (_late.Remove((core.Id, ready.Number)))
        {
            Ready(core);
        }

        if (!_own.Remove((core.Id, ready.Number), out var own) || own.Term != core.Term)
        {
            return;
        }

        if (own.IsVote && core.Role == ConsensusRole.Candidate)
        {
            Write("ReceiveRequestVoteResponse", core, TraceMessage.OwnVote(core));
        }
        else if (!own.IsVote && core.Role == ConsensusRole.Leader)
        {
            Write("ReceiveAppendEntriesResponse", core, TraceMessage.OwnCopy(core, own.Index));
        }
    }

    private TraceMessage AppendFor(RaftCore core, SnapshotRequest snapshot)
    {
        var match = core.ProgressOf(snapshot.To)?.Match ?? 0;
        var receiver = _nodes.GetValueOrDefault(snapshot.To)?.Core;
        var previous = Math.Min(Math.Max(match, receiver?.Commit ?? 0), snapshot.Snapshot.Index);
        return TraceMessage.Append(snapshot, previous, Math.Max(0, receiver?.TermAt(previous) ?? 0));
    }

    private static bool IsSame(ClusterConfiguration left, ClusterConfiguration right)
        => left.Voters.SequenceEqual(right.Voters) && left.Outgoing.SequenceEqual(right.Outgoing) && left.Learners.SequenceEqual(right.Learners);

    private void Ready(RaftCore core)
    {
        if (_nodes[core.Id].HasNews)
        {
            Write("Ready", core);
            _nodes[core.Id].HasNews = false;
        }
    }

    private void Write(string name, RaftCore core, TraceMessage? message = null, TraceChange? change = null)
    {
        var mirror = _nodes[core.Id];
        mirror.HasNews = true;
        writer.Write(TraceLine.Of(name, core, mirror.Applied, message, change));
        writer.Write('\n');
    }

    // A node as the specification sees it.
    private sealed class Mirror
    {
        public required RaftCore Core { get; init; }

        public required ClusterConfiguration Applied { get; set; }

        public bool HasNews { get; set; }

        public int HidesAnswerTo { get; set; }

        public bool Knows(int node) => Applied.Voters.Contains(node) || Applied.Learners.Contains(node);
    }
}
