using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The price to which an auction looks when volume, imbalance and pressure leave a choice; it may lie between two price
/// units, as a midpoint does.</summary>
/// <param name="HalfUnits">Twice the price in price units.</param>
public readonly record struct AuctionReference(long HalfUnits)
{
    /// <summary>A price as it is: the last trade, a settlement price.</summary>
    public static AuctionReference At(Price price) => new(2 * price.Ticks);

    /// <summary>The middle of two prices.</summary>
    public static AuctionReference Between(Price low, Price high) => new(low.Ticks + high.Ticks);

    /// <summary>The price unit at or below it.</summary>
    public Price RoundedDown => new(HalfUnits >> 1);

    /// <summary>The price unit at or above it.</summary>
    public Price RoundedUp => new((HalfUnits + 1) >> 1);

    /// <summary>How far away a price is, in half price units.</summary>
    public long DistanceTo(Price price) => Math.Abs((2 * price.Ticks) - HalfUnits);
}
