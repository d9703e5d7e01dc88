namespace MarketSim.Core;

/// <summary>What a line of a Binance recording is.</summary>
public enum BinanceKind
{
    /// <summary>Something that concerns neither book nor trades; passed over.</summary>
    Other,

    /// <summary>The book from the REST interface: both sides replace what was known.</summary>
    Snapshot,

    /// <summary>A difference of the book: absolute quantities of the levels named, zero removing one.</summary>
    Depth,

    /// <summary>The best bid and ask.</summary>
    Quote,

    /// <summary>A trade.</summary>
    Trade,
}

/// <summary>One line of a Binance recording; reused from line to line.</summary>
public sealed class BinanceRecord
{
    /// <summary>What it is.</summary>
    public BinanceKind Kind { get; internal set; }

    /// <summary>When it was received, nanoseconds since 1970 on the recorder's clock; 0 if not recorded.</summary>
    public long Received { get; internal set; }

    /// <summary>When it happened, nanoseconds since 1970 on the exchange's clock; 0 if not said.</summary>
    public long Happened { get; internal set; }

    /// <summary>First update number of a difference.</summary>
    public long FirstUpdate { get; internal set; }

    /// <summary>Last update number of a difference; that of a snapshot or quote; the number of a trade.</summary>
    public long LastUpdate { get; internal set; }

    /// <summary>Futures: last update number of the difference before this one. -1 on the spot market, which
    /// does not say.</summary>
    public long PreviousUpdate { get; internal set; }

    /// <summary>Bid levels; of a quote one.</summary>
    public List<PriceLevel> Bids { get; } = [];

    /// <summary>Ask levels; of a quote one.</summary>
    public List<PriceLevel> Asks { get; } = [];

    /// <summary>Price of a trade.</summary>
    public long Price { get; internal set; }

    /// <summary>Quantity of a trade.</summary>
    public long Quantity { get; internal set; }

    /// <summary>Whether the buyer's order was the one that rested.</summary>
    public bool BuyerRested { get; internal set; }

    /// <summary>One-based line.</summary>
    public long Line { get; internal set; }

    /// <summary>The levels of a side.</summary>
    public List<PriceLevel> Of(Side side) => side == Side.Buy ? Bids : Asks;
}
