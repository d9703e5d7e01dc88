namespace MarketSim.Core;

/// <summary>Anything that lives in simulated time. It never holds a reference to another actor: the kernel carries messages.</summary>
public interface IActor
{
    /// <summary>Its name, unique in a run; the key of its random stream.</summary>
    string Name { get; }

    /// <summary>Called once, at the beginning of the run.</summary>
    void OnStart(IActorContext context);

    /// <summary>Called when a message arrives.</summary>
    void OnMessage(ActorId from, Message message, IActorContext context);

    /// <summary>Called at an instant that it asked for with <see cref="IActorContext.WakeAt"/>.</summary>
    void OnWake(IActorContext context);
}
