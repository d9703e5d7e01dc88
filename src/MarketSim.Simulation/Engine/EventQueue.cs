using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The kernel's queue. Hot: every event of a run is added and taken here once.</summary>
/// <remarks>
/// A heap of keys in which each has eight children: a third as deep as a binary one, and the times of the eight lie side by
/// side, so that the earliest is found with a few vector instructions and without a branch that nobody can foresee. The
/// events themselves stay where they are, in slots; only keys move.
/// <para>Taking the first event leaves its place at the top open. Most events add another while they are
/// handled, and that one goes into the open place and sinks: one walk through the heap instead of two. Only
/// where nothing was added in between is the last key moved up, as in the textbook.</para>
/// <para>Messages that all travel equally long arrive in the order in which they leave. They need no heap: they wait in a line of
/// their own, and of its first and the heap's first the earlier one is taken.</para>
/// <para>Nothing is allocated but when the arrays grow. <see cref="PlainEventQueue"/> is its
/// specification.</para>
/// </remarks>
public sealed class EventQueue : IEventQueue
{
    /// <summary>How many events can wait at once: 16 million.</summary>
    public const int Capacity = 1 << SlotBits;

    // A key's second word is a running number (40 bits: a million million events) and, below it, the slot (24
    // bits). The number alone decides the order, since no two keys share it.
    private const int SlotBits = 24;
    private const ulong SlotMask = Capacity - 1;
    private const ulong LastSequence = (1UL << (64 - SlotBits)) - 1;
    private const int Shift = 3;
    private const int Children = 1 << Shift;

    // Keys by place: when, and which number with which slot. Times behind the last one are so late that they never come
    // first; a group of children is always whole.
    private long[] _times;
    private ulong[] _orders;
    private ScheduledEvent[] _slots;
    private int[] _freeSlots;
    private int _freeCount;
    private int _size;
    private ulong _sequence;

    // What was added in the order of its times, so far as it was said to be.
    private EventLine _line = new();

    // Whether the key at the top has been taken and its place not been filled.
    private bool _topIsOpen;

    /// <summary>An empty queue.</summary>
    /// <param name="initialCapacity">For how many waiting events to make room at once; it grows as
    /// needed.</param>
    public EventQueue(int initialCapacity = 256)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(initialCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(initialCapacity, Capacity);
        _times = new long[initialCapacity + Children];
        _orders = new ulong[initialCapacity + Children];
        Array.Fill(_times, long.MaxValue);
        _slots = new ScheduledEvent[initialCapacity];
        _freeSlots = new int[initialCapacity];
        FreeSlotsFrom(0);
    }

    /// <inheritdoc/>
    public int Count => _line.Count + (_topIsOpen ? _size - 1 : _size);

    /// <inheritdoc/>
    public SimTime NextTime
    {
        get
        {
            CloseTop();
            var first = _size == 0 ? SimTime.Never : new SimTime(_times[0]);
            return _line.Count > 0 && _line.FirstTime < first.Nanoseconds ? new SimTime(_line.FirstTime) : first;
        }
    }

