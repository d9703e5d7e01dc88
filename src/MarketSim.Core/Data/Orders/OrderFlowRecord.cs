using System.Runtime.InteropServices;

namespace MarketSim.Core;

/// <summary>What a record of an order-flow file asks for.</summary>
public enum OrderFlowType : byte
{
    /// <summary>A limit order: match while crossing, rest the remainder.</summary>
    Add = 1,

    /// <summary>Take an order out; a reject if it does not rest.</summary>
    Cancel = 2,

    /// <summary>Lower an order's open quantity, keeping its place; a reject if it does not rest.</summary>
    Reduce = 3,

    /// <summary>Take an order out and enter <see cref="OrderFlowRecord.NewOrder"/>; a reject, entering
    /// nothing, if it does not rest.</summary>
    Replace = 4,

    /// <summary>Match at any price, drop the remainder.</summary>
    Market = 5,

    /// <summary>Match at the price or better, drop the remainder.</summary>
    ImmediateOrCancel = 6,
}

/// <summary>One command of an order-flow file, as its 32 bytes stand in the file.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct OrderFlowRecord
{
    /// <summary>Bytes of a record.</summary>
    public const int Size = 32;

    /// <summary>What is asked for.</summary>
    [FieldOffset(0)]
    public OrderFlowType Type;

    /// <summary>The order's side.</summary>
    [FieldOffset(1)]
    public Side Side;

    /// <summary>The book, counted from zero.</summary>
    [FieldOffset(2)]
    public ushort Symbol;

    /// <summary>Lots; of a cancellation zero.</summary>
    [FieldOffset(4)]
    public uint Quantity;

    /// <summary>The order.</summary>
    [FieldOffset(8)]
    public ulong Order;

    /// <summary>The limit in ticks; zero where none is meant.</summary>
    [FieldOffset(16)]
    public long Price;

    /// <summary>Replace: the new order; else zero.</summary>
    [FieldOffset(24)]
    public ulong NewOrder;
}
