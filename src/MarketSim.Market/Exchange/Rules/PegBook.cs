using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>An order that follows a reference.</summary>
internal sealed class PegOrder(Command terms, Price target)
{
    public Command Terms { get; set; } = terms;

    /// <summary>The price that the reference gave it last; where it stands, unless post-only made it step
    /// back.</summary>
    public Price Target { get; set; } = target;
}

/// <summary>The pegged orders that rest, in order of entry: which of them must move because the reference
/// did.</summary>
internal sealed class PegBook(MatchingContext market)
{
    private readonly Dictionary<OrderId, PegOrder> _byId = [];
    private readonly List<PegOrder> _inEntryOrder = [];
    private DisplayedLevel _bid;
    private DisplayedLevel _ask;

    // All before it agree with the references above.
    private int _next;

    public int Count => _inEntryOrder.Count;

    public bool TryGet(OrderId id, out PegOrder order) => _byId.TryGetValue(id, out order!);

    public void Add(in Command terms, Price target)
    {
        var order = new PegOrder(terms, target);
        _byId.Add(terms.Order, order);
        _inEntryOrder.Add(order);
        _next = 0;
    }

    public void Remove(OrderId id)
    {
        if (!_byId.Remove(id, out var order))
        {
            return;
        }

        var place = _inEntryOrder.IndexOf(order);
        _inEntryOrder.RemoveAt(place);
        if (place < _next)
        {
            _next--;
        }
    }

    /// <summary>Finds the next order, by entry, whose price is no longer what its reference says.</summary>
    /// <param name="order">That order.</param>
    /// <param name="target">Where it should stand.</param>
    /// <param name="hasTarget">False if its reference is gone.</param>
    /// <returns>False if all stand where they should.</returns>
    public bool TryNextMisplaced(out PegOrder order, out Price target, out bool hasTarget)
    {
        ReadReferences();
        while (_next < _inEntryOrder.Count)
        {
            order = _inEntryOrder[_next++];
            var refusal = OrderRules.Of(order.Terms.Type).SweepLimit(order.Terms, market, out target);
            hasTarget = refusal == RejectReason.None;
            if (!hasTarget || target != order.Target)
            {
                return true;
            }
        }

        (order, target, hasTarget) = (null!, default, false);
        return false;
    }

    public void AddTo(ref StateHash hash)
    {
        foreach (var order in _inEntryOrder)
        {
            hash.Add(order.Terms.Order.Value);
            hash.Add(order.Target.Ticks);
            hash.Add((long)order.Terms.Type | ((long)order.Terms.Peg << 8) | ((long)order.Terms.Flags << 16));
            hash.Add(order.Terms.Price.Ticks);
            hash.Add(order.Terms.Offset);
        }

        hash.Add((long)_inEntryOrder.Count);
    }

    private void ReadReferences()
    {
        market.Book.TryBestDisplayed(Side.Buy, out var bid, exceptPegged: true);
        market.Book.TryBestDisplayed(Side.Sell, out var ask, exceptPegged: true);
        if (!AreAlike(bid, _bid) || !AreAlike(ask, _ask))
        {
            (_bid, _ask) = (bid, ask);
            _next = 0;
        }
    }

    private static bool AreAlike(in DisplayedLevel left, in DisplayedLevel right)
        => left.Price == right.Price && left.Quantity.IsZero == right.Quantity.IsZero;
}
