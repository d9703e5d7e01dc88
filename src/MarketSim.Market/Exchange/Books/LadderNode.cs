using System.Runtime.InteropServices;

namespace MarketSim.Market;

/// <summary>One 32-byte cell of a <see cref="LadderArena"/>: a resting order, a price level, or a level's
/// hidden queue. Hot.</summary>
/// <remarks>
/// <para>All three begin with a link pair, so a queue is a ring that runs through the level itself: an empty
/// level points at itself twice, and joining or leaving a queue never asks whether there is a neighbour. Two
/// cells share a cache line.</para>
/// <code>
///           0      4      8       12        16      24
/// order     Next   Prev   Level   Account   Id      Open
/// level     Next   Prev   Count   Book      Total   Key
/// hidden    Next   Prev   Count   Special
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct LadderNode
{
    /// <summary>Handle of the next cell of the ring; of a level, the front of its queue. Of a free cell, the
    /// next free one.</summary>
    [FieldOffset(0)]
    public uint Next;

    /// <summary>Handle of the cell before; of a level, the back of its queue.</summary>
    [FieldOffset(4)]
    public uint Prev;

    /// <summary>Order: handle of its level, with <see cref="Bits"/>.</summary>
    [FieldOffset(8)]
    public uint Level;

    /// <summary>Order: whose it is.</summary>
    [FieldOffset(12)]
    public int Account;

    /// <summary>Order: its id; never zero.</summary>
    [FieldOffset(16)]
    public ulong Id;

    /// <summary>Order: all that is still to be filled.</summary>
    [FieldOffset(24)]
    public long Open;

    /// <summary>Level: number of displayed orders. Hidden queue: number of hidden orders.</summary>
    [FieldOffset(8)]
    public int Count;

    /// <summary>Level: number of its book, with <see cref="SpecialBit"/>. One comparison so tells a plain
    /// level of the right book.</summary>
    [FieldOffset(12)]
    public uint Book;

    /// <summary>Hidden queue: number of orders at the level that are not plain, hidden ones
    /// included.</summary>
    [FieldOffset(12)]
    public int Special;

    /// <summary>Level: displayed lots.</summary>
    [FieldOffset(16)]
    public long Total;

    /// <summary>Level: its price as a key; see <see cref="LadderSide"/>.</summary>
    [FieldOffset(24)]
    public long Key;

    /// <summary>In <see cref="Level"/>: the order sells.</summary>
    public const uint SellBit = 1;

    /// <summary>In <see cref="Level"/>: the order has an entry in
    /// <see cref="LadderArena.Details"/>.</summary>
    public const uint DetailsBit = 2;

    /// <summary>In <see cref="Level"/>: the self-trade-prevention group is the account's number; else it is
    /// zero, or in the details.</summary>
    public const uint OwnerBit = 1u << 31;

    /// <summary>In <see cref="Book"/>: not all orders of the level are plain, or the book shares levels by an
    /// allocation.</summary>
    public const uint SpecialBit = 1u << 31;

    /// <summary>All bits that are not part of a handle.</summary>
    public const uint Bits = SellBit | DetailsBit | OwnerBit;
}

/// <summary>What is known of an order beyond a plain one.</summary>
internal struct LadderDetails
{
    /// <summary>Iceberg: size of a slice.</summary>
    public long Display;

    /// <summary>Iceberg: what is left of the slice.</summary>
    public long Shown;

    /// <summary>Smallest acceptable fill.</summary>
    public long Minimum;

    /// <summary>Self-trade-prevention group.</summary>
    public int Owner;

    /// <summary>Yes-or-no attributes.</summary>
    public BookFlags Flags;

    /// <summary>Whether a sweep must treat it in its own way: anything but an owner group or the TOP
    /// mark.</summary>
    public readonly bool IsSpecial
        => Display != 0 || Minimum != 0 || (Flags & (BookFlags.Hidden | BookFlags.AllOrNone | BookFlags.Pegged)) != 0;

    /// <summary>Whether it accepts only some fills.</summary>
    public readonly bool IsConditional => Minimum != 0 || (Flags & BookFlags.AllOrNone) != 0;
}
