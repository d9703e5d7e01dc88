using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The obvious queue: the class library's, with time and a running number as priority. It is the
/// specification of <see cref="EventQueue"/>, which the tests compare with it.</summary>
public sealed class PlainEventQueue : IEventQueue
{
    private readonly PriorityQueue<ScheduledEvent, (SimTime Time, long Sequence)> _queue = new();
    private long _sequence;

    /// <inheritdoc/>
    public int Count => _queue.Count;

    /// <inheritdoc/>
    public SimTime NextTime => _queue.TryPeek(out _, out var first) ? first.Time : SimTime.Never;

    /// <inheritdoc/>
    public void Add(SimTime time, in ScheduledEvent scheduled)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, SimTime.Zero);
        _queue.Enqueue(scheduled, (time, _sequence++));
    }

    /// <inheritdoc/>
    public bool TryTake(SimTime until, out SimTime time, out ScheduledEvent scheduled)
    {
        if (NextTime > until || !_queue.TryDequeue(out scheduled, out var first))
        {
            (time, scheduled) = (SimTime.Never, default);
            return false;
        }

        time = first.Time;
        return true;
    }
}
