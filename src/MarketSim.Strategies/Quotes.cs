using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What strategies read from a quote.</summary>
internal static class Quotes
{
    /// <summary>The middle of the market in price units, rounded down; where a side is empty the other side or the last trade.</summary>
    /// <returns>False if nothing is known.</returns>
    public static bool TryMiddle(Quote quote, out Price middle)
    {
        middle = quote switch
        {
            { IsTwoSided: true } => new Price((quote.Bid.Ticks + quote.Ask.Ticks) >> 1),
            { BidQuantity.IsZero: false } => quote.Bid,
            { AskQuantity.IsZero: false } => quote.Ask,
            _ => quote.LastTrade,
        };
        return middle != default;
    }

    /// <summary>The limit of a trade: the touch, or so many price units beyond it where the touch shows less than is wanted.</summary>
    public static Price Through(Instrument terms, Quote quote, Side side, Quantity size, long walkTicks)
    {
        var (touch, shown) = side == Side.Buy ? (quote.Ask, quote.AskQuantity) : (quote.Bid, quote.BidQuantity);
        return size <= shown ? touch : OnTick(terms, side.Opposite(), touch + (side.Sign() * walkTicks));
    }

    /// <summary>The permitted price nearest to the given one on the passive side of it, within the instrument's range.</summary>
    public static Price OnTick(Instrument terms, Side side, Price price)
    {
        var clamped = price < terms.MinPrice ? terms.MinPrice : price > terms.MaxPrice ? terms.MaxPrice : price;
        var onTick = side == Side.Buy ? terms.Ticks.RoundDown(clamped) : terms.Ticks.RoundUp(clamped);
        return onTick < terms.MinPrice ? terms.Ticks.RoundUp(terms.MinPrice)
            : onTick > terms.MaxPrice ? terms.Ticks.RoundDown(terms.MaxPrice)
            : onTick;
    }

    /// <summary>Whether an own order in an instrument is open, as far as is known.</summary>
    public static bool HasOrder(MarketView view, InstrumentId instrument)
    {
        var orders = view.OpenOrders;
        for (var i = 0; i < orders.Count; i++)
        {
            if (orders[i].Instrument == instrument)
            {
                return true;
            }
        }

        return false;
    }
}
