using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The fast order book: a ladder of prices over cells in unmanaged memory. Hot.</summary>
/// <remarks>
/// <para>Its plain twin is <c>OrderBook</c>; what either does is said at <see cref="IOrderBook"/>. How it is done, and what else was
/// tried and measured: docs/decisions/0002-fast-order-book.md.</para>
/// <para>Three structures: <see cref="OrderIndex"/> finds an order by id, <see cref="LadderSide"/> a level by price, and both lead to
/// cells of one <see cref="LadderArena"/>. Plain orders take the straight paths of this file and LadderBook.Sweep.cs. Icebergs,
/// hidden, conditional and pegged orders carry one bit that leads to LadderBook.Special.cs, and a level that holds any leads
/// sweeps to LadderBook.General.cs; plain orders pay one predicted branch for them.</para>
/// <para>Nothing is allocated per command; memory grows when the number of orders or the range of prices does.</para>
/// </remarks>
public sealed unsafe partial class LadderBook : IOrderBook, IDisposable
{
    private const long FarthestPrice = 1L << 62;

    private readonly IAllocation? _allocation;
    private readonly FarLevels[] _far = [new(), new()];
    private readonly uint[] _top = new uint[2];
    private LadderArena _arena;
    private OrderIndex _index;
    private LadderSide* _sides;
    private int _count;

