using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>One bid and one offer that a maker keeps in the book: what stands at the wanted price keeps its place in the queue, what
/// does not leaves before anything new comes.</summary>
internal sealed class StandingQuotes(InstrumentId instrument)
{
    private readonly List<OwnOrder> _stale = [];

    /// <summary>Makes the book show these and nothing else of the trader's.</summary>
    /// <param name="view">What the trader sees.</param>
    /// <param name="orders">Where it writes.</param>
    /// <param name="bid">Wanted bid; no lots for none.</param>
    /// <param name="offer">Wanted offer; no lots for none.</param>
    public void Set(MarketView view, OrderPad orders, (Price Price, Quantity Lots) bid, (Price Price, Quantity Lots) offer)
    {
        var hasBid = bid.Lots.IsZero;
        var hasOffer = offer.Lots.IsZero;
        _stale.Clear();
        foreach (var order in view.OpenOrders)
        {
            if (order.Instrument == instrument)
            {
                ref var isThere = ref order.Side == Side.Buy ? ref hasBid : ref hasOffer;
                if (!isThere && order.Price == (order.Side == Side.Buy ? bid.Price : offer.Price))
                {
                    isThere = true;
                }
                else
                {
                    _stale.Add(order);
                }
            }
        }

        foreach (var order in _stale)
        {
            orders.Cancel(order);
        }

        Place(view, orders, Side.Buy, bid, hasBid);
        Place(view, orders, Side.Sell, offer, hasOffer);
    }

    private void Place(MarketView view, OrderPad orders, Side side, (Price Price, Quantity Lots) wanted, bool isThere)
    {
        if (!isThere && Sizes.Affordable(view, instrument, side, wanted.Price, wanted.Lots) is { IsZero: false } lots)
        {
            orders.Limit(instrument, side, wanted.Price, lots);
        }
    }
}
