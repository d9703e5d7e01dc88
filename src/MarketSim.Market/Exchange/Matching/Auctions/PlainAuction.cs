using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The price of an auction by trying every candidate: specification and twin of <see cref="AuctionCurve"/>.</summary>
public static class PlainAuction
{
    /// <summary>The price at which orders would trade.</summary>
    /// <param name="orders">All orders, in any sequence.</param>
    /// <param name="pricing">The style.</param>
    /// <param name="ticks">Which prices are permitted.</param>
    /// <param name="reference">The reference, if there is one.</param>
    /// <param name="bounds">Between which prices it must lie, if it must.</param>
    /// <returns>None if nothing would trade.</returns>
    public static AuctionOutcome? Find(
        IReadOnlyCollection<AuctionOrder> orders, IAuctionPricing pricing, TickRegime ticks, AuctionReference? reference = null,
        AuctionBounds? bounds = null)
    {
        ArgumentNullException.ThrowIfNull(pricing);
        var best = new BestCandidates();
        foreach (var price in Candidates(orders, pricing, ticks, reference))
        {
            if (bounds is null || bounds.Value.Allow(price))
            {
                best.Consider(At(price, orders));
            }
        }

        return best.Choose(pricing, ticks, reference) is { } chosen ? Outcome(chosen, orders) : null;
    }

    /// <summary>Demand and supply at a price.</summary>
    public static AuctionOutcome Outcome(Price price, IEnumerable<AuctionOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var (demand, supply) = (0L, 0L);
        foreach (var order in orders.Where(o => o.Accepts(price)))
        {
            demand += order.Side == Side.Buy ? order.Lots : 0;
            supply += order.Side == Side.Sell ? order.Lots : 0;
        }

        return new AuctionOutcome(price, demand, supply);
    }

    private static AuctionCandidate At(Price price, IReadOnlyCollection<AuctionOrder> orders)
    {
        var (_, demand, supply) = Outcome(price, orders);
        return new AuctionCandidate(
            price, price, demand, supply,
            orders.Any(o => !o.IsMarket && o.Side == Side.Buy && o.Limit == price),
            orders.Any(o => !o.IsMarket && o.Side == Side.Sell && o.Limit == price));
    }

    private static IEnumerable<Price> Candidates(
        IReadOnlyCollection<AuctionOrder> orders, IAuctionPricing pricing, TickRegime ticks, AuctionReference? reference)
    {
        var limits = orders.Where(o => !o.IsMarket).Select(o => o.Limit).Distinct().Order().ToArray();
        if (limits.Length == 0)
        {
            // Market orders alone meet at the reference.
            if (reference is { } only)
            {
                yield return ticks.RoundUp(only.RoundedUp);
            }
        }
        else if (!pricing.ConsidersEveryTick)
        {
            foreach (var limit in limits.Where(ticks.Allows))
            {
                yield return limit;
            }
        }
        else
        {
            for (var price = ticks.RoundUp(limits[0]); price <= limits[^1]; price = ticks.Above(price))
            {
                yield return price;
            }
        }
    }
}
