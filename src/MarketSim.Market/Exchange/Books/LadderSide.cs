using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MarketSim.Market;

/// <summary>Where the levels of one side are: a ladder of prices with a bitmap hierarchy for the best one.
/// Hot.</summary>
/// <remarks>
/// <para>A key orders prices best first on both sides: an ask's key is its price, a bid's is the bitwise
/// complement of it (which, unlike negation, cannot overflow). So both sides share one code path.</para>
/// <code>
/// key:  | entry of the directory | level of its page (6 bits) |
/// directory[entry] = { 64 bits: which levels have orders, handle of the page }
/// _first[w]        = 64 bits: which entries have orders; _second over _first likewise
/// </code>
/// <para>Pages of 64 levels come into being when first used. The directory covers a window of at most
/// <see cref="MaxEntries"/> × 64 ticks, grows without touching orders, and what lies outside stands in
/// <see cref="FarLevels"/>.</para>
/// </remarks>
internal unsafe struct LadderSide
{
    /// <summary>Levels of a page, one per bit of a directory entry.</summary>
    public const int PageLevels = 64;

    /// <summary>What <see cref="Best"/> is if nothing rests here. No order may have it: prices end at
    /// ±2^62.</summary>
    public const long NoKey = long.MaxValue;

    /// <summary>The most directory entries: 4 million ticks, 1 MB.</summary>
    public const int MaxEntries = 1 << 16;

    private const int PageShift = 6;
    private const int FirstEntries = 64;

    /// <summary>The lowest key at which an order rests, near or far.</summary>
    public long Best;

    /// <summary>The key of the first directory entry, over 64.</summary>
    public long FirstEntry;

    /// <summary>Number of directory entries.</summary>
    public ulong Entries;

    /// <summary>The directory.</summary>
    public LadderEntry* Directory;

    /// <summary>The lowest key outside the window.</summary>
    public long FarBest;

    private ulong* _first;
    private ulong* _second;
    private int _pages;
    private int _reclaimAt;

    /// <summary>Whether nothing is in the window.</summary>
    public readonly bool IsNearEmpty => NearFrom(0) == NoKey;

    /// <summary>The lowest key of the window.</summary>
    public readonly long FirstKey => FirstEntry << PageShift;

    /// <summary>Bytes taken from the system.</summary>
    public readonly long Bytes => Directory == null ? 0 : (long)BytesFor(Entries);

    /// <summary>Its entry in the directory, counted from the first; not below <see cref="Entries"/> if the
    /// key is far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong EntryOf(long key) => unchecked((ulong)((key >> PageShift) - FirstEntry));

    /// <summary>Handle of a level within its page.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint LevelOf(uint page, long key)
        => unchecked(page + (((uint)key % PageLevels) * LadderArena.Cell));

    /// <summary>The bit of a level in its entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong BitOf(long key) => unchecked(1UL << (int)key);

    /// <summary>An empty side.</summary>
    public void Initialise()
    {
        this = default;
        Best = NoKey;
        FarBest = NoKey;
    }

    /// <summary>Notes that a level in the window has an order.</summary>
    public void MarkNear(LadderEntry* entry, long key) => MarkNear(entry, key, entry->Bits, entry->Bits == 0);

    /// <summary>Notes that a level in the window has an order, where the caller knows what was there
    /// before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MarkNear(LadderEntry* entry, long key, ulong bits, bool isFirst)
    {
        entry->Bits = bits | BitOf(key);
        if (key < Best)
        {
            Best = key;
        }

        if (isFirst)
        {
            MarkEntry(EntryOf(key));
        }
    }

    /// <summary>Notes that a level in the window has lost its last order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void UnmarkNear(long key)
    {
        unchecked
        {
            var entry = Directory + EntryOf(key);
            var bits = entry->Bits & ~BitOf(key);
            entry->Bits = bits;
            if (bits == 0)
            {
                UnmarkEntry(EntryOf(key));
            }

            if (key == Best)
            {
                // Nothing stands before the best level, so the lowest bit that is left is the next one.
                Best = bits != 0 && FarBest == NoKey
                    ? (key & -PageLevels) + BitOperations.TrailingZeroCount(bits)
                    : Math.Min(NearFrom(EntryOf(key)), FarBest);
            }
        }
    }

    /// <summary>The lowest key in the window at or after a key; <see cref="NoKey"/> if there is
    /// none.</summary>
    public readonly long NearAtOrAfter(long key)
    {
        var entry = EntryOf(key);
        if (entry >= Entries)
        {
            return (key >> PageShift) < FirstEntry ? NearFrom(0) : NoKey;
        }

        var bits = Directory[entry].Bits & (ulong.MaxValue << unchecked((int)key));
        return bits != 0
            ? unchecked((key & -PageLevels) + BitOperations.TrailingZeroCount(bits))
            : NearFrom(entry + 1);
    }

