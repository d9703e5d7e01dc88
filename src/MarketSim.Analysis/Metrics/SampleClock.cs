using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Instants at equal distances, at which a fold looks at its state. What happens at such an instant
/// comes before the look.</summary>
/// <example><code>while (_clock.IsDueBefore(item.Time)) { Look(_clock.Take()); }</code></example>
internal struct SampleClock
{
    private readonly SimDuration _interval;

    /// <param name="first">The first instant.</param>
    /// <param name="interval">More than zero.</param>
    public SampleClock(SimTime first, SimDuration interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval.Nanoseconds, 1, nameof(interval));
        Next = first;
        _interval = interval;
    }

    /// <summary>The next instant to look at.</summary>
    public SimTime Next { get; private set; }

    /// <summary>Whether it is time to look before something that happens now is taken in.</summary>
    public readonly bool IsDueBefore(SimTime now) => Next < now;

    /// <summary>The instant that is due; the clock moves on.</summary>
    public SimTime Take()
    {
        var due = Next;
        Next += _interval;
        return due;
    }
}
