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

    /// <summary>In a call, what orders are measured by: the price that the call would have now, else its reference; none otherwise.</summary>
    Price? CallPrice { get; }

    /// <summary>The prices within which it trades.</summary>
    PriceLimits Limits { get; }

    /// <summary>Puts price limits in force; those before them end. Orders that rest beyond them move to the limit.</summary>
    void SetLimits(in PriceLimits limits, SimTime now, EventBuffer events);

    /// <summary>What it does with short sales at or below the best bid.</summary>
    ShortSaleTest ShortSaleTest { get; }

    /// <summary>Puts the short sale price test in force, or ends it.</summary>
    void SetShortSaleTest(ShortSaleTest test);

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