    /// <inheritdoc/>
    public void Add(SimTime time, in ScheduledEvent scheduled)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time.Nanoseconds, 0, nameof(time));
        Guard.That(_sequence <= LastSequence, "a run schedules at most 2^40 events");
        if (_freeCount == 0)
        {
            Grow();
        }

        var slot = _freeSlots[--_freeCount];
        _slots[slot] = scheduled;
        var order = (_sequence++ << SlotBits) | (uint)slot;
        if (_topIsOpen)
        {
            _topIsOpen = false;
            Sink(time.Nanoseconds, order);
        }
        else
        {
            Rise(_size++, time.Nanoseconds, order);
        }
    }

    /// <summary>The same as <see cref="Add"/>, and faster for events of which each is due no earlier than the one that was added
    /// so before it.</summary>
    /// <param name="time">When it is due; from <see cref="SimTime.Zero"/>.</param>
    public void AddInLine(SimTime time, in ScheduledEvent scheduled)
    {
        if (time < SimTime.Zero || !_line.Accepts(time.Nanoseconds))
        {
            Add(time, scheduled);
            return;
        }

        Guard.That(_sequence <= LastSequence, "a run schedules at most 2^40 events");
        _line.Join(time.Nanoseconds, _sequence++, scheduled);
    }

    /// <inheritdoc/>
    public bool TryTake(SimTime until, out SimTime time, out ScheduledEvent scheduled)
    {
        CloseTop();
        if (_line.Count > 0 && LineIsFirst())
        {
            if (_line.FirstTime > until.Nanoseconds)
            {
                time = SimTime.Never;
                scheduled = default;
                return false;
            }

            _line.Take(out time, out scheduled);
            return true;
        }

        if (_size == 0 || _times[0] > until.Nanoseconds)
        {
            time = SimTime.Never;
            scheduled = default;
            return false;
        }

        var slot = (int)(_orders[0] & SlotMask);
        time = new SimTime(_times[0]);
        scheduled = _slots[slot];
        _slots[slot] = default;
        _freeSlots[_freeCount++] = slot;
        _topIsOpen = true;
        return true;
    }

    private bool LineIsFirst()
    {
        var first = _line.FirstTime;
        return _size == 0 || first < _times[0] || (first == _times[0] && _line.FirstSequence < _orders[0] >> SlotBits);
    }

    private void CloseTop()
    {
        if (_topIsOpen)
        {
            _topIsOpen = false;
            var last = --_size;
            var (time, order) = (_times[last], _orders[last]);
            _times[last] = long.MaxValue;
            if (last > 0)
            {
                Sink(time, order);
            }
        }
    }

    /// <summary>Puts a key into the open place at the top and lets it sink below all that come before
    /// it.</summary>
    private void Sink(long time, ulong order)
    {
        // Indices stay below 8 × 2^24 + 9, so nothing here can overflow.
        unchecked
        {
            ref var times = ref MemoryMarshal.GetArrayDataReference(_times);
            ref var orders = ref MemoryMarshal.GetArrayDataReference(_orders);
            var place = 0;
            while (true)
            {
                var child = (place << Shift) + 1;
                if (child >= _size)
                {
                    break;
                }

                ref var group = ref Unsafe.Add(ref times, child);
                var low = Vector256.LoadUnsafe(ref group);
                var high = Vector256.LoadUnsafe(ref group, 4);
                var four = Vector256.Min(low, high);
                var two = Vector128.Min(four.GetLower(), four.GetUpper());
                var least = Math.Min(two.ToScalar(), two.GetElement(1));
                if (time < least)
                {
                    break;
                }

                var earliest = Vector256.Create(least);
                var where = Vector256.Equals(low, earliest).ExtractMostSignificantBits()
                    | (Vector256.Equals(high, earliest).ExtractMostSignificantBits() << 4);
                var next = child + BitOperations.TrailingZeroCount(where);
                if ((where & (where - 1)) != 0)
                {
                    next = FirstOf(ref orders, child, where);
                }

                if (time == least && order < Unsafe.Add(ref orders, next))
                {
                    break;
                }

                Unsafe.Add(ref times, place) = least;
                Unsafe.Add(ref orders, place) = Unsafe.Add(ref orders, next);
                place = next;
            }

            Unsafe.Add(ref times, place) = time;
            Unsafe.Add(ref orders, place) = order;
        }
    }

    /// <summary>Of several keys at one instant, the place of the one that was added first.</summary>
    private static int FirstOf(ref ulong orders, int child, uint where)
    {
        unchecked
        {
            var first = child + BitOperations.TrailingZeroCount(where);
            for (where &= where - 1; where != 0; where &= where - 1)
            {
                var other = child + BitOperations.TrailingZeroCount(where);
                first = Unsafe.Add(ref orders, other) < Unsafe.Add(ref orders, first) ? other : first;
            }

            return first;
        }
    }

    /// <summary>Puts a key into a place at the end and lets it rise above all that come after it.</summary>
    private void Rise(int place, long time, ulong order)
    {
        while (place > 0)
        {
            var parent = (place - 1) >> Shift;
            var before = _times[parent];
            if (time > before || (time == before && order > _orders[parent]))
            {
                break;
            }

            _times[place] = before;
            _orders[place] = _orders[parent];
            place = parent;
        }

        _times[place] = time;
        _orders[place] = order;
    }

    private void Grow()
    {
        var old = _slots.Length;
        Guard.That(old < Capacity, "at most 16,777,216 events wait at once");
        var grown = Math.Min(old * 2, Capacity);
        Array.Resize(ref _times, grown + Children);
        Array.Resize(ref _orders, grown + Children);
        _times.AsSpan(old + Children).Fill(long.MaxValue);
        Array.Resize(ref _slots, grown);
        Array.Resize(ref _freeSlots, grown);
        FreeSlotsFrom(old);
    }

    private void FreeSlotsFrom(int first)
    {
        for (var slot = _slots.Length - 1; slot >= first; slot--)
        {
            _freeSlots[_freeCount++] = slot;
        }
    }
}
