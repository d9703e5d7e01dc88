using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How the orders of one instrument meet: commands to events by one set of rules.</summary>
/// <remarks>The exchange has already checked session, instrument, tick, lot, account and funds. A model fills in everything of an
/// event except its sequence number, which the exchange stamps.</remarks>
public interface IMatchingModel
{
    /// <summary>The book in which orders rest.</summary>
    IOrderBook Book { get; }

    /// <summary>The phase that trading is in.</summary>
    TradingPhase Phase { get; }

    /// <summary>Executes a command for this instrument: place, cancel, reduce, replace, or one of the session commands.</summary>
    void Apply(in Command command, SimTime now, EventBuffer events);

    /// <summary>Lets time pass: expires what is due.</summary>
    void Advance(SimTime now, EventBuffer events);

    /// <summary>The next instant at which it acts unasked; <see cref="SimTime.Never"/> if none.</summary>
    SimTime NextDeadline { get; }

    /// <summary>Puts an instrument's new terms in force; its price unit stays.</summary>
    void Relist(Instrument instrument);

    /// <summary>How its calls work.</summary>
    AuctionRules Auctions { get; set; }

    /// <summary>What the venue holds instruments to be worth; where it keeps no such book, the last trade stands for it.</summary>
    PriceBook? Marks { get; set; }

    /// <summary>In a call, what orders are measured by: the price that the call would have now, else its reference; none otherwise.</summary>
    Price? CallPrice { get; }

    /// <summary>The prices within which it trades.</summary>
    PriceLimits Limits { get; }

    /// <summary>Puts price limits in force; those before them end. Orders that rest beyond them move to the limit.</summary>
    void SetLimits(in PriceLimits limits, SimTime now, EventBuffer events);

    /// <summary>Whether an order has reached a limit that breaks trading off; until the phase changes.</summary>
    bool IsBrokenOff { get; }

    /// <summary>What it does with short sales at or below the best bid.</summary>
    ShortSaleTest ShortSaleTest { get; }

    /// <summary>Puts the short sale price test in force, or ends it.</summary>
    void SetShortSaleTest(ShortSaleTest test);

    /// <summary>Gives open orders new terms and restates the last price, by the venue's own act and in any phase; nothing
    /// trades.</summary>
    /// <param name="order">Of each order, as if it were placed now with what is left of it, the order that it becomes; the same
    /// order leaves it alone, a quantity of zero cancels it. Pegged orders are left alone or cancelled.</param>
    /// <param name="price">The new price of an old one.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="events">Where its events are added: Replaced and Rested, or Cancelled.</param>
    void Restate(Func<Command, Command> order, Func<Price, Price> price, SimTime now, EventBuffer events);

    /// <summary>Looks up an open order, resting or dormant.</summary>
    /// <returns>False if the order is not open here.</returns>
    bool TryGetOpen(OrderId id, out OpenOrder order);

    /// <summary>Adds everything that decides its future to a fingerprint.</summary>
    void AddTo(ref StateHash hash);
}

/// <summary>What is known of an open order from outside the book.</summary>
/// <param name="Account">Whose it is.</param>
/// <param name="Side">Its side.</param>
/// <param name="Price">Its present limit; of a dormant market stop its protection price or zero.</param>
/// <param name="Open">What is left of it.</param>
/// <param name="IsDormant">Whether it waits to be triggered.</param>
public readonly record struct OpenOrder(AccountId Account, Side Side, Price Price, Quantity Open, bool IsDormant);
