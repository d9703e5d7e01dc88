using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>To an exchange: do this.</summary>
public sealed record Submit(Command Command) : Message;

/// <summary>From an exchange, to the owner of an order: this happened to it. Of a trade both owners get the same record.</summary>
public sealed record Report(MarketEvent Event) : Message;

/// <summary>To an exchange: keep me informed of an instrument.</summary>
/// <param name="Instrument">Which.</param>
/// <param name="Feed">What is wanted.</param>
public sealed record Subscribe(InstrumentId Instrument, FeedKind Feed) : Message;

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
