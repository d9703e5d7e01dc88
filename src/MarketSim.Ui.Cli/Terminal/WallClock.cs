using System.Diagnostics;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>The clock on the wall, for runs that keep a pace.</summary>
internal sealed class WallClock : IWallClock, IDisposable
{
    private readonly AutoResetEvent _interrupt = new(initialState: false);

    /// <inheritdoc/>
    public long Nanoseconds => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    /// <inheritdoc/>
    public void Wait(long nanoseconds)
    {
        if (nanoseconds == long.MaxValue)
        {
            _interrupt.WaitOne();
            return;
        }

        // The system waits in whole milliseconds; what is shorter is not worth a wait, and the run is never early by
        // more than that.
        var milliseconds = (int)Math.Min(nanoseconds / 1_000_000, int.MaxValue);
        if (milliseconds > 0)
        {
            _interrupt.WaitOne(milliseconds);
        }
        else
        {
            Thread.SpinWait(64);
        }
    }

    /// <inheritdoc/>
    public void Interrupt() => _interrupt.Set();

    /// <inheritdoc/>
    public void Dispose() => _interrupt.Dispose();
}
