namespace MarketSim.Blockchain;

/// <summary>How a Raft node works. Nodes of one cluster may differ in all of it.</summary>
public sealed record RaftOptions
{
    /// <summary>Ticks without a leader after which a node campaigns: drawn anew each time from this up to twice this, less one, unless
    /// <see cref="ElectionSpreadTicks"/> says otherwise. Well above <see cref="HeartbeatTicks"/>.</summary>
    public int ElectionTicks { get; init; } = 10;

    /// <summary>From how many values a timeout is drawn, <see cref="ElectionTicks"/> being the least; from 1. Null for as many as that is
    /// itself. The fewer, the more often votes are split.</summary>
    public int? ElectionSpreadTicks { get; init; }

    /// <summary>A fixed number of ticks instead of a drawn one; for stories that must run the same way each time.</summary>
    public int? FixedElectionTicks { get; init; }

    /// <summary>Ticks between two signs of life of a leader; at least 1.</summary>
    public int HeartbeatTicks { get; init; } = 1;

    /// <summary>Whether a node asks whether it could win before it raises the term, so that one that was away disturbs nobody.
    /// </summary>
    public bool PreVote { get; init; } = true;

    /// <summary>Whether a leader that has heard nothing of a majority for <see cref="ElectionTicks"/> steps down, and a node that has
    /// heard its leader lately votes for nobody else.</summary>
    public bool CheckQuorum { get; init; } = true;

    /// <summary>Entries in one message, at most; from 1.</summary>
    public int MaxEntriesPerMessage { get; init; } = 1_024;

    /// <summary>Bytes of commands in one message, at most; a larger entry still goes, alone. From 1.</summary>
    public long MaxBytesPerMessage { get; init; } = 1 << 20;

    /// <summary>Messages with entries under way to one node, at most; from 1.</summary>
    public int MaxInflight { get; init; } = 64;

    /// <summary>Bytes of commands that are not committed yet, at most; beyond it the leader is <see cref="ProposalVerdict.Busy"/>.
    /// </summary>
    public long MaxUncommittedBytes { get; init; } = 64 << 20;

    /// <summary>Whether reads rely on the leader's lease, where it has one, rather than on a round of heartbeats. Faster, and right only
    /// while clocks differ by less than <see cref="LeaseMarginTicks"/> in <see cref="ElectionTicks"/>; needs
    /// <see cref="CheckQuorum"/>.</summary>
    public bool LeaseReads { get; init; }

    /// <summary>By how much a lease ends before the voters' patience does; from 0, less than <see cref="ElectionTicks"/>.</summary>
    public int LeaseMarginTicks { get; init; } = 2;

    /// <summary>What is deliberately wrong, so that tests can prove that they would notice.</summary>
    internal RaftFlaw Flaw { get; init; }

    internal void Verify()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(HeartbeatTicks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ElectionTicks, HeartbeatTicks);
        ArgumentOutOfRangeException.ThrowIfLessThan(ElectionSpreadTicks ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxEntriesPerMessage, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxInflight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBytesPerMessage, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(LeaseMarginTicks);
        if (LeaseReads && !CheckQuorum)
        {
            throw new ArgumentException("Lease reads need check-quorum: without it a leader that was replaced would answer on.");
        }
    }
}

/// <summary>A node that is deliberately wrong in one way; for tests of the tests.</summary>
[Flags]
public enum RaftFlaw
{
    /// <summary>Right.</summary>
    None = 0,

    /// <summary>A leader counts copies of entries of earlier terms as committed (figure 8 of the paper).</summary>
    NoTermCheckOnCommit = 1 << 0,

    /// <summary>A node votes for everybody who asks.</summary>
    VoteTwice = 1 << 1,

    /// <summary>A node votes for a candidate whose log is behind its own.</summary>
    NoUpToDateCheck = 1 << 2,

    /// <summary>A follower promises entries that its disk has not got yet.</summary>
    AcknowledgeBeforeSync = 1 << 3,

    /// <summary>Entries are applied that are not committed.</summary>
    ApplyBeforeCommit = 1 << 4,

    /// <summary>A follower takes the leader's commit index as its own, beyond what was compared.</summary>
    CommitPastCheckedPrefix = 1 << 5,

    /// <summary>A retried command is executed again. It is the machine's flaw: see <see cref="SessionMachine"/>.</summary>
    SkipSessionTable = 1 << 6,

    /// <summary>In a joint configuration one majority is enough.</summary>
    IgnoreJointMajority = 1 << 7,

    /// <summary>Term and vote are written one after the other. It is the disk's flaw.</summary>
    TermAndVoteNotAtomic = 1 << 8,

    /// <summary>Any message with entries cuts off what follows them, agreeing or not.</summary>
    TruncateOnAnyAppend = 1 << 9,

    /// <summary>A leader answers reads without asking whether it still leads.</summary>
    ReadWithoutQuorum = 1 << 10,

    /// <summary>A lease lasts twice as long as voters are patient.</summary>
    LeaseTooLong = 1 << 11,
}
