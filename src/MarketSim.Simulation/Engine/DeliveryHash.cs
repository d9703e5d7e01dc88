using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A fingerprint of everything that was handled: when, from whom, by whom, and of which kind. Two
/// runs that differ in their order of delivery differ here.</summary>
public sealed class DeliveryHash : IKernelObserver
{
    private StateHash _hash;

    /// <summary>The fingerprint so far.</summary>
    public ulong Value => _hash.Value;

    /// <inheritdoc/>
    public void OnSent(SimTime departure, SimTime arrival, ActorId from, ActorId to, Message message)
    {
    }

    /// <inheritdoc/>
    public void OnHandling(SimTime now, ActorId from, ActorId to, Message? message)
    {
        _hash.Add(now.Nanoseconds);
        _hash.Add((long)from.Value);
        _hash.Add((long)to.Value);
        _hash.Add(message is null ? "" : message.GetType().Name);
    }
}
