using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Where one of several exchanges is reached: an address of its own, and so a distance of its own, for the instruments that it
/// lists.</summary>
/// <remarks>Books are apart, each instrument having its own; what is cleared is not, as participants of several exchanges settle at one
/// depository. So exchanges share one state machine and one log, and a share bought on one can be sold on another.</remarks>
/// <param name="name">The exchange's name, unique in the run.</param>
/// <param name="system">What stands behind all doors.</param>
public sealed class VenueDoor(string name, ExchangeActor system) : IActor
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public void OnStart(IActorContext context)
    {
    }

    /// <inheritdoc/>
    public void OnMessage(ActorId from, Message message, IActorContext context) => system.OnMessage(from, message, context);

    /// <inheritdoc/>
    public void OnWake(IActorContext context) => system.OnWake(context);
}
