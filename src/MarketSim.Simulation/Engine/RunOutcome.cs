namespace MarketSim.Simulation;

/// <summary>Why <see cref="Kernel.Run"/> returned.</summary>
public enum RunOutcome
{
    /// <summary>Everything due until the given instant has been handled; later events wait.</summary>
    ReachedTime,

    /// <summary>No event waits any more.</summary>
    NothingLeft,

    /// <summary>As many events as asked for have been handled, and more are due.</summary>
    ReachedCount,

    /// <summary><see cref="Kernel.Stop"/> was called.</summary>
    Stopped,
}
