using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The resting orders with a minimum, in the order in which they are retried as aggressors: bids
/// before asks, on each side the better price first, then by time of arrival at that price.</summary>
internal sealed class ConditionalOrders
{
    private readonly List<(OrderId Id, Side Side, Price Price)> _inOrder = [];

    public int Count => _inOrder.Count;

    public OrderId this[int index] => _inOrder[index].Id;

    public void Add(OrderId id, Side side, Price price)
    {
        var place = _inOrder.Count;
        while (place > 0 && IsBefore(side, price, _inOrder[place - 1]))
        {
            place--;
        }

        _inOrder.Insert(place, (id, side, price));
    }

    public void Remove(OrderId id)
    {
        for (var i = 0; i < _inOrder.Count; i++)
        {
            if (_inOrder[i].Id == id)
            {
                _inOrder.RemoveAt(i);
                return;
            }
        }
    }

    public void AddTo(ref StateHash hash)
    {
        foreach (var (id, _, _) in _inOrder)
        {
            hash.Add(id.Value);
        }

        hash.Add((long)_inOrder.Count);
    }

    private static bool IsBefore(Side side, Price price, (OrderId Id, Side Side, Price Price) other)
        => side == other.Side ? side.IsBetter(price, other.Price) : side < other.Side;
}
