using System.Diagnostics;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>This machine's clock, for pacing a run.</summary>
internal sealed class SystemWallClock : IWallClock, IDisposable
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly AutoResetEvent _interruption = new(initialState: false);

    /// <inheritdoc/>
    public long Nanoseconds => Stopwatch.GetElapsedTime(_start).Ticks * TimeSpan.NanosecondsPerTick;

    /// <inheritdoc/>
    /// <remarks>Up to a millisecond longer than asked for: what has become due meanwhile is then handled
    /// together.</remarks>
    public void Wait(long nanoseconds)
    {
        if (nanoseconds == long.MaxValue)
        {
            _interruption.WaitOne();
        }
        else
        {
            var milliseconds = (nanoseconds + NanosecondsPerMillisecond - 1) / NanosecondsPerMillisecond;
            _interruption.WaitOne((int)Math.Min(milliseconds, int.MaxValue));
        }
    }

    /// <inheritdoc/>
    public void Interrupt() => _interruption.Set();

    /// <inheritdoc/>
    public void Dispose() => _interruption.Dispose();
}
