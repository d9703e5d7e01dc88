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

    // ---- Auctions -------------------------------------------------------------------------------------------------

    /// <summary>What the call would give now: <see cref="MarketEvent.Price"/>, <see cref="MarketEvent.Quantity"/> paired,
    /// <see cref="MarketEvent.Open"/> left over on <see cref="MarketEvent.Side"/>; all zero where nothing would trade.</summary>
    Indicative = 17,

    /// <summary>A call was uncrossed: price, quantity traded, what was left over at that price and on which side;
    /// <see cref="MarketEvent.Phase"/> is the call.</summary>
    Uncrossed = 18,

    /// <summary>An official price: opening, closing or settlement price, by <see cref="MarketEvent.Phase"/> (Continuous: opening;
    /// Closed: closing).</summary>
    OfficialPrice = 19,

    // ---- Price limits and pauses ------------------------------------------------------------------------------------

    /// <summary>New price limits: <see cref="MarketEvent.Price"/> the lower, <see cref="MarketEvent.UpperPrice"/> the upper; both
    /// zero where there are none any more.</summary>
    PriceLimits = 24,

    /// <summary>A limit state began; <see cref="MarketEvent.Side"/> is the side that is quoted at the limit.</summary>
    LimitState = 25,

    /// <summary>A limit state ended without a pause.</summary>
    LimitStateEnded = 26,

    /// <summary>A straddle state began, on the side of the quote that lies outside the limits.</summary>
    StraddleState = 27,

    /// <summary>A straddle state ended.</summary>
    StraddleStateEnded = 28,

    /// <summary>Trading pauses until <see cref="MarketEvent.Until"/>; the phase change follows.</summary>
    Paused = 29,

    /// <summary>A call goes on until <see cref="MarketEvent.Until"/>: its end is moved.</summary>
    Extended = 30,

    /// <summary>A market-wide circuit breaker was reached: <see cref="MarketEvent.Amount"/> is its level, price the index.</summary>
    CircuitBreaker = 31,

    /// <summary>An order would have traded beyond the price limits: price is the limit at which it stopped, quantity what was left of
    /// it then.</summary>
    LimitReached = 32,

    // ---- Money and positions ----------------------------------------------------------------------------------------

    /// <summary>A movement outside trades: <see cref="MarketEvent.Account"/> gave <see cref="MarketEvent.Amount"/> of
    /// <see cref="MarketEvent.Asset"/> to <see cref="MarketEvent.CounterAccount"/>, for the reason <see cref="MarketEvent.Posting"/>.</summary>
    Posted = 40,

    /// <summary>A mechanism did what it was asked: <see cref="MarketEvent.Instruction"/> and the fields that it uses;
    /// <see cref="MarketEvent.Until"/> is the command's expiry.</summary>
    Instructed = 41,

    /// <summary>The day rolled: all that ends it has been done.</summary>
    DayRolled = 42,

    /// <summary>What an account must deliver (negative: receive) of an instrument on a settlement day, net: quantity, and the cash
    /// it receives for it in amount.</summary>
    Obligation = 43,

    /// <summary>An obligation was settled: quantity delivered, cash received.</summary>
    Settled = 44,

    /// <summary>An obligation could not be met: quantity that failed, marked at price.</summary>
    SettlementFailed = 45,

    /// <summary>A fail is closed out: quantity bought for the account that failed.</summary>
    BoughtIn = 46,

    /// <summary>A clearing member cannot pay: amount is its loss, open what no layer of the waterfall covers, in minor units.</summary>
    MemberDefaulted = 47,

    // ---- Short selling ----------------------------------------------------------------------------------------------

    /// <summary>A short sale price test came into force (quantity one) or ended (zero); price is the trigger.</summary>
    PriceTest = 50,

    /// <summary>Stock was borrowed: quantity, at price (collateral).</summary>
    Borrowed = 51,

    /// <summary>Borrowed stock was returned.</summary>
    Returned = 52,

    /// <summary>A lender asked stock back, by <see cref="MarketEvent.Until"/>.</summary>
    Recalled = 53,

    /// <summary>A locate was granted: quantity; what the account has unused of the day's locates with it is in
    /// <see cref="MarketEvent.Open"/>.</summary>
    Located = 54,

    /// <summary>An instrument came onto the list of threshold securities (quantity one) or left it (zero).</summary>
    ThresholdListed = 55,

    // ---- Margin -----------------------------------------------------------------------------------------------------

    /// <summary>An account must bring <see cref="MarketEvent.Amount"/> by <see cref="MarketEvent.Until"/>.</summary>
    MarginCalled = 60,

    /// <summary>A margin call was met.</summary>
    MarginCallMet = 61,

    /// <summary>The broker begins to close positions of an account; amount is the shortfall.</summary>
    LiquidationStarted = 62,

    /// <summary>It is done: amount is the shortfall that is left.</summary>
    LiquidationEnded = 63,

    /// <summary>A position was taken over against profitable ones, at price.</summary>
    AutoDeleveraged = 64,

    // ---- Derivatives and corporate actions --------------------------------------------------------------------------

    /// <summary>Contracts were exercised: account, instrument, quantity, price of the underlying.</summary>
    Exercised = 70,

    /// <summary>A short position was assigned.</summary>
    Assigned = 71,

    /// <summary>Contracts expired worthless.</summary>
    ContractExpired = 72,

    /// <summary>A barrier was touched; trading in the product ends. Price is the underlying's.</summary>
    KnockedOut = 73,

    /// <summary>A settlement price: positions are carried at it from now on.</summary>
    Marked = 74,

    /// <summary>A funding rate: amount in parts per billion, price the mark.</summary>
    FundingRate = 75,

    /// <summary>A corporate action took effect: <see cref="MarketEvent.Instruction"/> says which.</summary>
    CorporateAction = 76,

    /// <summary>The terms of an instrument changed; the fields hold strike or settlement price and lots of the deliverable.</summary>
    TermsChanged = 77,

    /// <summary>Somebody swapped with a pool: side, quantity of the base asset, amount of the quote asset, price after it (rounded to
    /// a price unit).</summary>
    Swapped = 80,

    /// <summary>A series expires with its underlying near the strike: an account (<see cref="MarketEvent.Side"/> buy: long) does not
    /// know yet how many of its contracts will be exercised or assigned. Quantity is the position, price the underlying's.</summary>
    PinRisk = 85,

    /// <summary>The shares of a company changed in number or value by warrants: quantity outstanding, price the value of one, amount
    /// the company's value.</summary>
    CompanyRestated = 86,

    /// <summary>A custom mechanism's own event: amount is its code.</summary>
    Custom = 200,
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

    /// <summary>Orders are collected for the opening; nothing trades.</summary>
    PreOpen = 3,

    /// <summary>The opening call: as before, close to its end.</summary>
    OpeningAuction = 4,

    /// <summary>The closing call.</summary>
    ClosingAuction = 5,

    /// <summary>A short call instead of a trade too far from the reference.</summary>
    VolatilityAuction = 6,

    /// <summary>The call that ends a pause or halt.</summary>
    ReopeningAuction = 7,

    /// <summary>One of many calls that take the place of continuous trading.</summary>
    BatchAuction = 8,
}

