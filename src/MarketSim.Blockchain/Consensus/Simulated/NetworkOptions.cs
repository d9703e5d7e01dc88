using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>How the links between nodes behave, on top of the latency that the simulation gives every message.</summary>
public sealed record NetworkOptions
{
    /// <summary>How long a message takes at least; zero or more.</summary>
    public SimDuration Latency { get; init; } = SimDuration.FromMicroseconds(500);

    /// <summary>Up to so much longer, drawn evenly for each message; more than the distance of two messages reorders them.</summary>
    public SimDuration Jitter { get; init; } = SimDuration.FromMicroseconds(100);

    /// <summary>Share of messages that are lost, from 0 to 1.</summary>
    public double Loss { get; init; }

    /// <summary>Share of messages that arrive twice, from 0 to 1.</summary>
    public double Duplication { get; init; }
}
