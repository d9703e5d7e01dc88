namespace MarketSim.Simulation;

/// <summary>The clock on the wall, as far as pacing needs it. The programs implement it: a simulation has no
/// access to one.</summary>
public interface IWallClock
{
    /// <summary>Nanoseconds since some fixed instant. Never runs backwards.</summary>
    long Nanoseconds { get; }

    /// <summary>Waits, at most this long.</summary>
    /// <param name="nanoseconds">Above zero; <see cref="long.MaxValue"/> waits until interrupted.</param>
    void Wait(long nanoseconds);

    /// <summary>Ends the present wait or, if nobody waits now, the next one. Called from another
    /// thread.</summary>
    void Interrupt();
}
