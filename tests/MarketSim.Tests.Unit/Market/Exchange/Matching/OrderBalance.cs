using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Follows every order through the events: filled + cancelled + open is what was entered, at every
/// event.</summary>
internal sealed class OrderBalance
{
    private readonly Dictionary<OrderId, Account> _orders = [];

    public IEnumerable<(OrderId Id, Quantity Open)> Open
        => _orders.Where(pair => pair.Value.Open > 0).Select(pair => (pair.Key, new Quantity(pair.Value.Open)));

    public long Trades { get; private set; }

    public void Apply(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Accepted:
                Assert.False(_orders.TryGetValue(item.Order, out var earlier) && earlier.Open > 0, $"{item.Order} is open already");
                _orders[item.Order] = new Account { Entered = item.Quantity.Lots };
                break;
            case EventKind.Traded:
                Trades++;
                Fill(item.Order, item.Quantity, item.Open);
                Fill(item.CounterOrder, item.Quantity, item.CounterOpen);
                break;
            case EventKind.Reduced:
                _orders[item.Order].Cancelled += item.Quantity.Lots;
                Check(item.Order, item.Open);
                break;
            case EventKind.Cancelled:
                _orders[item.Order].Cancelled += item.Quantity.Lots;
                Check(item.Order, Quantity.Zero);
                break;
            case EventKind.Replaced:
                var order = _orders[item.CounterOrder];
                Assert.True(order.Open > 0, $"{item.CounterOrder} was replaced after it was gone");
                order.Entered += item.Open.Lots - order.Open;
                _orders.Remove(item.CounterOrder);
                _orders[item.Order] = order;
                break;
            case EventKind.Triggered or EventKind.Rested or EventKind.Refreshed or EventKind.Repriced:
                Check(item.Order, item.Open);
                break;
        }
    }

    private void Fill(OrderId id, Quantity by, Quantity open)
    {
        Assert.True(by.Lots > 0);
        _orders[id].Filled += by.Lots;
        Check(id, open);
    }

    private void Check(OrderId id, Quantity open) => Assert.Equal(open.Lots, _orders[id].Open);

    private sealed class Account
    {
        public long Entered { get; set; }

        public long Filled { get; set; }

        public long Cancelled { get; set; }

        public long Open => Entered - Filled - Cancelled;
    }
}
