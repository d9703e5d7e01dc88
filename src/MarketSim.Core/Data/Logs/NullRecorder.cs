namespace MarketSim.Core;

/// <summary>Keeps nothing: for runs of which only what is seen while they last is wanted.</summary>
public sealed class NullRecorder : IRunRecorder
{
    /// <summary>The one there is; it may serve any number of runs at once.</summary>
    public static readonly NullRecorder Instance = new();

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
