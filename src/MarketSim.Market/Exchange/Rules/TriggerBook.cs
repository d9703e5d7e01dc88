using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The dormant orders of one instrument: which of them a price elects, and in which order they then
/// enter.</summary>
/// <remarks>Stops stand sorted by nearness, so a price that elects nothing costs one comparison a side;
/// trailing stops are all looked at whenever the price changes. Those that one sweep elects enter in order of
/// their own entry, before those of later sweeps.</remarks>
internal sealed class TriggerBook(MatchingContext market)
{
    private readonly Dictionary<OrderId, DormantOrder> _byId = [];
    private readonly List<DormantOrder>[] _standing = [[], []];
    private readonly List<DormantOrder>[] _trailing = [[], []];
    private readonly List<DormantOrder> _electedNow = [];
    private readonly Queue<DormantOrder> _elected = [];
    private long _entries;

    /// <summary>How many orders are dormant, or elected and waiting.</summary>
    public int Count => _byId.Count;

    public bool Contains(OrderId id) => _byId.Count > 0 && _byId.ContainsKey(id);

    public bool TryGet(OrderId id, out DormantOrder order)
    {
        order = null!;
        return _byId.Count > 0 && _byId.TryGetValue(id, out order!);
    }

    /// <summary>Lays an order down; elects it if its stop is already reached.</summary>
    public void Add(in Command terms, TriggeredRule rule, Price stop)
        => Insert(new DormantOrder(terms, rule, stop, ++_entries));

    /// <summary>Gives an order new terms; its entry too unless it keeps its place.</summary>
    public void Replace(DormantOrder old, in Command terms, Price stop, bool keepsPlace)
    {
        Remove(old);
        Insert(new DormantOrder(terms, old.Rule, stop, keepsPlace ? old.Entry : ++_entries));
    }

    /// <summary>Gives an order new terms; it keeps its entry and is not elected now.</summary>
    public void Restate(DormantOrder old, in Command terms, Price stop)
    {
        Remove(old);
        var order = new DormantOrder(terms, old.Rule, stop, old.Entry);
        _byId.Add(terms.Order, order);
        LayDown(order);
    }

    public void Remove(DormantOrder order)
    {
        _byId.Remove(order.Terms.Order);
        if (!ListOf(order).Remove(order))
        {
            // Elected already: by a closing auction, whose stops enter when trading goes on.
            _electedNow.Remove(order);
        }
    }

    /// <summary>The market orders that wait for an auction, by entry, and with them the limit orders if asked for.</summary>
    public void CopyParked(List<DormantOrder> parked, bool withLimits)
    {
        parked.Clear();
        for (var side = Side.Buy; side <= Side.Sell; side++)
        {
            // No price comes near them: they stand first, the latest before the earlier.
            foreach (var order in _standing[(int)side])
            {
                if (order.Rule is not ParkedRule)
                {
                    break;
                }

                if (withLimits || !order.Rule.NamesPrice)
                {
                    parked.Add(order);
                }
            }
        }

        parked.Sort(static (a, b) => a.Entry.CompareTo(b.Entry));
    }

    /// <summary>Moves trailing stops and elects what a price reaches. What was elected enters after
    /// <see cref="EndSweep"/>.</summary>
    public void Reach(Side side, Price price)
    {
        var standing = _standing[(int)side];
        while (standing.Count > 0 && TriggeredRule.IsReached(side, standing[^1].Stop, price))
        {
            _electedNow.Add(standing[^1]);
            standing.RemoveAt(standing.Count - 1);
        }

        var trailing = _trailing[(int)side];
        for (var i = 0; i < trailing.Count; i++)
        {
            var order = trailing[i];
            if (TriggeredRule.IsReached(side, order.Stop, price))
            {
                _electedNow.Add(order);
                trailing.RemoveAt(i--);
                continue;
            }

            var stop = order.Rule.Follow(order.Terms, market, order.Stop, price);
            order.HasMoved |= stop != order.Stop;
            order.Stop = stop;
        }
    }

    /// <summary>Reports the trailing stops that moved and queues the orders that were elected.</summary>
    public void EndSweep(MatchingEvents events)
    {
        for (var side = Side.Buy; side <= Side.Sell; side++)
        {
            foreach (var order in _trailing[(int)side])
            {
                if (order.HasMoved)
                {
                    order.HasMoved = false;
                    events.Repriced(
                        order.Terms.Order, order.Terms.Account, side, order.Stop, Quantity.Zero, order.Open,
                        EventFlags.None);
                }
            }
        }

        if (_electedNow.Count > 0)
        {
            _electedNow.Sort(static (a, b) => a.Entry.CompareTo(b.Entry));
            _electedNow.ForEach(_elected.Enqueue);
            _electedNow.Clear();
        }
    }

    /// <summary>Takes out the elected order whose turn it is.</summary>
    /// <returns>False if none waits.</returns>
    public bool TryTakeElected(out DormantOrder order)
    {
        while (_elected.TryDequeue(out order!))
        {
            // One that was cancelled or replaced since is no longer itself.
            if (_byId.TryGetValue(order.Terms.Order, out var present) && present == order)
            {
                _byId.Remove(order.Terms.Order);
                return true;
            }
        }

        return false;
    }

    private void Insert(DormantOrder order)
    {
        _byId.Add(order.Terms.Order, order);
        var side = order.Terms.Side;
        if (market.TryTriggerReference(side, out var reference)
            && TriggeredRule.IsReached(side, order.Stop, reference))
        {
            _electedNow.Add(order);
        }
        else
        {
            LayDown(order);
        }
    }

    private void LayDown(DormantOrder order)
    {
        if (order.Rule.Trails)
        {
            ListOf(order).Add(order);
        }
        else
        {
            InsertStanding(ListOf(order), order);
        }
    }

    /// <summary>Nearest last, and of equally near ones the earliest last, where it is cheap to take it
    /// out.</summary>
    private static void InsertStanding(List<DormantOrder> standing, DormantOrder order)
    {
        var (low, high) = (0, standing.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (IsElectedBefore(order, standing[middle]))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        standing.Insert(low, order);
    }

    private static bool IsElectedBefore(DormantOrder first, DormantOrder second)
        => first.Stop == second.Stop
            ? first.Entry < second.Entry
            : first.Terms.Side == Side.Buy ? first.Stop < second.Stop : first.Stop > second.Stop;

    private List<DormantOrder> ListOf(DormantOrder order)
        => (order.Rule.Trails ? _trailing : _standing)[(int)order.Terms.Side];
}
