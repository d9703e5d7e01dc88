namespace MarketSim.Blockchain;

/// <summary>What a test may change about a node.</summary>
internal sealed record NodeSettings
{
    /// <summary>Bytes of a segment of its log.</summary>
    public int SegmentBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of each of the three files in which its events are kept.</summary>
    public int JournalBytes { get; init; } = 32 << 20;

    /// <summary>Called before every flush: a slow disk, or one that fails.</summary>
    public Action? BeforeFlush { get; init; }

    /// <summary>Told of every message that leaves and every flush that ended, in the order in which they did.</summary>
    public Action<DriverStep>? Trace { get; init; }
}

/// <summary>A step of a driver that promises must keep to.</summary>
/// <param name="Flushed">How far the log is now known to be durable; zero where a message is sent.</param>
/// <param name="Sent">The message that is sent; null where a flush ended.</param>
internal readonly record struct DriverStep(long Flushed, ConsensusMessage? Sent);
