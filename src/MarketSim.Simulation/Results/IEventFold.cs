using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Something that sees every event of a run once, in order, in constant memory.</summary>
internal interface IEventFold
{
    /// <summary>Takes in what happened next.</summary>
    void Observe(in MarketEvent item);

    /// <summary>Closes what is still open.</summary>
    /// <param name="end">When the run ended; not before the last event.</param>
    void Complete(SimTime end);
}
