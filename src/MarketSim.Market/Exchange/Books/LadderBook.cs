using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The fast order book: a ladder of prices over cells in unmanaged memory. Hot.</summary>
/// <remarks>
/// <para>Its plain twin is <c>OrderBook</c>; what either does is said at <see cref="IOrderBook"/>. How it is
/// done, and what else was tried and measured: docs/decisions/0002-fast-order-book.md.</para>
/// <para>Three structures: <see cref="OrderIndex"/> finds an order by id, <see cref="LadderSide"/> a level by
/// price, and both lead to cells of a <see cref="LadderArena"/>. Plain orders take the straight paths of this
/// file and LadderBook.Sweep.cs. Icebergs, hidden, conditional and pegged orders mark themselves and their
/// level, and the marks lead to LadderBook.Special.cs and LadderBook.General.cs; plain orders pay two
/// predicted branches for them.</para>
/// <para>Nothing is allocated per command; memory grows when the number of orders or the range of prices
/// does.</para>
/// </remarks>
public sealed unsafe partial class LadderBook : IOrderBook, IDisposable
{
    private const long FarthestPrice = 1L << 62;

    private readonly LadderStore _store;
    private readonly IAllocation? _allocation;
    private readonly Scratch _scratch = new();
    private readonly bool _ownsStore;
    private readonly uint _number;
    private LadderSide* _sides;
    private int _count;

    // Copies of what the store knows: one load less at the head of a chain of loads that each command waits
    // for.
    private byte* _cells;
    private OrderSlots _slots;

    /// <summary>An empty book.</summary>
    /// <param name="allocation">How a level is shared; null for first in, first out.</param>
    /// <param name="store">The memory it lives in; the books of one exchange best share one. Null for one of
    /// its own.</param>
    public LadderBook(IAllocation? allocation = null, LadderStore? store = null)
    {
        _allocation = allocation is FifoAllocation ? null : allocation;
        _ownsStore = store == null;
        _store = store ?? new LadderStore();
        _number = _store.Join(this);
        _sides = (LadderSide*)NativeMemory.AlignedAlloc(2 * (nuint)sizeof(LadderSide), 64);
        _sides[0].Initialise();
        _sides[1].Initialise();
        Locate(_store.Arena.Base, _store.Index.Slots);
    }

    /// <summary>Gives its memory back.</summary>
    ~LadderBook() => Release();

    /// <inheritdoc/>
    public int Count => _count;

    /// <summary>Bytes of unmanaged memory taken from the system, without those of a store that it was
    /// given.</summary>
    public long MemoryBytes => (_ownsStore ? _store.MemoryBytes : 0) + _sides[0].Bytes + _sides[1].Bytes;

    /// <summary>What marks the book's levels. Where levels are shared by an allocation, none is
    /// plain.</summary>
    private uint LevelMark => _allocation == null ? _number : _number | LadderNode.SpecialBit;

