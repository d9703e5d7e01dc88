namespace MarketSim.Core;

/// <summary>What nodes of a replicated log say to each other. Numbers are written to files: never renumber.</summary>
public enum ConsensusMessageKind : byte
{
    /// <summary>No message.</summary>
    None = 0,

    /// <summary>Would you vote for me?</summary>
    PreVote = 1,

    /// <summary>The answer to <see cref="PreVote"/>.</summary>
    PreVoteReply = 2,

    /// <summary>Vote for me.</summary>
    Vote = 3,

    /// <summary>The answer to <see cref="Vote"/>.</summary>
    VoteReply = 4,

    /// <summary>Entries of the log, to be appended.</summary>
    Append = 5,

    /// <summary>The answer to <see cref="Append"/>.</summary>
    AppendReply = 6,

    /// <summary>A leader is alive; carries no entries.</summary>
    Heartbeat = 7,

    /// <summary>The answer to <see cref="Heartbeat"/>.</summary>
    HeartbeatReply = 8,

    /// <summary>A snapshot for a node that is too far behind.</summary>
    Snapshot = 9,

    /// <summary>Campaign at once: I hand over to you.</summary>
    TimeoutNow = 10,

    /// <summary>A client's command, passed on to the leader.</summary>
    Forward = 11,

    /// <summary>A read's index is asked for.</summary>
    ReadIndex = 12,

    /// <summary>The answer to <see cref="ReadIndex"/>.</summary>
    ReadIndexReply = 13,

    /// <summary>A block proposed by a leader of a chain-based protocol.</summary>
    Proposal = 14,

    /// <summary>A vote for a block.</summary>
    BlockVote = 15,

    /// <summary>Blocks for a node that misses some.</summary>
    Blocks = 16,
}
