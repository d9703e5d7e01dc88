using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Events that were added in the order of their times: a ring, in which adding and taking cost the same however many
/// wait. Hot; a field of <see cref="EventQueue"/>, never copied.</summary>
internal struct EventLine
{
    private Entry[] _ring = [];
    private int _first;
    private int _last = -1;

    public EventLine()
    {
    }

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>When the first is due. Only where one waits.</summary>
    public readonly long FirstTime => _ring[_first].Time;

    /// <summary>The running number of the first. Only where one waits.</summary>
    public readonly ulong FirstSequence => _ring[_first].Sequence;

    /// <summary>Whether an event at this instant may join: not before the last one's.</summary>
    public readonly bool Accepts(long time) => Count == 0 || time >= _ring[_last].Time;

    /// <summary>Adds an event that <see cref="Accepts"/> allows, with a running number above all before it.</summary>
    public void Join(long time, ulong sequence, in ScheduledEvent scheduled)
    {
        if (Count == _ring.Length)
        {
            Grow();
        }

        _last = (_last + 1) & (_ring.Length - 1);
        ref var entry = ref _ring[_last];
        entry.Time = time;
        entry.Sequence = sequence;
        entry.Scheduled = scheduled;
        Count++;
    }

    /// <summary>Takes the first event. Only where one waits.</summary>
    public void Take(out SimTime time, out ScheduledEvent scheduled)
    {
        ref var entry = ref _ring[_first];
        time = new SimTime(entry.Time);
        scheduled = entry.Scheduled;
        entry.Scheduled = default;
        _first = (_first + 1) & (_ring.Length - 1);
        Count--;
    }

    // Powers of two, so that going round is a mask.
    private void Grow()
    {
        Guard.That(Count < EventQueue.Capacity, "at most 16,777,216 events wait at once");
        var grown = new Entry[Math.Max(64, Count * 2)];
        for (var i = 0; i < Count; i++)
        {
            grown[i] = _ring[(_first + i) & (_ring.Length - 1)];
        }

        (_ring, _first, _last) = (grown, 0, Count - 1);
    }

    private struct Entry
    {
        public long Time;
        public ulong Sequence;
        public ScheduledEvent Scheduled;
    }
}