/// <summary>What phases have in common.</summary>
public static class TradingPhases
{
    /// <summary>Whether orders are collected and trade only at the end, all at one price.</summary>
    public static bool IsCall(this TradingPhase phase) => phase >= TradingPhase.PreOpen;
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

    /// <summary>The trade is part of an auction: all of its trades are at one price, and neither side was first.</summary>
    Auction = 8,

    /// <summary>The venue or the broker acts for the account: a liquidation, a buy-in, a corporate action.</summary>
    ByVenue = 16,

    /// <summary>The order is a short sale.</summary>
    Short = 32,
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

    /// <summary>Why something was posted. It shares its place with <see cref="Type"/>, which such events do not have.</summary>
    public Posting Posting
    {
        get => (Posting)(byte)Type;
        init => Type = (OrderType)(byte)value;
    }

    /// <summary>What a mechanism was asked. It shares its place with <see cref="TimeInForce"/>.</summary>
    public Instruction Instruction
    {
        get => (Instruction)(byte)TimeInForce;
        init => TimeInForce = (TimeInForce)(byte)value;
    }

    /// <summary>Until when something lasts. It shares its place with <see cref="CounterOpen"/>.</summary>
    public SimTime Until
    {
        get => new(CounterOpen.Lots);
        init => CounterOpen = new Quantity(value.Nanoseconds);
    }

    /// <summary>The upper of two price limits. It shares its place with <see cref="Amount"/>.</summary>
    public Price UpperPrice
    {
        get => new(Amount);
        init => Amount = value.Ticks;
    }
}
