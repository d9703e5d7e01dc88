using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>The open orders of one strategy, and until when it means to leave each of them.</summary>
internal sealed class OrderLives
{
    private readonly List<(OrderId Order, SimTime Until)> _lives = [];

    /// <summary>How many orders it leaves open.</summary>
    public int Count => _lives.Count;

    /// <summary>When the first of them is due; never if there are none.</summary>
    public SimTime FirstDue
    {
        get
        {
            var first = SimTime.Never;
            foreach (var (_, until) in _lives)
            {
                first = until < first ? until : first;
            }

            return first;
        }
    }

    /// <summary>Notes a new order.</summary>
    public void Add(OrderId order, SimTime until) => _lives.Add((order, until));

    /// <summary>Forgets an order that has left the book.</summary>
    public void Forget(OrderId order)
    {
        for (var i = 0; i < _lives.Count; i++)
        {
            if (_lives[i].Order == order)
            {
                _lives.RemoveAt(i);
                return;
            }
        }
    }

    /// <summary>Cancels what is due or no longer wanted, and forgets it: each order is cancelled once.</summary>
    /// <param name="view">Where open orders and the time are read.</param>
    /// <param name="orders">Where cancels are sent.</param>
    /// <param name="isUnwanted">Orders to withdraw before their time.</param>
    public void Prune(MarketView view, OrderPad orders, Func<OwnOrder, bool>? isUnwanted = null)
    {
        for (var i = _lives.Count - 1; i >= 0; i--)
        {
            var (id, until) = _lives[i];
            if (!TryFind(view, id, out var order))
            {
                _lives.RemoveAt(i);
            }
            else if (until <= view.Now || (isUnwanted?.Invoke(order) ?? false))
            {
                orders.Cancel(order);
                _lives.RemoveAt(i);
            }
        }
    }

    /// <summary>Whether it leaves an order open on a side at a price.</summary>
    public bool Has(MarketView view, Side side, Price price)
    {
        foreach (var (id, _) in _lives)
        {
            if (TryFind(view, id, out var order) && order.Side == side && order.Price == price)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryFind(MarketView view, OrderId id, out OwnOrder order)
    {
        var open = view.OpenOrders;
        for (var i = 0; i < open.Count; i++)
        {
            if (open[i].Id == id)
            {
                order = open[i];
                return true;
            }
        }

        order = default;
        return false;
    }
}