    /// <summary>Puts a page of levels in a directory entry.</summary>
    public void AddPage(ulong entry, uint book, ref LadderArena arena)
    {
        if (_pages >= _reclaimAt)
        {
            ReclaimPages(ref arena);
        }

        Directory[entry].Page = arena.TakePage(KeyOfEntry(entry), book);
        _pages++;
    }

    /// <summary>Extends the window to a key, if the window's limit allows.</summary>
    /// <returns>False if the key stays far.</returns>
    public bool TryExtendTo(long key)
    {
        var at = key >> PageShift;
        if (Directory == null || IsNearEmpty)
        {
            return false;
        }

        var low = Math.Min(at, FirstEntry);
        var high = Math.Max(at, FirstEntry + (long)Entries - 1);
        var entries = Entries;
        while (high - low >= (long)entries)
        {
            entries *= 2;
            if (entries > MaxEntries)
            {
                return false;
            }
        }

        // Half of the room that doubling leaves goes to each end.
        var spare = (long)entries - (high - low + 1);
        MoveWindow(low - (spare / 2), entries);
        return true;
    }

    /// <summary>Places an empty window around a key.</summary>
    public void StartAt(long key, ref LadderArena arena)
    {
        ReleasePages(ref arena);
        if (Directory == null)
        {
            MoveWindow((key >> PageShift) - (FirstEntries / 2), FirstEntries);
        }
        else
        {
            FirstEntry = (key >> PageShift) - (long)(Entries / 2);
        }
    }

    /// <summary>Gives all memory back; the pages are the arena's.</summary>
    public void Release()
    {
        NativeMemory.Free(Directory);
        Initialise();
    }

    private static nuint BytesFor(ulong entries)
        => ((nuint)entries * (nuint)sizeof(LadderEntry)) + (FirstWords(entries) * 8) + (SecondWords(entries) * 8);

    private static nuint FirstWords(ulong entries) => (nuint)entries / 64;

    private static nuint SecondWords(ulong entries) => (FirstWords(entries) + 63) / 64;

    private readonly long KeyOfEntry(ulong entry) => (FirstEntry + (long)entry) << PageShift;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MarkEntry(ulong entry)
    {
        _first[entry / 64] |= 1UL << (int)(entry % 64);
        _second[entry / 4096] |= 1UL << (int)(entry / 64 % 64);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void UnmarkEntry(ulong entry)
    {
        if ((_first[entry / 64] &= ~(1UL << (int)(entry % 64))) == 0)
        {
            _second[entry / 4096] &= ~(1UL << (int)(entry / 64 % 64));
        }
    }

    /// <summary>The lowest key at or after the start of an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly long NearFrom(ulong entry)
    {
        if (entry >= Entries)
        {
            return NoKey;
        }

        var word = entry / 64;
        var bits = _first[word] & (ulong.MaxValue << (int)(entry % 64));
        if (bits == 0)
        {
            var next = word + 1;
            var second = next / 64;
            if (second >= SecondWords(Entries))
            {
                return NoKey;
            }

            var words = _second[second] & (ulong.MaxValue << (int)(next % 64));
            while (words == 0)
            {
                if (++second >= SecondWords(Entries))
                {
                    return NoKey;
                }

                words = _second[second];
            }

            word = (second * 64) + (ulong)BitOperations.TrailingZeroCount(words);
            bits = _first[word];
        }

        var found = (word * 64) + (ulong)BitOperations.TrailingZeroCount(bits);
        return KeyOfEntry(found) + BitOperations.TrailingZeroCount(Directory[found].Bits);
    }

    private void MoveWindow(long firstEntry, ulong entries)
    {
        var old = Directory;
        var shift = FirstEntry - firstEntry;
        var directory = (LadderEntry*)NativeMemory.AllocZeroed(BytesFor(entries));
        for (var i = 0UL; old != null && i < Entries; i++)
        {
            directory[shift + (long)i] = old[i];
        }

        Directory = directory;
        FirstEntry = firstEntry;
        Entries = entries;
        _first = (ulong*)(directory + entries);
        _second = _first + FirstWords(entries);
        for (var i = 0UL; i < entries; i++)
        {
            if (directory[i].Bits != 0)
            {
                MarkEntry(i);
            }
        }

        NativeMemory.Free(old);
    }

    /// <summary>Gives back pages on which nothing rests, once they are in the majority: price has moved
    /// on.</summary>
    private void ReclaimPages(ref LadderArena arena)
    {
        ReleasePages(ref arena);
        _reclaimAt = (2 * _pages) + 64;
    }

    private void ReleasePages(ref LadderArena arena)
    {
        for (var i = 0UL; i < Entries; i++)
        {
            if (Directory[i].Page != 0 && Directory[i].Bits == 0)
            {
                arena.ReturnPage(Directory[i].Page);
                Directory[i].Page = 0;
                _pages--;
            }
        }
    }
}

/// <summary>64 neighbouring price levels.</summary>
internal struct LadderEntry
{
    /// <summary>Which of them have orders; the lowest bit is the lowest key.</summary>
    public ulong Bits;

    /// <summary>Handle of the first of them; zero if no order has ever rested there.</summary>
    public uint Page;
}
