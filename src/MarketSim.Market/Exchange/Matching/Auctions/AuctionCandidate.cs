using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Neighbouring prices at which an auction would trade the same.</summary>
/// <param name="Low">The lowest of them, a permitted price.</param>
/// <param name="High">The highest of them, a permitted price.</param>
/// <param name="Demand">Lots that would be bought there: market orders and limits at or above.</param>
/// <param name="Supply">Lots that would be sold there: market orders and limits at or below.</param>
/// <param name="IsLimitOfBuys">Whether it is a single price, and limit orders to buy name it.</param>
/// <param name="IsLimitOfSells">Whether it is a single price, and limit orders to sell name it.</param>
public readonly record struct AuctionCandidate(
    Price Low, Price High, long Demand, long Supply, bool IsLimitOfBuys = false, bool IsLimitOfSells = false)
{
    /// <summary>What would trade: the smaller of demand and supply.</summary>
    public long Volume => Math.Min(Demand, Supply);

    /// <summary>What would be left over: positive to buy, negative to sell.</summary>
    public long Imbalance => Demand - Supply;

    /// <summary>Of its prices the nearest to a reference; of two equally near ones the higher.</summary>
    public Price Nearest(AuctionReference reference, TickRegime ticks)
    {
        ArgumentNullException.ThrowIfNull(ticks);
        var below = ticks.RoundDown(reference.RoundedDown);
        var above = ticks.RoundUp(reference.RoundedUp);
        below = below < Low ? Low : below > High ? High : below;
        above = above < Low ? Low : above > High ? High : above;
        return reference.DistanceTo(above) <= reference.DistanceTo(below) ? above : below;
    }
}
