using System.Runtime.InteropServices;

namespace MarketSim.Core;

/// <summary>What can happen on an exchange. Numbers are written to event logs: never renumber.</summary>
/// <remarks>
/// An order's life:
/// <code>
/// Place ─┬─> Rejected
///        └─> Accepted ──[dormant until Triggered]──> Traded … ─┬─> done: nothing left
///                                                              ├─> Cancelled: no remainder may rest
///                                                              └─> Rested ──> Traded | Refreshed | Repriced | Reduced …
///                                                                         ──> done | Cancelled
/// </code>
/// </remarks>
public enum EventKind : byte
{
    /// <summary>A command was refused; <see cref="MarketEvent.Reject"/> says why. Nothing else changed.</summary>
    Rejected = 1,

    /// <summary>An order was admitted, with its price and total quantity. It may be dormant (stops).</summary>
    Accepted = 2,

    /// <summary>A dormant order was elected.</summary>
    Triggered = 3,

    /// <summary>Two orders traded. <see cref="MarketEvent.Order"/> is the taker, <see cref="MarketEvent.CounterOrder"/> the maker,
    /// <see cref="MarketEvent.Side"/> the taker's side; the price is the maker's.</summary>
    Traded = 4,

    /// <summary>An order came to stand in the book: <see cref="MarketEvent.Quantity"/> displayed (zero if hidden),
    /// <see cref="MarketEvent.Open"/> in all.</summary>
    Rested = 5,

    /// <summary>An iceberg showed its next slice, at the back of its level: quantity displayed, open in all.</summary>
    Refreshed = 6,

    /// <summary>An open order's quantity fell without a trade, by <see cref="MarketEvent.Quantity"/>; priority kept.</summary>
    Reduced = 7,

    /// <summary>An open order was given a new price, quantity or id by its owner; <see cref="MarketEvent.CounterOrder"/> is the old
    /// id. If it keeps its place a Rested event does not follow; otherwise trades and Rested follow as for a new order.</summary>
    Replaced = 8,

    /// <summary>An order left the book unfilled; <see cref="MarketEvent.Quantity"/> is what was left of it.</summary>
    Cancelled = 9,

    /// <summary>A displayed best price or its displayed size changed: side, price, quantity (zero when the side is empty).</summary>
    Quoted = 10,

    /// <summary>A fee or rebate was posted to an account: <see cref="MarketEvent.Amount"/> paid (negative: received).</summary>
    FeePosted = 11,

    /// <summary>Assets came in from or went out to the outside world.</summary>
    Deposited = 12,

    /// <summary>An account was opened.</summary>
    AccountOpened = 13,

    /// <summary>A session opened or closed, or an instrument was halted or resumed; <see cref="MarketEvent.Phase"/> is the new state.</summary>
    PhaseChanged = 14,

    /// <summary>The market moved an order. A pegged one, or one with a minimum that can trade at last, leaves its place: price, quantity
    /// to be displayed and open in all; trades and Rested follow as for a new order. A dormant trailing stop takes a new trigger price:
    /// quantity zero, and nothing follows.</summary>
    Repriced = 15,

    /// <summary>Self-trade prevention reduced or cancelled without a trade; precedes the Cancelled or Reduced events it causes.</summary>
    SelfTradePrevented = 16,
}

/// <summary>The state of trading in an instrument.</summary>
public enum TradingPhase : byte
{
    /// <summary>No orders are accepted.</summary>
    Closed = 0,

    /// <summary>Orders meet as they come.</summary>
    Continuous = 1,

    /// <summary>Trading is stopped; cancels are possible.</summary>
    Halted = 2,
}

/// <summary>Further facts about an event.</summary>
[Flags]
public enum EventFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The order (of a trade: the maker) was not displayed.</summary>
    Hidden = 1,

    /// <summary>The order kept its priority.</summary>
    KeptPriority = 2,

    /// <summary>The order is pegged.</summary>
    Pegged = 4,
}

/// <summary>What happened: one flat record for all kinds, so that a log is an array. Unused fields are zero.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct MarketEvent
{
    /// <summary>What happened.</summary>
    public EventKind Kind { get; init; }

    /// <summary>Side of <see cref="Order"/>, or of the quote.</summary>
    public Side Side { get; init; }

    /// <summary>Why a command was refused.</summary>
    public RejectReason Reject { get; init; }

    /// <summary>Why an order left unfilled.</summary>
    public CancelReason Cancel { get; init; }

    /// <summary>Type of the accepted order.</summary>
    public OrderType Type { get; init; }

    /// <summary>Time in force of the accepted order.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>The new trading phase.</summary>
    public TradingPhase Phase { get; init; }

    /// <summary>Further facts.</summary>
    public EventFlags Flags { get; init; }

    /// <summary>Place in the exchange's gap-free output, from 1.</summary>
    public long Sequence { get; init; }

    /// <summary>When it happened.</summary>
    public SimTime Time { get; init; }

    /// <summary>The instrument; undefined for events of accounts.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>Owner of <see cref="Order"/>.</summary>
    public AccountId Account { get; init; }

    /// <summary>The order that it happened to; of a trade the taker.</summary>
    public OrderId Order { get; init; }

    /// <summary>Of a trade: the maker. Of a replacement: the old id.</summary>
    public OrderId CounterOrder { get; init; }

    /// <summary>Of a trade: the maker's owner.</summary>
    public AccountId CounterAccount { get; init; }

    /// <summary>Deposits and fees: the asset.</summary>
    public AssetId Asset { get; init; }

    /// <summary>Price of the trade, order or quote.</summary>
    public Price Price { get; init; }

    /// <summary>Quantity of the event; see <see cref="EventKind"/>.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>What is left open of <see cref="Order"/> afterwards.</summary>
    public Quantity Open { get; init; }

    /// <summary>Of a trade: what is left open of the maker afterwards.</summary>
    public Quantity CounterOpen { get; init; }

    /// <summary>Exact quote amount of a trade in minor units, a fee, or a deposit in units of <see cref="Asset"/>.</summary>
    public long Amount { get; init; }
}
