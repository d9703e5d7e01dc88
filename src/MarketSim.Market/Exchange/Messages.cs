using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>To an exchange: do this.</summary>
public sealed record Submit(Command Command) : Message
{
    private readonly Command _command = Command;

    /// <summary>What is asked.</summary>
    public Command Command
    {
        get => _command;
        init => _command = value;
    }

    /// <summary>The same where it lies: it is too large to be copied for a look.</summary>
    internal ref readonly Command Here => ref _command;
}

/// <summary>From an exchange, to the owner of an order: this happened to it. Of a trade both owners get the same record.</summary>
public sealed record Report(MarketEvent Event) : Message
{
    private readonly MarketEvent _event = Event;

    /// <summary>What happened.</summary>
    public MarketEvent Event
    {
        get => _event;
        init => _event = value;
    }

    /// <summary>The same where it lies: it is too large to be copied for a look.</summary>
    internal ref readonly MarketEvent Here => ref _event;
}

/// <summary>What the owner of an order is told of it.</summary>
public enum ReportDetail : byte
{
    /// <summary>Everything, beginning with the acknowledgement.</summary>
    Every,

    /// <summary>The same, but no acknowledgement of an order that trades, rests or ends with the same command: fewer messages
    /// with the same news.</summary>
    Outcomes,
}

/// <summary>To an exchange: keep me informed of an instrument.</summary>
/// <param name="Instrument">Which.</param>
/// <param name="Feed">What is wanted.</param>
public sealed record Subscribe(InstrumentId Instrument, FeedKind Feed) : Message
{
    /// <summary>How far one side of the book must outweigh the other for a <see cref="BookImbalance"/>: more than this share of
    /// the heavier side is missing on the lighter one. From 0 to 1.</summary>
    public double MinImbalance { get; init; } = 0.9;

    /// <summary>How far a <see cref="TradedVolume"/> looks back.</summary>
    public SimDuration VolumeWindow { get; init; } = SimDuration.FromSeconds(60);
}

/// <summary>To an exchange: tell me the quote once.</summary>
public sealed record QuoteRequest(InstrumentId Instrument) : Message;

/// <summary>What can be subscribed to.</summary>
[Flags]
public enum FeedKind : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A <see cref="Quote"/> whenever the best displayed price or size of a side changes.</summary>
    Quotes = 1,

    /// <summary>A <see cref="TradePrint"/> for every trade.</summary>
    Trades = 2,

    /// <summary>A <see cref="BookImbalance"/> whenever one side of the book begins, or ceases, to outweigh the other.</summary>
    Imbalances = 4,

    /// <summary>Nothing of itself: each answer to a <see cref="QuoteRequest"/> comes with a <see cref="TradedVolume"/> before
    /// it.</summary>
    Volumes = 8,

    /// <summary>A <see cref="Bar"/> whenever a stretch of time is over in which something traded; the trader makes them from
    /// trades.</summary>
    Bars = 16,
}

/// <summary>The best displayed prices of an instrument; a side with quantity zero is empty.</summary>
/// <param name="Instrument">Which.</param>
/// <param name="Time">When it became so.</param>
/// <param name="Bid">Best bid.</param>
/// <param name="BidQuantity">Displayed there.</param>
/// <param name="Ask">Best offer.</param>
/// <param name="AskQuantity">Displayed there.</param>
/// <param name="LastTrade">Price of the last trade; zero before the first.</param>
public sealed record Quote(
    InstrumentId Instrument, SimTime Time, Price Bid, Quantity BidQuantity, Price Ask, Quantity AskQuantity, Price LastTrade) : Message
{
    /// <summary>Whether both sides are quoted.</summary>
    public bool IsTwoSided => !BidQuantity.IsZero && !AskQuantity.IsZero;
}

/// <summary>One trade, as everybody may see it.</summary>
/// <param name="Instrument">Which.</param>
/// <param name="Time">When.</param>
/// <param name="Aggressor">Side of the taker.</param>
/// <param name="Price">At which price.</param>
/// <param name="Quantity">How much.</param>
public sealed record TradePrint(InstrumentId Instrument, SimTime Time, Side Aggressor, Price Price, Quantity Quantity) : Message;

/// <summary>One side of a book has begun, or ceased, to outweigh the other by all open lots.</summary>
/// <param name="Instrument">Which.</param>
/// <param name="Time">When.</param>
/// <param name="Heavier">The side with more lots.</param>
/// <param name="Begins">Whether it begins; else it is over.</param>
public sealed record BookImbalance(InstrumentId Instrument, SimTime Time, Side Heavier, bool Begins) : Message;

/// <summary>What traded in the window that was asked for, by the side of the taker.</summary>
/// <param name="Instrument">Which.</param>
/// <param name="Time">When the window ended.</param>
/// <param name="Bought">Taken by buyers.</param>
/// <param name="Sold">Taken by sellers.</param>
public sealed record TradedVolume(InstrumentId Instrument, SimTime Time, Quantity Bought, Quantity Sold) : Message;
