using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>How a simulated disk behaves.</summary>
public sealed record DiskOptions
{
    /// <summary>How long a flush takes, zero or more. Everything that waits when it begins is flushed together.</summary>
    public SimDuration SyncTime { get; init; } = SimDuration.FromMicroseconds(800);

    /// <summary>Up to so much longer, drawn evenly for each flush.</summary>
    public SimDuration SyncJitter { get; init; } = SimDuration.FromMicroseconds(400);
}
