using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What Raft nodes say to each other.</summary>
public abstract record RaftMessage(ConsensusMessageKind Kind, int From, int To, long Term) : ConsensusMessage(Kind, From, To, Term);

/// <summary>Vote for me, or would you?</summary>
/// <param name="LastIndex">The end of the candidate's log.</param>
/// <param name="LastTerm">That entry's term.</param>
/// <param name="IsPre">Whether it only asks; the term is then the one it would campaign in.</param>
/// <param name="IsTransfer">Whether the old leader asked for it, so that its lease does not count.</param>
public sealed record VoteRequest(int From, int To, long Term, long LastIndex, long LastTerm, bool IsPre, bool IsTransfer)
    : RaftMessage(IsPre ? ConsensusMessageKind.PreVote : ConsensusMessageKind.Vote, From, To, Term);

/// <summary>The answer to a <see cref="VoteRequest"/>.</summary>
public sealed record VoteReply(int From, int To, long Term, bool IsPre, bool IsGranted)
    : RaftMessage(IsPre ? ConsensusMessageKind.PreVoteReply : ConsensusMessageKind.VoteReply, From, To, Term);

/// <summary>Entries to be appended after a place on which both must agree.</summary>
/// <param name="PreviousIndex">That place.</param>
/// <param name="PreviousTerm">The term of its entry.</param>
/// <param name="Entries">What follows it; empty for a probe.</param>
/// <param name="Commit">How far the leader knows the log to be committed.</param>
public sealed record AppendRequest(
    int From, int To, long Term, long PreviousIndex, long PreviousTerm, IReadOnlyList<LogEntry> Entries, long Commit)
    : RaftMessage(ConsensusMessageKind.Append, From, To, Term);

/// <summary>The answer to an <see cref="AppendRequest"/> or a <see cref="SnapshotRequest"/>.</summary>
/// <param name="IsAccepted">Whether the logs agreed at the place before.</param>
/// <param name="Index">Up to where they agree now; or, refused, the place at which they did not.</param>
/// <param name="HintIndex">Refused: a place at or before which they may agree.</param>
/// <param name="HintTerm">Refused: the follower's term at that place.</param>
public sealed record AppendReply(int From, int To, long Term, bool IsAccepted, long Index, long HintIndex, long HintTerm)
    : RaftMessage(ConsensusMessageKind.AppendReply, From, To, Term);

/// <summary>A sign of life.</summary>
/// <param name="Commit">How far the log is committed, as far as the receiver's is known to agree.</param>
/// <param name="ReadRound">The round of reads that an answer confirms; zero for none.</param>
public sealed record Heartbeat(int From, int To, long Term, long Commit, long ReadRound)
    : RaftMessage(ConsensusMessageKind.Heartbeat, From, To, Term);

/// <summary>The answer to a <see cref="Heartbeat"/>.</summary>
public sealed record HeartbeatReply(int From, int To, long Term, long ReadRound)
    : RaftMessage(ConsensusMessageKind.HeartbeatReply, From, To, Term);

/// <summary>A snapshot in place of entries that the leader has no longer.</summary>
public sealed record SnapshotRequest(int From, int To, long Term, LogSnapshot Snapshot)
    : RaftMessage(ConsensusMessageKind.Snapshot, From, To, Term);

/// <summary>Campaign at once: I hand over to you.</summary>
public sealed record TimeoutNow(int From, int To, long Term) : RaftMessage(ConsensusMessageKind.TimeoutNow, From, To, Term);

/// <summary>A follower's reader asks from where it may read.</summary>
public sealed record ReadIndexRequest(int From, int To, long Term, ulong Request)
    : RaftMessage(ConsensusMessageKind.ReadIndex, From, To, Term);

/// <summary>The answer to a <see cref="ReadIndexRequest"/>.</summary>
public sealed record ReadIndexReply(int From, int To, long Term, ulong Request, long Index)
    : RaftMessage(ConsensusMessageKind.ReadIndexReply, From, To, Term);
