using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Every message travels for a time drawn evenly between two bounds.</summary>
public sealed class UniformLatency : ILatencyModel
{
    private readonly SimDuration _low;
    private readonly SimDuration _high;

    /// <summary>Travel times between two bounds, both included.</summary>
    /// <param name="low">Zero or more.</param>
    /// <param name="high">Not below the low bound.</param>
    /// <param name="keepsOrder">Whether messages between the same two arrive in the order in which they
    /// left.</param>
    public UniformLatency(SimDuration low, SimDuration high, bool keepsOrder = true)
    {
        if (low < SimDuration.Zero || high < low)
        {
            throw new ArgumentException(
                $"Latencies lie between two bounds of zero or more, the lower one first; not {low} and {high}.");
        }

        (_low, _high, NeedsOrdering) = (low, high, keepsOrder && high > low);
    }

    /// <inheritdoc/>
    public bool NeedsOrdering { get; }

    /// <inheritdoc/>
    public SimDuration Between(ActorId from, ActorId to, Rng network)
        => new(network.Between(_low.Nanoseconds, _high.Nanoseconds));
}
