namespace MarketSim.Core;

/// <summary>Why a command was refused. Declared in order of precedence: checks run in this order, so a command with two
/// faults always gets the reason with the smaller number. A refused command changes nothing.</summary>
/// <remarks>The order follows MARKET rules, "order of things": session, instrument, tick and lot, account, funds, shorts, price
/// limits, matching. Gaps leave room for the mechanisms' reasons. Numbers are written to event logs: never renumber.</remarks>
public enum RejectReason : byte
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>The command's kind or a field holds no known value.</summary>
    Malformed = 1,

    /// <summary>The venue is closed, or closed to this kind of command.</summary>
    MarketClosed = 10,

    /// <summary>Trading in the instrument is halted or paused.</summary>
    Halted = 11,

    /// <summary>No such instrument.</summary>
    UnknownInstrument = 20,

    /// <summary>Cancel, reduce or replace of an order that is not open (filled, cancelled or never there).</summary>
    UnknownOrder = 21,

    /// <summary>The order belongs to another account.</summary>
    NotOwner = 22,

    /// <summary>The order id is zero or already in use by an open order.</summary>
    DuplicateOrderId = 23,

    /// <summary>A combination of type, time in force and attributes that makes no sense, such as a post-only market order.</summary>
    UnsupportedCombination = 24,

    /// <summary>The price is not a multiple of the tick in force at that price.</summary>
    InvalidTick = 25,

    /// <summary>The price lies outside the instrument's representable range.</summary>
    PriceOutOfRange = 26,

    /// <summary>The quantity is not positive, not a multiple of the lot step, or above the maximum order size.</summary>
    InvalidQuantity = 27,

    /// <summary>The display or minimum quantity exceeds the order or is negative.</summary>
    InvalidDisplayOrMinimum = 28,

    /// <summary>A good-till-date order whose date has passed.</summary>
    ExpiryInPast = 29,

    /// <summary>The account is not known to the ledger.</summary>
    UnknownAccount = 40,

    /// <summary>The account may not trade (this instrument).</summary>
    NotPermitted = 41,

    /// <summary>The resulting position would exceed the account's limit.</summary>
    PositionLimit = 42,

    /// <summary>Too many open orders or messages for the account.</summary>
    OrderLimit = 43,

    /// <summary>Too little cash or buying power for the worst case of the order.</summary>
    InsufficientFunds = 50,

    /// <summary>Too little of the asset to sell, and selling short is not permitted.</summary>
    InsufficientAssets = 51,

    /// <summary>A short sale without a locate.</summary>
    NoLocate = 60,

    /// <summary>A short sale at or below the best bid under the price test.</summary>
    ShortSalePriceTest = 61,

    /// <summary>A short sale by an account that must first borrow, since it failed to deliver.</summary>
    PreBorrowRequired = 62,

    /// <summary>A sale marked long of what the account does not hold.</summary>
    WrongMark = 63,

    /// <summary>The price lies outside the price band or collar.</summary>
    PriceBand = 70,

    /// <summary>A market or pegged order with no quote to take its price from.</summary>
    NoReferencePrice = 71,

    /// <summary>A post-only order that would take liquidity.</summary>
    PostOnlyWouldTrade = 80,

    /// <summary>A fill-or-kill order that cannot be filled completely now.</summary>
    FokKilled = 81,

    /// <summary>An instruction that no mechanism in force understands.</summary>
    UnknownInstruction = 90,

    /// <summary>An instruction that cannot be carried out as things stand: nothing to exercise, recall or adjust.</summary>
    NothingToDo = 91,

    /// <summary>An instruction, or an order for one auction, that came after its cut-off.</summary>
    TooLate = 92,

    /// <summary>A custom mechanism's refusal; the event names the mechanism's own code.</summary>
    Mechanism = 200,
}

/// <summary>Why an accepted order left the book unfilled.</summary>
public enum CancelReason : byte
{
    /// <summary>It did not.</summary>
    None = 0,

    /// <summary>Its owner asked.</summary>
    Requested = 1,

    /// <summary>Its owner's mass cancel or kill switch.</summary>
    MassCancel = 2,

    /// <summary>The remainder of a market, immediate-or-cancel or similar order that may not rest.</summary>
    NoRemainderRests = 3,

    /// <summary>Self-trade prevention.</summary>
    SelfTrade = 4,

    /// <summary>Replaced by a new version of itself.</summary>
    Replaced = 5,

    /// <summary>An elected stop or a repriced order that could no longer enter; the event carries the reject reason.</summary>
    Refused = 6,

    /// <summary>Its time in force ended: the day's close or the date.</summary>
    Expired = 7,

    /// <summary>The venue removed it (halt, corporate action, liquidation).</summary>
    Venue = 8,

    /// <summary>Its reference quote disappeared or its cap no longer allows it.</summary>
    NoReferencePrice = 9,

    /// <summary>An auction-only order that its auction left unfilled.</summary>
    AuctionOver = 10,

    /// <summary>A corporate action on its instrument.</summary>
    CorporateAction = 11,

    /// <summary>Its account is being liquidated.</summary>
    Liquidation = 12,

    /// <summary>Its instrument ended: expired or knocked out.</summary>
    InstrumentEnded = 13,
}
