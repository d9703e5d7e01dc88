using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What an order rule may look at when an order enters.</summary>
/// <param name="instrument">What is traded.</param>
/// <param name="book">Where orders rest.</param>
/// <param name="options">The venue's choices.</param>
public sealed class MatchingContext(Instrument instrument, IOrderBook book, ContinuousBookOptions options)
{
    /// <summary>What is traded.</summary>
    public Instrument Instrument { get; internal set; } = instrument;

    /// <summary>Where orders rest.</summary>
    public IOrderBook Book { get; } = book;

    /// <summary>The venue's choices.</summary>
    public ContinuousBookOptions Options { get; } = options;

    /// <summary>The price of the last trade; none before the first.</summary>
    public Price? LastTrade { get; internal set; }

    /// <summary>The price that accepts every other: the highest for buys, the lowest for sells.</summary>
    public Price AnyPrice(Side side) => side == Side.Buy ? Instrument.MaxPrice : Instrument.MinPrice;

    /// <summary>The price, or if the instrument cannot represent it the nearest that it can.</summary>
    public Price Clamp(Price price)
        => price < Instrument.MinPrice ? Instrument.MinPrice
            : price > Instrument.MaxPrice ? Instrument.MaxPrice
            : price;

    /// <summary>Whether the instrument can represent a price.</summary>
    public bool InRange(Price price) => price >= Instrument.MinPrice && price <= Instrument.MaxPrice;

    /// <summary>The permitted price at or next to the given one on the side away from the market: down for
    /// buys, up for sells.</summary>
    public Price RoundPassively(Side side, Price price)
        => side == Side.Buy ? Instrument.Ticks.RoundDown(price) : Instrument.Ticks.RoundUp(price);

    /// <summary>What elects stops of a side now: the last trade, or the opposite best quote.</summary>
    /// <returns>False if there is none yet.</returns>
    public bool TryTriggerReference(Side side, out Price price)
    {
        if (Options.Trigger == TriggerSource.Quote)
        {
            var found = Book.TryBestDisplayed(side.Opposite(), out var level);
            price = level.Price;
            return found;
        }

        price = LastTrade ?? default;
        return LastTrade.HasValue;
    }
}
