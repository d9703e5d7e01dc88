using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Keeps nothing: for runs of which only the final state counts.</summary>
public sealed class NullRecorder : IRunRecorder
{
    /// <summary>The one that there is; it has no state.</summary>
    public static NullRecorder Instance { get; } = new();

    private NullRecorder()
    {
    }

    /// <inheritdoc/>
    public void Record(in Command command, SimTime time)
    {
    }

    /// <inheritdoc/>
    public void Record(in MarketEvent item)
    {
    }
}
