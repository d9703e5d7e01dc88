using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Watches a run without taking part in it, such as to trace it. It must not call the kernel to
/// change anything.</summary>
public interface IKernelObserver
{
    /// <summary>A message left its sender.</summary>
    /// <param name="departure">Now.</param>
    /// <param name="arrival">When it will be delivered, unless the receiver is busy.</param>
    void OnSent(SimTime departure, SimTime arrival, ActorId from, ActorId to, Message message);

    /// <summary>An actor is about to handle a message, or a wake-up if the message is null.</summary>
    void OnHandling(SimTime now, ActorId from, ActorId to, Message? message);
}
