using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>An actor's context in which everything that is sent leaves late, and in the order of sending.</summary>
/// <param name="inner">The actor's own.</param>
/// <param name="delay">How late.</param>
/// <param name="origin">Nanoseconds since 1970 at which the run's time is zero.</param>
internal sealed class FlowContext(IActorContext inner, IDelay delay, long origin) : IActorContext
{
    private SimTime _last;

    public SimTime Now => inner.Now;

    public ActorId Self => inner.Self;

    public Rng Random => inner.Random;

    public void Send(ActorId to, Message message)
    {
        var arrival = Now + new SimDuration(delay.At(origin + Now.Nanoseconds));
        _last = arrival > _last ? arrival : _last;
        inner.SendAfter(_last - Now, to, message);
    }

    public void SendAfter(SimDuration delay, ActorId to, Message message) => inner.SendAfter(delay, to, message);

    public void WakeAt(SimTime time) => inner.WakeAt(time);
}
