using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Every message travels equally long.</summary>
public sealed class ConstantLatency : ILatencyModel
{
    private readonly SimDuration _latency;

    /// <summary>Every message travels this long.</summary>
    /// <param name="latency">Zero or more.</param>
    public ConstantLatency(SimDuration latency)
    {
        if (latency < SimDuration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(latency), latency, "A latency is zero or more.");
        }

        _latency = latency;
    }

    /// <summary>Messages arrive at the instant at which they are sent, in the order of sending.</summary>
    public static ConstantLatency None { get; } = new(SimDuration.Zero);

    /// <inheritdoc/>
    public bool NeedsOrdering => false;

    /// <summary>How long every message travels.</summary>
    public SimDuration Value => _latency;

    /// <inheritdoc/>
    public bool IsRandom => false;

    /// <inheritdoc/>
    public SimDuration Between(ActorId from, ActorId to, Rng network) => _latency;
}
