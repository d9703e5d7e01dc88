using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The prices between which an auction may trade, both included.</summary>
public readonly record struct AuctionBounds(Price Low, Price High)
{
    /// <summary>Whether a price lies between them.</summary>
    public bool Allow(Price price) => price >= Low && price <= High;

    /// <summary>The threshold around the inside quote: so much of its middle, but at least some units, beyond bid and offer.</summary>
    /// <param name="bid">Best bid.</param>
    /// <param name="ask">Best offer.</param>
    /// <param name="basisPoints">Hundredths of a percent of the middle; 1,000 is 10%.</param>
    /// <param name="leastUnits">At least so many price units.</param>
    /// <remarks>Rounded half up to the price unit. Source: Nasdaq Rule 4752 and its system settings: 10%, at least 0.50 dollars.</remarks>
    public static AuctionBounds Around(Price bid, Price ask, long basisPoints, long leastUnits)
    {
        var share = (long)Rounding.HalfUp.Divide((Int128)Math.Abs(bid.Ticks + ask.Ticks) * basisPoints, 20_000);
        var distance = Math.Max(share, leastUnits);
        return new AuctionBounds(bid - distance, ask + distance);
    }
}
