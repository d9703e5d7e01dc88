using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MarketSim.Market;

/// <summary>From order ids to cells: a table of handles, one per slot, orders of the same slot chained.
/// Hot.</summary>
/// <remarks>
/// <para>The table has at least sixteen slots per order (four in large books), so that an order is nearly
/// always alone in its slot: one load finds it, and taking it out is one store; nothing is shifted back. The
/// lowest bit of an entry says that another order follows in <see cref="LadderArena.Chain"/>.</para>
/// <para>slot = id × multiplier, top bits. Ids start out as consecutive numbers, for which the multiplier
/// 2^(64 − bits) picks the id's low bits: neighbours in time are neighbours in memory. When a chain grows
/// long, the ids are not of that kind, and the multiplier becomes an odd constant (2^64 over the golden
/// ratio; Knuth, volume 3, section 6.4).</para>
/// </remarks>
internal unsafe struct OrderIndex
{
    /// <summary>In an entry: another order of the same slot follows in
    /// <see cref="LadderArena.Chain"/>.</summary>
    public const uint More = 1;

    private const int FirstBits = 13;
    private const int LongChain = 8;
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    /// <summary>Where each id's slot is.</summary>
    public OrderSlots Slots;

    private bool _scattered;

    /// <summary>Bytes taken from the system.</summary>
    public readonly long Bytes => sizeof(uint) * Slots.Count;

    /// <summary>Makes room for a number of orders.</summary>
    public void Reserve(int orders, in LadderArena arena)
    {
        var bits = FirstBits;
        while (orders > Capacity(bits))
        {
            bits++;
        }

        if (1L << bits > Slots.Count)
        {
            Rebuild(bits, arena);
        }
    }

    /// <summary>The order of an id; zero if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Find(ulong id, in LadderArena arena)
    {
        var entry = *Slots.Of(id);
        var handle = entry & ~More;
        return arena.At(handle)->Id == id ? handle : entry == handle ? 0 : FindFurther(id, entry, arena);
    }

    /// <summary>Takes an order out that is in the index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Remove(ulong id, uint handle, in LadderArena arena)
    {
        var slot = Slots.Of(id);
        if (*slot == handle)
        {
            *slot = 0;
        }
        else
        {
            RemoveChained(slot, handle, arena);
        }
    }

    /// <summary>Enters an order whose id is not there.</summary>
    public void Add(ulong id, uint handle, in LadderArena arena)
    {
        var slot = Slots.Of(id);
        if (*slot == 0)
        {
            *slot = handle;
        }
        else
        {
            TryAddChained(id, handle, arena);
        }
    }

    /// <summary>Enters an order into a slot that holds others already.</summary>
    /// <returns>False if the id is there already; nothing has changed then.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public bool TryAddChained(ulong id, uint handle, in LadderArena arena)
    {
        var slot = Slots.Of(id);
        var length = 1;
        for (var entry = *slot; entry != 0; entry = Following(entry, arena), length++)
        {
            if (arena.At(entry & ~More)->Id == id)
            {
                return false;
            }
        }

        Push(slot, handle, arena);
        if (length > LongChain)
        {
            // The order itself is not yet filled in; its id is needed to enter it anew.
            arena.At(handle)->Id = id;
            Scatter(arena);
        }

        return true;
    }

    /// <summary>Gives all memory back.</summary>
    public void Release()
    {
        NativeMemory.Free(Slots.Table);
        this = default;
    }

    /// <summary>How many orders a table of so many slots, as a power of two, is for.</summary>
    private static int Capacity(int bits) => 1 << (bits - (bits <= 18 ? 4 : bits <= 20 ? 3 : 2));

    private static uint Following(uint entry, in LadderArena arena)
        => (entry & More) == 0 ? 0 : arena.Chain[(entry & ~More) / LadderArena.Cell];

    private static void Push(uint* slot, uint handle, in LadderArena arena)
    {
        var first = *slot;
        arena.Chain[handle / LadderArena.Cell] = first;
        *slot = first == 0 ? handle : handle | More;
    }

    private void Scatter(in LadderArena arena)
    {
        // A second switch would be to another odd constant; long chains of scattered ids are chance or
        // malice, and the table is never more than a quarter full, so chance stays far from quadratic.
        if (!_scattered)
        {
            _scattered = true;
            Rebuild(64 - Slots.Shift, arena);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static uint FindFurther(ulong id, uint entry, in LadderArena arena)
    {
        do
        {
            entry = Following(entry, arena);
        }
        while (entry != 0 && arena.At(entry & ~More)->Id != id);

        return entry & ~More;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RemoveChained(uint* slot, uint handle, in LadderArena arena)
    {
        var rest = Following(*slot, arena);
        if ((*slot & ~More) == handle)
        {
            *slot = rest;
            return;
        }

        var before = *slot & ~More;
        while ((rest & ~More) != handle)
        {
            before = rest & ~More;
            rest = Following(rest, arena);
        }

        arena.Chain[before / LadderArena.Cell] = Following(rest, arena);
        if (Following(rest, arena) == 0)
        {
            Unmark(slot, before, arena);
        }
    }

    /// <summary>Clears the bit that promised an order after <paramref name="last"/>, wherever that entry
    /// stands.</summary>
    private static void Unmark(uint* slot, uint last, in LadderArena arena)
    {
        while ((*slot & ~More) != last)
        {
            slot = arena.Chain + ((*slot & ~More) / LadderArena.Cell);
        }

        *slot = last;
    }

    private void Rebuild(int bits, in LadderArena arena)
    {
        var old = Slots.Table;
        var oldSlots = Slots.Count;
        Slots.Table = (uint*)NativeMemory.AllocZeroed((nuint)1 << bits, sizeof(uint));
        Slots.Shift = 64 - bits;
        Slots.Multiplier = _scattered ? Golden : 1UL << Slots.Shift;
        for (var i = 0L; i < oldSlots; i++)
        {
            for (var entry = old[i]; entry != 0;)
            {
                var handle = entry & ~More;
                entry = Following(entry, arena);
                Push(Slots.Of(arena.At(handle)->Id), handle, arena);
            }
        }

        NativeMemory.Free(old);
    }
}

/// <summary>The table of an <see cref="OrderIndex"/>: from id to slot. Hot.</summary>
internal unsafe struct OrderSlots
{
    /// <summary>One entry per slot: zero, or a handle with perhaps <see cref="OrderIndex.More"/>.</summary>
    public uint* Table;

    /// <summary>What an id is multiplied by.</summary>
    public ulong Multiplier;

    /// <summary>How far the product is then shifted right: 64 less the power of two that the number of slots
    /// is.</summary>
    public int Shift;

    /// <summary>How many slots there are.</summary>
    public readonly long Count => Table == null ? 0 : 1L << (64 - Shift);

    /// <summary>The slot of an id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint* Of(ulong id) => unchecked(Table + (nuint)((id * Multiplier) >> Shift));
}
