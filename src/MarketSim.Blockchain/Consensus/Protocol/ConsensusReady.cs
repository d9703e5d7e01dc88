using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Work that a protocol hands to its driver. Everything is in the order in which it is to be done.</summary>
public sealed class ConsensusReady
{
    /// <summary>Its number, from 1, ascending.</summary>
    public required long Number { get; init; }

    /// <summary>May be sent at once, before anything is written.</summary>
    public IReadOnlyList<ConsensusMessage> Messages { get; init; } = [];

    /// <summary>To be sent only when everything in this and earlier ones is durable: they promise it.</summary>
    public IReadOnlyList<ConsensusMessage> MessagesAfterSync { get; init; } = [];

    /// <summary>Term and vote to be written in one record, where they changed.</summary>
    public HardState? State { get; init; }

    /// <summary>A snapshot received from another node, which replaces the log up to its index.</summary>
    public LogSnapshot? Snapshot { get; init; }

    /// <summary>Entries to be appended. Where the first one's index is not the next one, what stands there and after it is thrown
    /// away first.</summary>
    public IReadOnlyList<LogEntry> Entries { get; init; } = [];

    /// <summary>Entries that are committed and may be applied; every one of them is durable on this node.</summary>
    public IReadOnlyList<LogEntry> Committed { get; init; } = [];

    /// <summary>Reads that may be answered once the machine has applied up to their index.</summary>
    public IReadOnlyList<ReadGrant> Reads { get; init; } = [];

    /// <summary>What happened since the last time, for the timeline; node and time are the driver's to fill in.</summary>
    public IReadOnlyList<ConsensusEvent> Events { get; init; } = [];

    /// <summary>Whether anything must be flushed before <see cref="MessagesAfterSync"/> may go.</summary>
    public bool MustSync => State is not null || Snapshot is not null || Entries.Count > 0;
}

/// <summary>A linearizable read that was asked for may be answered from the state at this index, or a later one.</summary>
/// <param name="Request">The reader's own number.</param>
/// <param name="Index">How far the machine must have applied the log.</param>
public readonly record struct ReadGrant(ulong Request, long Index);