    /// <summary>An empty book.</summary>
    /// <param name="allocation">How a level is shared; null for first in, first out.</param>
    /// <param name="expectedOrders">Room for so many resting orders is made at once; more are welcome. Zero for little.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than none, or more than 100 million, are expected.</exception>
    public LadderBook(IAllocation? allocation = null, int expectedOrders = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedOrders);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(expectedOrders, 100_000_000);
        _allocation = allocation is FifoAllocation ? null : allocation;
        _sides = (LadderSide*)NativeMemory.Alloc(2, (nuint)sizeof(LadderSide));
        _sides[0].Initialise();
        _sides[1].Initialise();
        _arena.Initialise((uint)expectedOrders);
        _index.Reserve(expectedOrders, _arena);
    }

    /// <summary>Gives the memory back.</summary>
    ~LadderBook() => Release();

    /// <inheritdoc/>
    public int Count => _count;

    /// <summary>Bytes of unmanaged memory taken from the system; what has never been used of it costs no physical memory.</summary>
    public long MemoryBytes => _arena.Bytes + _index.Bytes + _sides[0].Bytes + _sides[1].Bytes;

    /// <summary>Gives the memory back. The book cannot be used any more.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Quantity Enter(
        OrderId id, AccountId account, int owner, Side side, Price limit, Quantity quantity, bool restRemainder, FillBuffer fills)
    {
        unchecked
        {
            // The taker's limit as a key of the side it trades against; its own key is the complement.
            var reach = limit.Ticks ^ -(long)side;
            var against = _sides + ((uint)side ^ 1);
            var left = quantity.Lots;
            if (against->Best <= reach)
            {
                left = Sweep(against, reach, left, fills);
            }

            if (left <= 0)
            {
                return left == 0 ? default : ThrowNegative(quantity);
            }

            if (restRemainder)
            {
                RestPlain(id.Value, account.Value, owner, side, ~reach, left);
            }

            return new Quantity(left);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Remove(OrderId id, out BookOrder removed)
    {
        var handle = _index.Find(id.Value, _arena);
        if (handle == 0)
        {
            removed = default;
            return false;
        }

        removed = Describe(handle);
        TakeOut(handle);
        GC.KeepAlive(this);
        return true;
    }

    /// <summary>Takes an order out without describing it: the shortest path of a cancellation.</summary>
    /// <returns>False if it does not rest here.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Remove(OrderId id)
    {
        var slot = _index.SlotOf(id.Value);
        var handle = OrderIndex.Find(id.Value, slot, _arena);
        if (handle == 0)
        {
            return false;
        }

        TakeOut(handle, slot);
        GC.KeepAlive(this);
        return true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Reduce(OrderId id, Quantity by, out BookOrder after)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(by.Lots, nameof(by));
        var handle = _index.Find(id.Value, _arena);
        if (handle == 0)
        {
            after = default;
            return false;
        }

        after = Describe(handle);
        if (by >= after.Open)
        {
            after = after with { Open = Quantity.Zero, Shown = Quantity.Zero };
            TakeOut(handle);
        }
        else
        {
            Lower(handle, by.Lots);
            after = Describe(handle);
        }

        GC.KeepAlive(this);
        return true;
    }

    /// <summary>Lowers an order's open quantity without describing it; otherwise as the longer form.</summary>
    /// <returns>False if it does not rest here.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quantity is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Reduce(OrderId id, Quantity by)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(by.Lots, nameof(by));
        var handle = _index.Find(id.Value, _arena);
        if (handle == 0)
        {
            return false;
        }

        if (by.Lots >= _arena.At(handle)->Open)
        {
            TakeOut(handle);
        }
        else
        {
            Lower(handle, by.Lots);
        }

        GC.KeepAlive(this);
        return true;
    }

    /// <summary>Key to price, or price to key, of a side: the complement for bids.</summary>
    private static long Key(Side side, long value) => value ^ unchecked((long)side - 1);

    private static Side SideOf(uint level) => (Side)(level & LadderNode.SellBit);

    /// <summary>Stands a plain order at the back of its level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RestPlain(ulong id, int account, int owner, Side side, long key, long open)
    {
        unchecked
        {
            var own = _sides + (uint)side;
            var at = own->EntryOf(key);
            var handle = _arena.Free;
            if (at >= own->Entries || handle == 0 || id == 0 || _allocation != null || own->Directory[at].Page == 0
                || (owner != account & owner != 0))
            {
                RestByTheBook(id, account, owner, side, key, open);
                return;
            }

            var slot = _index.SlotOf(id);
            if (*slot == 0)
            {
                *slot = handle;
            }
            else if (!_index.TryAddChained(id, handle, _arena))
            {
                ThrowDuplicate(id);
            }

            var entry = own->Directory + at;
            var level = LadderSide.LevelOf(entry->Page, key);
            var order = _arena.At(handle);
            var queue = _arena.At(level);
            _arena.Free = order->Next;
            var last = queue->Prev;
            order->Next = level;
            order->Prev = last;
            order->Level = level | (uint)side | (owner == 0 ? 0 : LadderNode.OwnerBit);
            order->Account = account;
            order->Id = id;
            order->Open = open;
            _arena.At(last)->Next = handle;
            queue->Prev = handle;
            queue->Count++;
            queue->Total += open;
            own->MarkNear(entry, key);
            _count++;
        }
    }

    /// <summary>Takes a resting order out of index, queue and book.</summary>
    private void TakeOut(uint handle) => TakeOut(handle, _index.SlotOf(_arena.At(handle)->Id));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TakeOut(uint handle, uint* slot)
    {
        unchecked
        {
            var order = _arena.At(handle);
            if ((order->Level & LadderNode.DetailsBit) != 0)
            {
                TakeOutDetailed(handle);
                return;
            }

            OrderIndex.Remove(slot, handle, _arena);
            var next = order->Next;
            var prev = order->Prev;
            var level = order->Level & ~LadderNode.Bits;
            _arena.At(prev)->Next = next;
            _arena.At(next)->Prev = prev;
            var queue = _arena.At(level);
            queue->Count--;
            queue->Total -= order->Open;
            order->Next = _arena.Free;
            _arena.Free = handle;
            _count--;
            if (next == prev)
            {
                // Only the level itself is left in the ring.
                LevelEmptied(_sides + (order->Level & LadderNode.SellBit), queue);
            }
        }
    }

    /// <summary>Lowers the open quantity by less than all of it.</summary>
    private void Lower(uint handle, long by)
    {
        unchecked
        {
            var order = _arena.At(handle);
            if ((order->Level & LadderNode.DetailsBit) != 0)
            {
                LowerDetailed(handle, by);
                return;
            }

            order->Open -= by;
            _arena.At(order->Level & ~LadderNode.Bits)->Total -= by;
        }
    }

    private void Release()
    {
        if (_sides != null)
        {
            _sides[0].Release();
            _sides[1].Release();
            _arena.Release();
            _index.Release();
            NativeMemory.Free(_sides);
            _sides = null;
        }
    }

    [DoesNotReturn]
    private static Quantity ThrowNegative(Quantity quantity)
        => throw new ArgumentOutOfRangeException(nameof(quantity), quantity.Lots, "A quantity must not be negative.");

    [DoesNotReturn]
    private static void ThrowDuplicate(ulong id)
        => throw new ArgumentException($"Order {id} rests in this book already; ids must be unique.", nameof(id));
}
