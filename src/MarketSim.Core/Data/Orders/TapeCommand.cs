namespace MarketSim.Core;

/// <summary>One row of an order tape.</summary>
/// <param name="Sequence">Its number on the tape; ascending.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Order">Which order.</param>
/// <param name="Side">Of a new order: its side.</param>
/// <param name="Price">The (new) limit in ticks; zero for market orders and cancels.</param>
/// <param name="Quantity">Of a new order: all of it; of a replacement: the new open quantity; zero for
/// cancels.</param>
/// <param name="Type">Of a new order: how it trades.</param>
/// <param name="Display">Of a new order: the displayed slice of an iceberg; zero displays all.</param>
public readonly record struct TapeCommand(
    long Sequence, TapeCommandKind Kind, OrderId Order, Side Side, Price Price, Quantity Quantity,
    TapeOrderType Type, Quantity Display);

/// <summary>What a row of an order tape asks.</summary>
public enum TapeCommandKind : byte
{
    /// <summary>Enter an order.</summary>
    New = 1,

    /// <summary>Take one out.</summary>
    Cancel = 2,

    /// <summary>Give one a new price and open quantity.</summary>
    Replace = 3,
}

/// <summary>How an order on a tape trades.</summary>
public enum TapeOrderType : byte
{
    /// <summary>None: not a new order.</summary>
    None = 0,

    /// <summary>A limit order that rests.</summary>
    Day = 1,

    /// <summary>A market order; what is left expires.</summary>
    Market = 2,

    /// <summary>Immediate or cancel.</summary>
    Ioc = 3,

    /// <summary>Fill or kill.</summary>
    Fok = 4,

    /// <summary>A limit order that is refused where it would trade.</summary>
    PostOnly = 5,
}
