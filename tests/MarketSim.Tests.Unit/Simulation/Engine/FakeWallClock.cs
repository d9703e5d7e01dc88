using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>A wall clock that moves only while somebody waits, and then at once. What a test wants done from
/// outside at an instant of it is done before that instant's wait ends.</summary>
internal sealed class FakeWallClock : IWallClock
{
    private readonly SortedDictionary<long, Action> _plan = [];
    private bool _interrupted;

    public long Nanoseconds { get; private set; } = 1_000_000;

    /// <summary>Called in place of an endless wait; a test without a plan left to end it fails.</summary>
    public Action? OnEndlessWait { get; set; }

    /// <summary>Does something when the clock has moved this far from its beginning.</summary>
    public FakeWallClock At(long milliseconds, Action action)
    {
        _plan.Add(1_000_000 + (milliseconds * 1_000_000), action);
        return this;
    }

    public void Wait(long nanoseconds)
    {
        Assert.True(nanoseconds > 0);
        if (_interrupted)
        {
            _interrupted = false;
            return;
        }

        var until = nanoseconds == long.MaxValue ? long.MaxValue : Nanoseconds + nanoseconds;
        if (_plan.Count > 0 && _plan.First() is var (time, action) && time <= until)
        {
            Nanoseconds = time;
            _plan.Remove(time);
            action();
        }
        else if (until == long.MaxValue)
        {
            Assert.NotNull(OnEndlessWait);
            OnEndlessWait();
        }
        else
        {
            Nanoseconds = until;
        }
    }

    public void Interrupt() => _interrupted = true;
}
