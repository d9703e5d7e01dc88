using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>How an exchange is replicated.</summary>
public sealed record ReplicationOptions
{
    /// <summary>The cluster.</summary>
    public SimulatedClusterOptions Cluster { get; init; } = new();

    /// <summary>How long the front of the exchange waits for a command to become final before it sends it again, to another node.
    /// </summary>
    public SimDuration RetryAfter { get; init; } = SimDuration.FromMilliseconds(100);
}
