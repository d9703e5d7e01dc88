using System.Runtime.InteropServices;

namespace MarketSim.Core;

/// <summary>What a node of a replicated log became or did. Numbers are written to files: never renumber.</summary>
public enum ConsensusEventKind : byte
{
    /// <summary>A node's role changed to <see cref="ConsensusEvent.Role"/>.</summary>
    RoleChanged = 1,

    /// <summary>A node came to believe in a newer term.</summary>
    TermChanged = 2,

    /// <summary>A node gave its vote in <see cref="ConsensusEvent.Term"/> to <see cref="ConsensusEvent.Peer"/>.</summary>
    Voted = 3,

    /// <summary>A message left for <see cref="ConsensusEvent.Peer"/>; <see cref="ConsensusEvent.Id"/> pairs it with its arrival.
    /// </summary>
    Sent = 4,

    /// <summary>A message from <see cref="ConsensusEvent.Peer"/> arrived.</summary>
    Received = 5,

    /// <summary>The network lost a message on its way to <see cref="ConsensusEvent.Peer"/>; <see cref="ConsensusEvent.Id"/> as when
    /// sent.</summary>
    Lost = 6,

    /// <summary>A node appended <see cref="ConsensusEvent.Count"/> entries up to <see cref="ConsensusEvent.Index"/>; not yet durable.
    /// </summary>
    Appended = 7,

    /// <summary>A node's log is durable up to <see cref="ConsensusEvent.Index"/>.</summary>
    Synced = 8,

    /// <summary>A node knows that the log is committed up to <see cref="ConsensusEvent.Index"/>.</summary>
    Committed = 9,

    /// <summary>A node applied committed entries up to <see cref="ConsensusEvent.Index"/>; <see cref="ConsensusEvent.Id"/> is the hash
    /// of its state afterwards, zero where it was not computed.</summary>
    Applied = 10,

    /// <summary>A node took a snapshot of its state as of <see cref="ConsensusEvent.Index"/>.</summary>
    SnapshotTaken = 11,

    /// <summary>A node took over another's snapshot as of <see cref="ConsensusEvent.Index"/>.</summary>
    SnapshotInstalled = 12,

    /// <summary>A node stopped without warning; <see cref="ConsensusEvent.Count"/> appended entries were not durable and are lost.
    /// </summary>
    Crashed = 13,

    /// <summary>A node is back, with its log durable up to <see cref="ConsensusEvent.Index"/>.</summary>
    Recovered = 14,

    /// <summary>The links between two groups of nodes are cut; <see cref="ConsensusEvent.Id"/> has a bit for each node of the first
    /// group (node 1 is bit 0), <see cref="ConsensusEvent.Count"/> for each of the second; a one-way cut carries
    /// <see cref="ConsensusEvent.Flags"/> 1 and loses what the first sends to the second.</summary>
    Partitioned = 15,

    /// <summary>Links are whole again: all of them, or those between the two groups named as in <see cref="Partitioned"/>.</summary>
    Healed = 16,

    /// <summary>A configuration came into force on a node: <see cref="ConsensusEvent.Id"/> has a bit for each voter,
    /// <see cref="ConsensusEvent.Count"/> for each voter of the outgoing majority where it is a joint one.</summary>
    Reconfigured = 17,

    /// <summary>A node took a client's command for <see cref="ConsensusEvent.Index"/>; <see cref="ConsensusEvent.Id"/> is the
    /// command's own id.</summary>
    Proposed = 18,

    /// <summary>A client was told that its command <see cref="ConsensusEvent.Id"/> is final, at <see cref="ConsensusEvent.Index"/>;
    /// <see cref="ConsensusEvent.Count"/> is how long it waited, in nanoseconds.</summary>
    Acknowledged = 19,

    /// <summary>A node, or its disk, stands still for <see cref="ConsensusEvent.Count"/> nanoseconds.</summary>
    Stalled = 20,

    /// <summary>A node's disk damaged what it held: a torn write, a flipped bit; <see cref="ConsensusEvent.Index"/> is the last entry
    /// that is whole.</summary>
    DiskDamaged = 21,

    /// <summary>A node threw away its log after <see cref="ConsensusEvent.Index"/>, <see cref="ConsensusEvent.Count"/> entries, because
    /// a leader's differs.</summary>
    Truncated = 22,
}

/// <summary>What a node is in its protocol. Numbers are written to files: never renumber.</summary>
public enum ConsensusRole : byte
{
    /// <summary>Takes what a leader sends.</summary>
    Follower = 0,

    /// <summary>Asks whether it could win before it disturbs anybody.</summary>
    PreCandidate = 1,

    /// <summary>Asks for votes.</summary>
    Candidate = 2,

    /// <summary>Orders the log.</summary>
    Leader = 3,

    /// <summary>Takes the log without a vote.</summary>
    Learner = 4,

    /// <summary>Is not running.</summary>
    Down = 5,
}

/// <summary>One thing that happened in a cluster: the record from which timelines are drawn and checks are made, whatever the
/// protocol. Fields that a kind does not mention are zero.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ConsensusEvent
{
    /// <summary>When, since the run or the cluster began.</summary>
    public SimTime Time { get; init; }

    /// <summary>What happened.</summary>
    public ConsensusEventKind Kind { get; init; }

    /// <summary>To which node, from 1; zero for what concerns the network.</summary>
    public int Node { get; init; }

    /// <summary>The other node concerned, from 1; zero if there is none.</summary>
    public int Peer { get; init; }

    /// <summary>The node's role after it.</summary>
    public ConsensusRole Role { get; init; }

    /// <summary>Which kind of message; zero where none is concerned.</summary>
    public ConsensusMessageKind Message { get; init; }

    /// <summary>The term (a view, an epoch) that the node believes in, or that the message carries.</summary>
    public long Term { get; init; }

    /// <summary>A place in the log, from 1.</summary>
    public long Index { get; init; }

    /// <summary>A number whose meaning the kind tells: entries, nanoseconds, a set of nodes.</summary>
    public long Count { get; init; }

    /// <summary>An identity whose meaning the kind tells: of a message, a command, a state, a set of nodes.</summary>
    public ulong Id { get; init; }

    /// <summary>1 where an answer refuses; further meanings with the kind.</summary>
    public byte Flags { get; init; }
}
