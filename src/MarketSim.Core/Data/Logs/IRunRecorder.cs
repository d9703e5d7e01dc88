namespace MarketSim.Core;

/// <summary>Where a run's two logs go: everything that was asked, and everything that happened.</summary>
public interface IRunRecorder
{
    /// <summary>A command, at the instant at which the exchange takes it.</summary>
    void Record(in Command command, SimTime time);

    /// <summary>An event, in the order in which the exchange gives it out.</summary>
    void Record(in MarketEvent item);
}