    /// <summary>Gives its memory back, except what belongs to a store that it was given. The book cannot be
    /// used any more.</summary>
    public void Dispose()
    {
        Release();
        _store.Leave(this);
        if (_ownsStore)
        {
            _store.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public Quantity Enter(
        OrderId id, AccountId account, int owner, Side side, Price limit, Quantity quantity, bool restRemainder,
        FillBuffer fills)
    {
        unchecked
        {
            // The straight path is that of an order which does not cross and comes to rest. It calls nothing,
            // so it saves few registers; all else leaves through one tail call. Not inlined, or it would
            // share the caller's registers.
            var key = Key(side, limit.Ticks);
            if (_sides[(uint)side ^ 1].Best > ~key && restRemainder && quantity.Lots > 0
                && TryRestPlain(id.Value, account.Value, owner, side, key, quantity.Lots, thorough: false))
            {
                return quantity;
            }

            return EnterByTheBook(id, account, owner, side, limit, quantity, restRemainder, fills);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Remove(OrderId id, out BookOrder removed)
    {
        var handle = Find(id);
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
        unchecked
        {
            var slot = _slots.Of(id.Value);
            var handle = *slot;
            var cells = _cells;
            var order = LadderArena.At(cells, handle);
            var label = order->Level;
            if (order->Id != id.Value || ((label & LadderNode.DetailsBit) | (handle & OrderIndex.More)) != 0)
            {
                return RemoveByTheBook(id);
            }

            var queue = LadderArena.At(cells, label & ~LadderNode.Bits);
            if (queue->Book != _number)
            {
                return RemoveByTheBook(id);
            }

            *slot = 0;
            var next = order->Next;
            var prev = order->Prev;
            LadderArena.At(cells, prev)->Next = next;
            LadderArena.At(cells, next)->Prev = prev;
            queue->Count--;
            queue->Total -= order->Open;
            order->Next = _store.Arena.Free;
            _store.Arena.Free = handle;
            _count--;

            // If both neighbours are the same cell, only the level itself is left in the ring.
            return next != prev || LevelEmptied(_sides + (label & LadderNode.SellBit), queue);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Reduce(OrderId id, Quantity by, out BookOrder after)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(by.Lots, nameof(by));
        var handle = Find(id);
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

    /// <summary>Lowers an order's open quantity without describing it; otherwise as the longer
    /// form.</summary>
    /// <returns>False if it does not rest here.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quantity is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Reduce(OrderId id, Quantity by)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(by.Lots, nameof(by));
        var handle = Find(id);
        if (handle == 0)
        {
            return false;
        }

        if (by.Lots >= Cell(handle)->Open)
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Key(Side side, long value) => value ^ unchecked((long)side - 1);

    private static Side SideOf(uint label) => (Side)(label & LadderNode.SellBit);

    /// <summary>The order of an id, if it rests in this book; else zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private uint Find(OrderId id)
    {
        var handle = _store.Index.Find(id.Value, _store.Arena);
        return handle != 0 && (LevelOf(handle)->Book & ~LadderNode.SpecialBit) == _number ? handle : 0;
    }

    private LadderNode* Cell(uint handle) => _store.Arena.At(handle);

    private LadderDetails* Details(uint handle) => _store.Arena.DetailsOf(handle);

    private LadderNode* LevelOf(uint handle) => Cell(Cell(handle)->Level & ~LadderNode.Bits);

    /// <summary>Stands a plain order at the back of its level, if nothing is in the way.</summary>
    /// <param name="thorough">Whether to overcome also what is seldom in the way: others in its slot of the
    /// index, an empty page. A constant, so that the straight path has no trace of it.</param>
    /// <returns>False if it takes more than this; nothing has changed then.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryRestPlain(ulong id, int account, int owner, Side side, long key, long open, bool thorough)
    {
        unchecked
        {
            var own = _sides + (uint)side;
            var at = own->EntryOf(key);
            var store = _store;
            var handle = store.Arena.Free;
            if (at >= own->Entries || handle == 0 || id == 0 || (owner != account && owner != 0))
            {
                return false;
            }

            var entry = own->Directory + at;
            var bits = entry->Bits;
            if (bits == 0 && !thorough)
            {
                return false;
            }

            // An entry without a page points at cells that belong to no book.
            var cells = _cells;
            var level = LadderSide.LevelOf(entry->Page, key);
            var queue = LadderArena.At(cells, level);
            if (queue->Book != _number)
            {
                return false;
            }

            var slot = _slots.Of(id);
            if (*slot == 0)
            {
                *slot = handle;
            }
            else if (!thorough)
            {
                return false;
            }
            else if (!store.Index.TryAddChained(id, handle, store.Arena))
            {
                ThrowDuplicate(id);
            }
            else
            {
                store.TellBooks();
            }

            own->MarkNear(entry, key, bits, isFirst: thorough && bits == 0);
            var order = LadderArena.At(cells, handle);
            store.Arena.Free = order->Next;
            var last = queue->Prev;
            order->Next = level;
            order->Prev = last;
            order->Level = level | (uint)side | (owner == account ? LadderNode.OwnerBit : 0);
            order->Account = account;
            order->Id = id;
            order->Open = open;
            LadderArena.At(cells, last)->Next = handle;
            queue->Prev = handle;
            queue->Count++;
            queue->Total += open;
            _count++;
            return true;
        }
    }

    /// <summary>Notes where cells and index are.</summary>
    internal void Locate(byte* cells, in OrderSlots slots)
    {
        _cells = cells;
        _slots = slots;
    }

    private void Release()
    {
        if (_sides != null)
        {
            _sides[0].Release();
            _sides[1].Release();
            NativeMemory.AlignedFree(_sides);
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
