using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What an auction gives: the one price of all its trades, and who would trade there.</summary>
/// <param name="Price">The price.</param>
/// <param name="Demand">Lots to buy at that price.</param>
/// <param name="Supply">Lots to sell at that price.</param>
public readonly record struct AuctionOutcome(Price Price, long Demand, long Supply)
{
    /// <summary>Lots that trade.</summary>
    public long Volume => Math.Min(Demand, Supply);

    /// <summary>Lots left over at the price: positive to buy, negative to sell.</summary>
    public long Imbalance => Demand - Supply;

    /// <summary>The side that is left over; buy where nothing is.</summary>
    public Side Surplus => Demand >= Supply ? Side.Buy : Side.Sell;
}
