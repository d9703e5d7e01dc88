using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Orders of a recording that are known only by their price and size: older than it, or out of its
/// sight.</summary>
internal sealed class AnonymousOrders
{
    // Above any recorded reference, below the ids of aggressors.
    private const ulong FirstId = 1UL << 62;
    private const ulong EndId = 1UL << 63;

    private readonly Dictionary<(Side Side, long Price), List<(OrderId Order, long Left)>> _levels = [];
    private ulong _last = FirstId;

    /// <summary>Whether an id is that of one of them.</summary>
    public static bool Includes(OrderId order) => order.Value is >= FirstId and < EndId;

    /// <summary>Notes one more.</summary>
    /// <returns>The id under which it is to be entered.</returns>
    public OrderId Add(Side side, long price, long lots)
    {
        if (!_levels.TryGetValue((side, price), out var orders))
        {
            _levels.Add((side, price), orders = []);
        }

        var order = new OrderId(++_last);
        orders.Add((order, lots));
        return order;
    }

    /// <summary>Takes lots from those at a price, oldest first, as far as they go by the recording's own
    /// account.</summary>
    /// <returns>How much of which.</returns>
    public IReadOnlyList<(OrderId Order, long Lots)> Take(Side side, long price, long lots)
    {
        if (!_levels.TryGetValue((side, price), out var orders))
        {
            return [];
        }

        var taken = new List<(OrderId Order, long Lots)>();
        while (lots > 0 && orders.Count > 0)
        {
            var (order, left) = orders[0];
            var part = Math.Min(left, lots);
            taken.Add((order, part));
            lots -= part;
            if (part == left)
            {
                orders.RemoveAt(0);
            }
            else
            {
                orders[0] = (order, left - part);
            }
        }

        if (orders.Count == 0)
        {
            _levels.Remove((side, price));
        }

        return taken;
    }
}
