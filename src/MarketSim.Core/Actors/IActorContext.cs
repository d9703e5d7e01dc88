namespace MarketSim.Core;

/// <summary>What an actor may know and do: the time, chance, sending, and waking.</summary>
public interface IActorContext
{
    /// <summary>The present instant.</summary>
    SimTime Now { get; }

    /// <summary>Its own id.</summary>
    ActorId Self { get; }

    /// <summary>Its own random stream.</summary>
    Rng Random { get; }

    /// <summary>Sends a message; it arrives after the latency between the two.</summary>
    void Send(ActorId to, Message message);

    /// <summary>Sends a message that leaves later than now, such as after the time to compute it.</summary>
    void SendAfter(SimDuration delay, ActorId to, Message message);

    /// <summary>Asks to be woken at an instant, now or later. Each call is a wake-up of its own.</summary>
    void WakeAt(SimTime time);
}
