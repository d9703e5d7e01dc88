namespace MarketSim.Core;

/// <summary>How an order's price is found and when it becomes active. The rest of its terms are attributes that combine freely:
/// time in force, post-only, display quantity, hidden, minimum quantity.</summary>
public enum OrderType : byte
{
    /// <summary>Trades now at the best prices, within an optional protection band.</summary>
    Market = 1,

    /// <summary>Trades at its limit or better.</summary>
    Limit = 2,

    /// <summary>Dormant until the trigger price is reached, then a market order.</summary>
    Stop = 3,

    /// <summary>Dormant until the trigger price is reached, then a limit order.</summary>
    StopLimit = 4,

    /// <summary>A stop whose trigger follows the market at a distance and never steps back.</summary>
    TrailingStop = 5,

    /// <summary>A trailing stop that becomes a limit order at an offset from its trigger.</summary>
    TrailingStopLimit = 6,

    /// <summary>Rests at an offset from a reference quote and moves with it, optionally capped by a limit.</summary>
    Pegged = 7,

    /// <summary>Rests, hidden, at the middle of best bid and best offer, optionally capped by a limit.</summary>
    Midpoint = 8,
}

/// <summary>Which quote a pegged order follows.</summary>
public enum PegReference : byte
{
    /// <summary>Not pegged.</summary>
    None = 0,

    /// <summary>The best price on its own side.</summary>
    Primary = 1,

    /// <summary>The best price on the opposite side.</summary>
    Market = 2,

    /// <summary>The middle of both.</summary>
    Midpoint = 3,
}

/// <summary>How long an order stays.</summary>
public enum TimeInForce : byte
{
    /// <summary>Until the close of the trading day.</summary>
    Day = 0,

    /// <summary>Good till cancelled.</summary>
    Gtc = 1,

    /// <summary>Good till the instant in <see cref="Command.Expiry"/>.</summary>
    Gtd = 2,

    /// <summary>Immediate or cancel: what cannot trade now is cancelled.</summary>
    Ioc = 3,

    /// <summary>Fill or kill: all of it now, or nothing.</summary>
    Fok = 4,

    /// <summary>The opening auction only: market on open, limit on open.</summary>
    AtOpen = 5,

    /// <summary>The closing auction only: market on close, limit on close.</summary>
    AtClose = 6,
}

/// <summary>What a post-only order does when it would take liquidity.</summary>
public enum PostOnly : byte
{
    /// <summary>Not post-only.</summary>
    Off = 0,

    /// <summary>It is rejected.</summary>
    Reject = 1,

    /// <summary>It is repriced one tick away from the opposite best price.</summary>
    Reprice = 2,
}

/// <summary>What happens instead of a trade between two orders of one owner. The aggressor's mode rules.</summary>
public enum SelfTradePrevention : byte
{
    /// <summary>Such trades are allowed.</summary>
    Off = 0,

    /// <summary>The aggressor's remainder is cancelled (expire taker).</summary>
    CancelNewest = 1,

    /// <summary>The resting order is cancelled (expire maker).</summary>
    CancelOldest = 2,

    /// <summary>Both are cancelled.</summary>
    CancelBoth = 3,

    /// <summary>Both are reduced by the smaller open quantity; the smaller is gone.</summary>
    Decrement = 4,
}

/// <summary>What elects stop orders.</summary>
public enum TriggerSource : byte
{
    /// <summary>A trade at or through the stop.</summary>
    LastTrade = 0,

    /// <summary>The opposite best quote at or through the stop: best offer for buys, best bid for sells.</summary>
    Quote = 1,
}
