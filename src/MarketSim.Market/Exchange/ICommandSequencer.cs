using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Decides in which order an exchange's commands take effect, and when they are final: a replicated log, for one. Without it
/// they take effect as they arrive.</summary>
public interface ICommandSequencer
{
    /// <summary>A command arrived that may be sent. Sooner or later, <see cref="ExchangeActor.Commit"/> is called with it, once.</summary>
    void Submit(in Command command, IActorContext context);

    /// <summary>A command takes effect outside simulated traffic, before the run or after it.</summary>
    void Administer(in Command command, SimTime now);

    /// <summary>A message arrived that the exchange does not know.</summary>
    void OnMessage(ActorId from, Message message, IActorContext context);

    /// <summary>The exchange's actor is awake; it may be for the sequencer.</summary>
    void OnWake(IActorContext context);
}
