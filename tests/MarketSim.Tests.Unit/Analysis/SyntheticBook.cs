using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Just enough of a price-time book to make consistent event logs for tests of analysis.</summary>
internal sealed class SyntheticBook(InstrumentId instrument)
{
    private readonly SortedDictionary<long, LinkedList<Standing>> _bids = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));
    private readonly SortedDictionary<long, LinkedList<Standing>> _asks = [];
    private readonly Dictionary<ulong, Standing> _orders = [];
    private readonly (long Price, long Lots)[] _quoted = new (long, long)[2];

    public long? Best(Side side)
    {
        foreach (var (price, _) in Queues(side))
        {
            return price;
        }

        return null;
    }

    public void Place(OrderId id, AccountId account, Side side, long? limit, long lots, List<MarketEvent> events)
    {
        events.Add(new()
        {
            Kind = EventKind.Accepted, Instrument = instrument, Order = id, Account = account, Side = side,
            Price = new(limit ?? 0), Quantity = new(lots), Open = new(lots), Type = limit is null ? OrderType.Market : OrderType.Limit,
        });
        var left = Sweep(id, account, side, limit, lots, events);
        if (left > 0 && limit is { } price)
        {
            Rest(new Standing(id, account, side, price) { Open = left }, events);
        }
        else if (left > 0)
        {
            events.Add(Cancelled(id, account, side, limit ?? 0, left, CancelReason.NoRemainderRests));
        }

        Publish(events);
    }

    public void Cancel(ulong id, List<MarketEvent> events)
    {
        if (_orders.Remove(id, out var order))
        {
            TakeOut(order);
            events.Add(Cancelled(order.Id, order.Account, order.Side, order.Price, order.Open, CancelReason.Requested));
            Publish(events);
        }
    }

    private long Sweep(OrderId id, AccountId account, Side side, long? limit, long lots, List<MarketEvent> events)
    {
        while (lots > 0 && Best(side.Opposite()) is { } price && (limit is not { } worst || side.Accepts(new(worst), new(price))))
        {
            var maker = Queues(side.Opposite())[price].First!.Value;
            var traded = Math.Min(lots, maker.Open);
            lots -= traded;
            maker.Open -= traded;
            events.Add(new()
            {
                Kind = EventKind.Traded, Instrument = instrument, Order = id, Account = account, Side = side, Price = new(price),
                Quantity = new(traded), Open = new(lots), CounterOrder = maker.Id, CounterAccount = maker.Account,
                CounterOpen = new(maker.Open), Amount = price * traded,
            });
            if (maker.Open == 0)
            {
                _orders.Remove(maker.Id.Value);
                TakeOut(maker);
            }
        }

        return lots;
    }

    private void Rest(Standing order, List<MarketEvent> events)
    {
        var queues = Queues(order.Side);
        if (!queues.TryGetValue(order.Price, out var queue))
        {
            queues.Add(order.Price, queue = []);
        }

        queue.AddLast(order);
        _orders.Add(order.Id.Value, order);
        events.Add(new()
        {
            Kind = EventKind.Rested, Instrument = instrument, Order = order.Id, Account = order.Account, Side = order.Side,
            Price = new(order.Price), Quantity = new(order.Open), Open = new(order.Open),
        });
    }

    private void TakeOut(Standing order)
    {
        var queue = Queues(order.Side)[order.Price];
        queue.Remove(order);
        if (queue.Count == 0)
        {
            Queues(order.Side).Remove(order.Price);
        }
    }

    private void Publish(List<MarketEvent> events)
    {
        foreach (var side in new[] { Side.Buy, Side.Sell })
        {
            var price = Best(side);
            var now = price is { } best ? (best, Queues(side)[best].Sum(order => order.Open)) : (0, 0);
            if (now != _quoted[(int)side])
            {
                _quoted[(int)side] = now;
                events.Add(new()
                {
                    Kind = EventKind.Quoted, Instrument = instrument, Side = side, Price = new(now.Item1), Quantity = new(now.Item2),
                });
            }
        }
    }

    private MarketEvent Cancelled(OrderId id, AccountId account, Side side, long price, long left, CancelReason reason) => new()
    {
        Kind = EventKind.Cancelled, Instrument = instrument, Order = id, Account = account, Side = side, Price = new(price),
        Quantity = new(left), Cancel = reason,
    };

    private SortedDictionary<long, LinkedList<Standing>> Queues(Side side) => side == Side.Buy ? _bids : _asks;

    private sealed class Standing(OrderId id, AccountId account, Side side, long price)
    {
        public OrderId Id { get; } = id;

        public AccountId Account { get; } = account;

        public Side Side { get; } = side;

        public long Price { get; } = price;

        public long Open { get; set; }
    }
}
