namespace MarketSim.Blockchain;

/// <summary>A message in the words of etcd/raft's specification.</summary>
/// <param name="Event">The second part of the event's name, after <c>Send</c> or <c>Receive</c>.</param>
/// <param name="Entries">How many it carries.</param>
/// <param name="Index">A place in the log: before the entries, at the end of a candidate's log, or up to where the logs agree.</param>
internal sealed record TraceMessage(
    string Event, string Type, long Term, int From, int To, long Entries = 0, long Index = 0, long LogTerm = 0, long Commit = 0, bool IsRefusal = false)
{
    public bool IsAnswer => Event.EndsWith("Response", StringComparison.Ordinal);

    /// <summary>Null for what the specification does not know.</summary>
    public static TraceMessage? Of(ConsensusMessage message) => message switch
    {
        VoteRequest { IsPre: false } m => new("RequestVoteRequest", "MsgVote", m.Term, m.From, m.To, Index: m.LastIndex, LogTerm: m.LastTerm),
        VoteReply { IsPre: false } m => new("RequestVoteResponse", "MsgVoteResp", m.Term, m.From, m.To, IsRefusal: !m.IsGranted),
        AppendRequest m => new(
            "AppendEntriesRequest", "MsgApp", m.Term, m.From, m.To, m.Entries.Count, m.PreviousIndex, m.PreviousTerm,
            Math.Min(m.Commit, m.PreviousIndex + m.Entries.Count)),
        AppendReply m => new("AppendEntriesResponse", "MsgAppResp", m.Term, m.From, m.To, Index: m.Index, IsRefusal: !m.IsAccepted),
        Heartbeat m => new("AppendEntriesRequest", "MsgHeartbeat", m.Term, m.From, m.To, Commit: m.Commit),
        HeartbeatReply m => new("AppendEntriesResponse", "MsgHeartbeatResp", m.Term, m.From, m.To),
        SnapshotRequest m => Append(m, 0, 0),
        _ => null,
    };

    /// <summary>The entries that a snapshot stands for, after a place up to which its receiver has them.</summary>
    public static TraceMessage Append(SnapshotRequest m, long previous, long previousTerm)
        => new("AppendEntriesRequest", "MsgApp", m.Term, m.From, m.To, m.Snapshot.Index - previous, previous, previousTerm, m.Snapshot.Index);

    /// <summary>A candidate votes for itself.</summary>
    public static TraceMessage OwnVote(RaftCore core) => new("RequestVoteResponse", "MsgVoteResp", core.Term, core.Id, core.Id);

    /// <summary>A leader has its own entries up to a place.</summary>
    public static TraceMessage OwnCopy(RaftCore core, long index)
        => new("AppendEntriesResponse", "MsgAppResp", core.Term, core.Id, core.Id, Index: index);
}
