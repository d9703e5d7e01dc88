using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The way of orders to the market. What the market sends it delays itself, data and answers apart.</summary>
/// <param name="delay">How long orders take.</param>
/// <param name="origin">Nanoseconds since 1970 at which the run's time is zero.</param>
internal sealed class FlowLatency(IDelay delay, long origin) : ILatencyModel
{
    /// <summary>Tells the time of the run.</summary>
    public Func<SimTime> Clock { get; set; } = static () => SimTime.Zero;

    public bool IsRandom => false;

    public SimDuration Between(ActorId from, ActorId to, Rng network)
        => from == FlowVenue.Address ? SimDuration.Zero : new SimDuration(delay.At(origin + Clock().Nanoseconds));
}
