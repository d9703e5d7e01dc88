using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>An order that took part in an auction.</summary>
/// <param name="Side">Its side.</param>
/// <param name="Limit">Its limit; null for a market order without protection.</param>
/// <param name="Lots">Its size.</param>
/// <param name="IsMarket">Whether it is a market order; its limit is its protection then.</param>
public sealed record AuctionInterest(Side Side, Price? Limit, long Lots, bool IsMarket);

/// <summary>An auction: who took part, and what came of it.</summary>
/// <param name="Time">When it was uncrossed.</param>
/// <param name="Call">The call that it ended.</param>
/// <param name="Orders">All who took part.</param>
/// <param name="Price">Its price; none if nothing traded.</param>
/// <param name="Volume">Lots that traded.</param>
/// <param name="Imbalance">Lots left over at the price: positive to buy, negative to sell.</param>
public sealed record AuctionSample(
    SimTime Time, TradingPhase Call, IReadOnlyList<AuctionInterest> Orders, Price? Price, long Volume, long Imbalance)
{
    /// <summary>Lots that would be bought at a price.</summary>
    public long DemandAt(Price price) => Orders.Where(o => o.Side == Side.Buy && (o.Limit is not { } limit || limit >= price)).Sum(o => o.Lots);

    /// <summary>Lots that would be sold at a price.</summary>
    public long SupplyAt(Price price) => Orders.Where(o => o.Side == Side.Sell && (o.Limit is not { } limit || limit <= price)).Sum(o => o.Lots);
}

/// <summary>The auctions of an instrument that traded, up to an instant, with all orders that took part, hidden ones included.</summary>
/// <param name="instrument">Events of other instruments are ignored.</param>
/// <param name="at">Up to when; <see cref="SimTime.Never"/> for all.</param>
/// <param name="most">How many are kept: the largest.</param>
public sealed class AuctionSnapshot(InstrumentId instrument, SimTime at, int most = AuctionSnapshot.Usual) : IMetric
{
    /// <summary>How many are kept if nothing else is said.</summary>
    public const int Usual = 12;

    private readonly List<AuctionSample> _kept = [];
    private readonly Dictionary<OrderId, Order> _orders = [];
    private List<Order>? _before;

    /// <summary>The largest auctions in order of time.</summary>
    public IReadOnlyList<AuctionSample> Largest => _kept;

    /// <summary>The largest of all; none if there was none that traded.</summary>
    public AuctionSample? Sample => _kept.MaxBy(a => a.Volume);

    /// <summary>The last of all; none if there was none that traded.</summary>
    public AuctionSample? Last { get; private set; }

    /// <summary>How many traded, those that are not kept included.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Instrument != instrument || item.Time > at)
        {
            return;
        }

        switch (item.Kind)
        {
            case EventKind.Accepted when item.Type == OrderType.Market:
                _orders[item.Order] = new Order(
                    item.Order, item.Side, item.Price == default ? null : item.Price, item.Open.Lots, IsMarket: true, item.TimeInForce);
                break;
            case EventKind.Rested:
                _orders[item.Order] = new Order(item.Order, item.Side, item.Price, item.Open.Lots, IsMarket: false, TimeInForce.Day);
                break;
            case EventKind.Traded:
                // Its trades come before the auction says that it is done.
                _before ??= (item.Flags & EventFlags.Auction) != 0 ? [.. _orders.Values.OrderBy(o => o.Id.Value)] : null;
                SetOpen(item.Order, item.Open);
                SetOpen(item.CounterOrder, item.CounterOpen);
                break;
            case EventKind.Reduced:
                SetOpen(item.Order, item.Open);
                break;
            case EventKind.Repriced or EventKind.Cancelled:
                _orders.Remove(item.Order);
                break;
            case EventKind.Replaced when _orders.Remove(item.CounterOrder, out var old):
                _orders[item.Order] = old with { Id = item.Order, Lots = item.Open.Lots, Limit = item.Price };
                break;
            case EventKind.Uncrossed:
                Take(item);
                break;
        }
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
    }

    private void Take(in MarketEvent uncrossed)
    {
        var call = uncrossed.Phase;
        if (_before is { } orders && uncrossed.Quantity > Quantity.Zero)
        {
            Count++;
            Keep(Last = new AuctionSample(
                uncrossed.Time, call,
                [
                    .. orders.Where(o => o.TimeInForce != TimeInForce.AtClose || call == TradingPhase.ClosingAuction)
                        .Select(o => new AuctionInterest(o.Side, o.Limit, o.Lots, o.IsMarket)),
                ],
                uncrossed.Price, uncrossed.Quantity.Lots, uncrossed.Side.Sign() * uncrossed.Open.Lots));
        }

        _before = null;
    }

    private void Keep(AuctionSample auction)
    {
        _kept.Add(auction);
        if (_kept.Count > most)
        {
            _kept.Remove(_kept.MinBy(a => a.Volume)!);
        }
    }

    private void SetOpen(OrderId id, Quantity open)
    {
        if (open.IsZero)
        {
            _orders.Remove(id);
        }
        else if (_orders.TryGetValue(id, out var order))
        {
            _orders[id] = order with { Lots = open.Lots };
        }
    }

    private sealed record Order(OrderId Id, Side Side, Price? Limit, long Lots, bool IsMarket, TimeInForce TimeInForce);
}
