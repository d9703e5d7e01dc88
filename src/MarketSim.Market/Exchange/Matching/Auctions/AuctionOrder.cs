using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>An order that takes part in an auction.</summary>
public readonly record struct AuctionOrder
{
    // Beyond every instrument's range of prices.
    private const long Anything = 1L << 62;

    /// <summary>Its id; zero where nobody asks who it is.</summary>
    public OrderId Id { get; init; }

    /// <summary>Whose it is.</summary>
    public AccountId Account { get; init; }

    /// <summary>Its side.</summary>
    public Side Side { get; init; }

    /// <summary>The worst price that it accepts: its limit, or the protection price of a market order.</summary>
    public Price Limit { get; init; }

    /// <summary>All that is open of it, displayed or not.</summary>
    public long Lots { get; init; }

    /// <summary>Whether it is a market order: served before limit orders, and its protection price is no candidate.</summary>
    public bool IsMarket { get; init; }

    /// <summary>Whether it is hidden: served after displayed orders of its price.</summary>
    public bool IsHidden { get; init; }

    /// <summary>A limit order.</summary>
    public static AuctionOrder AtLimit(Side side, Price limit, long lots, OrderId id = default)
        => new() { Side = side, Limit = limit, Lots = lots, Id = id };

    /// <summary>A market order.</summary>
    /// <param name="side">Its side.</param>
    /// <param name="lots">Its size.</param>
    /// <param name="protection">The worst price that it accepts; any if none is given.</param>
    /// <param name="id">Its id.</param>
    public static AuctionOrder AtMarket(Side side, long lots, Price? protection = null, OrderId id = default)
        => new() { Side = side, Limit = protection ?? AnyPrice(side), Lots = lots, IsMarket = true, Id = id };

    /// <summary>The limit of an order that accepts every price.</summary>
    public static Price AnyPrice(Side side) => new(side.Sign() * Anything);

    /// <summary>Whether it would trade at a price.</summary>
    public bool Accepts(Price price) => Side.Accepts(Limit, price);
}
