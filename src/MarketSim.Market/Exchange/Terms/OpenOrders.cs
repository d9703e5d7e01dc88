using System.Diagnostics.CodeAnalysis;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>An order that is open, as events tell of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Account">Whose.</param>
/// <param name="Instrument">What it trades.</param>
/// <param name="Side">Its side.</param>
/// <param name="Type">Its type.</param>
/// <param name="TimeInForce">How long it stays.</param>
/// <param name="Price">Its limit or protection price; zero if it has none.</param>
/// <param name="Open">What is left of it.</param>
public sealed record TrackedOrder(
    OrderId Id, AccountId Account, InstrumentId Instrument, Side Side, OrderType Type, TimeInForce TimeInForce, Price Price, Quantity Open);

/// <summary>The orders that are open, oldest first, by account; kept up to date by events. Only venues with mechanisms keep it.</summary>
public sealed class OpenOrders
{
    // Looked up by key only; what is enumerated are the sorted sets.
    private readonly Dictionary<OrderId, (long Arrival, TrackedOrder Order)> _byId = [];
    private readonly Dictionary<AccountId, SortedDictionary<long, TrackedOrder>> _byAccount = [];
    private long _arrivals;

    /// <summary>How many there are.</summary>
    public int Count => _byId.Count;

    /// <summary>The open orders of an account, oldest first.</summary>
    public IReadOnlyCollection<TrackedOrder> Of(AccountId account)
        => _byAccount.TryGetValue(account, out var orders) ? orders.Values : [];

    /// <summary>The open orders of an instrument, oldest first; looks through all of them, for ends and corporate actions.</summary>
    public IReadOnlyList<TrackedOrder> In(InstrumentId instrument)
        => [.. _byId.Values.Where(entry => entry.Order.Instrument == instrument).OrderBy(entry => entry.Arrival).Select(entry => entry.Order)];

    /// <summary>An open order.</summary>
    public bool TryGet(OrderId id, [NotNullWhen(true)] out TrackedOrder? order)
    {
        order = _byId.TryGetValue(id, out var found) ? found.Order : null;
        return order is not null;
    }

    internal void Observe(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Accepted:
                Set(++_arrivals, new TrackedOrder(
                    item.Order, item.Account, item.Instrument, item.Side, item.Type, item.TimeInForce, item.Price, item.Quantity));
                break;
            case EventKind.Traded:
                Update(item.Order, item.Open);
                Update(item.CounterOrder, item.CounterOpen);
                break;
            case EventKind.Reduced or EventKind.Rested:
                Update(item.Order, item.Open, item.Price);
                break;
            case EventKind.Repriced when !item.Quantity.IsZero || !item.Open.IsZero:
                Update(item.Order, item.Open, item.Price);
                break;
            case EventKind.Cancelled:
                Update(item.Order, Quantity.Zero);
                break;
            case EventKind.Replaced when _byId.TryGetValue(item.CounterOrder, out var old):
                Update(item.CounterOrder, Quantity.Zero);
                Set(old.Arrival, old.Order with { Id = item.Order, Price = item.Price, Open = item.Open });
                break;
        }
    }

    private void Update(OrderId id, Quantity open, Price? price = null)
    {
        if (!_byId.TryGetValue(id, out var found))
        {
            return;
        }

        if (open.IsZero)
        {
            _byId.Remove(id);
            _byAccount[found.Order.Account].Remove(found.Arrival);
        }
        else
        {
            Set(found.Arrival, found.Order with { Open = open, Price = price ?? found.Order.Price });
        }
    }

    private void Set(long arrival, TrackedOrder order)
    {
        _byId[order.Id] = (arrival, order);
        if (!_byAccount.TryGetValue(order.Account, out var orders))
        {
            _byAccount.Add(order.Account, orders = []);
        }

        orders[arrival] = order;
    }
}
