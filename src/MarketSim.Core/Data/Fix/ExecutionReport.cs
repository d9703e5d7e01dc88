namespace MarketSim.Core;

/// <summary>What happened to one order, told to its owner, in the terms of FIX 4.4: tag numbers stand with the members.</summary>
/// <param name="Kind">35: 8, an execution report, or 9, a refused cancel or replace.</param>
/// <param name="ExecType">150: what happened.</param>
/// <param name="OrdStatus">39: the order's state after it.</param>
/// <param name="Account">1: whose order it is.</param>
/// <param name="Instrument">55: what it trades.</param>
/// <param name="Order">11: its id; after a replacement the new one.</param>
/// <param name="OriginalOrder">41: of a replacement the old id; else zero.</param>
/// <param name="Side">54: its side.</param>
/// <param name="IsShort">54: whether a sale is short.</param>
/// <param name="Type">40: its type.</param>
/// <param name="TimeInForce">59: how long it stays.</param>
/// <param name="Price">44: its limit; zero where it has none.</param>
/// <param name="OrderQuantity">38: its total quantity, what is filled included.</param>
/// <param name="LastPrice">31: price of the fill.</param>
/// <param name="LastQuantity">32: size of the fill.</param>
/// <param name="LeavesQuantity">151: what is still open; zero once the order is done.</param>
/// <param name="CumulativeQuantity">14: what has been filled.</param>
/// <param name="AveragePriceTicks">6: sum of price × quantity of the fills over what has been filled, in price units.</param>
/// <param name="Time">60: when.</param>
/// <param name="Sequence">The event that it tells of; with the side it makes 17, ExecID.</param>
/// <param name="IsAggressor">1057: of a fill, whether the order took liquidity.</param>
/// <param name="Text">58: why, where something was refused or cancelled.</param>
public readonly record struct ExecutionReport(
    FixMessageKind Kind, FixExecType ExecType, FixOrdStatus OrdStatus, AccountId Account, InstrumentId Instrument, OrderId Order,
    OrderId OriginalOrder, Side Side, bool IsShort, OrderType Type, TimeInForce TimeInForce, Price Price, Quantity OrderQuantity,
    Price LastPrice, Quantity LastQuantity, Quantity LeavesQuantity, Quantity CumulativeQuantity, decimal AveragePriceTicks,
    SimTime Time, long Sequence, bool IsAggressor, string Text);

/// <summary>FIX 35, of messages to the owner of an order.</summary>
public enum FixMessageKind : byte
{
    /// <summary>Execution report.</summary>
    ExecutionReport = (byte)'8',

    /// <summary>Order cancel reject: a cancel or replace that was refused.</summary>
    OrderCancelReject = (byte)'9',
}

/// <summary>FIX 150: what an execution report tells of.</summary>
public enum FixExecType : byte
{
    /// <summary>The order was accepted.</summary>
    New = (byte)'0',

    /// <summary>It was cancelled.</summary>
    Cancelled = (byte)'4',

    /// <summary>It was replaced.</summary>
    Replaced = (byte)'5',

    /// <summary>It was refused.</summary>
    Rejected = (byte)'8',

    /// <summary>Its time in force ended.</summary>
    Expired = (byte)'C',

    /// <summary>The venue changed it: self-trade prevention, corporate action.</summary>
    Restated = (byte)'D',

    /// <summary>It traded.</summary>
    Trade = (byte)'F',

    /// <summary>A stop was elected.</summary>
    Triggered = (byte)'L',
}

/// <summary>FIX 39: the state of an order.</summary>
public enum FixOrdStatus : byte
{
    /// <summary>Open, nothing filled.</summary>
    New = (byte)'0',

    /// <summary>Open, partly filled.</summary>
    PartiallyFilled = (byte)'1',

    /// <summary>Done: filled.</summary>
    Filled = (byte)'2',

    /// <summary>Done: cancelled.</summary>
    Cancelled = (byte)'4',

    /// <summary>Done: refused.</summary>
    Rejected = (byte)'8',

    /// <summary>Done: expired.</summary>
    Expired = (byte)'C',
}
