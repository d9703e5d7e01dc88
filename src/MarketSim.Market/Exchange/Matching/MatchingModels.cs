using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Builds the book and the matching model that a venue's options ask for.</summary>
public static class MatchingModels
{
    /// <summary>The model of one instrument.</summary>
    public static IMatchingModel Create(Instrument instrument, ExchangeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var allocation = Allocations.Parse(options.Allocation);
        IOrderBook book = options.UsesPlainBook ? new OrderBook(allocation) : new LadderBook(allocation);
        return new ContinuousBook(instrument, book, new ContinuousBookOptions
        {
            Trigger = options.StopTrigger, RestAtProtection = options.RestsMarketRemainder,
            Auctions = new AuctionRules { Pricing = AuctionStyles.Find(options.AuctionStyle) },
        });
    }
}
