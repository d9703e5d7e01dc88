namespace MarketSim.Blockchain;

/// <summary>How a write-ahead log is kept.</summary>
internal sealed record WalOptions
{
    /// <summary>Bytes of a segment, written in advance so that a flush has no metadata to bring along.</summary>
    public int SegmentBytes { get; init; } = 16 << 20;

    /// <summary>Which cluster the log belongs to; another's is refused.</summary>
    public ulong Cluster { get; init; }

    /// <summary>Which node it belongs to, from 1; another's is refused.</summary>
    public int Node { get; init; }

    /// <summary>Called before every flush; tests make a disk slow by it, or make it fail.</summary>
    public Action? BeforeFlush { get; init; }
}

/// <summary>What a write-ahead log held when it was opened.</summary>
/// <param name="State">Term and vote; zero where nothing was written yet.</param>
/// <param name="Snapshot">What stands in place of the log's beginning; null where the log begins with entry 1.</param>
/// <param name="Entries">The entries after the snapshot.</param>
/// <param name="Note">What had to be repaired, as a sentence; null if nothing.</param>
internal sealed record WalContents(HardState State, LogSnapshot? Snapshot, IReadOnlyList<LogEntry> Entries, string? Note)
{
    /// <summary>The last entry's place; the snapshot's where there is none after it.</summary>
    public long LastIndex => Entries.Count > 0 ? Entries[^1].Index : Snapshot?.Index ?? 0;
}
