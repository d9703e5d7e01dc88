using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How many lots rest on each side of a book, kept by its events; only where somebody listens for imbalances. Hot.</summary>
/// <remarks>Counts all open lots, those that nobody sees included; orders that wait for a trigger or an auction's close are not in
/// the book and do not count.</remarks>
internal sealed class BookTotals
{
    // Looked up by key only.
    private readonly Dictionary<OrderId, (Side Side, long Open)> _resting = [];
    private long _bought;
    private long _sold;

    public BookTotals(IOrderBook? book)
    {
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            foreach (var order in book?.InPriority(side) ?? [])
            {
                Set(order.Id, side, order.Open.Lots);
            }
        }
    }

    /// <summary>Takes in an event.</summary>
    /// <returns>Whether the totals may have changed.</returns>
    public bool Observe(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Rested:
                Set(item.Order, item.Side, item.Open.Lots);
                return true;
            case EventKind.Traded:
                // The taker rests only in auctions.
                Change(item.CounterOrder, item.CounterOpen.Lots);
                Change(item.Order, item.Open.Lots);
                return true;
            case EventKind.Cancelled:
                Change(item.Order, 0);
                return true;
            case EventKind.Reduced or EventKind.SelfTradePrevented:
                Change(item.Order, item.Open.Lots);
                Change(item.CounterOrder, item.CounterOpen.Lots);
                return true;
            case EventKind.Replaced when _resting.TryGetValue(item.CounterOrder, out var old):
                // An order that lost its place rests anew with an event of its own.
                Change(item.CounterOrder, 0);
                if ((item.Flags & EventFlags.KeptPriority) != 0)
                {
                    Set(item.Order, old.Side, item.Open.Lots);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Which share of the heavier side is missing on the lighter one: 0 if both are alike, 1 if one is empty.</summary>
    public double Imbalance(out Side heavier)
    {
        heavier = _bought > _sold ? Side.Buy : Side.Sell;
        var (less, more) = heavier == Side.Buy ? (_sold, _bought) : (_bought, _sold);
        return more == 0 ? 0 : 1 - ((double)less / more);
    }

    private void Set(OrderId id, Side side, long open)
    {
        Change(id, 0);
        if (open > 0)
        {
            _resting.Add(id, (side, open));
            Add(side, open);
        }
    }

    private void Change(OrderId id, long open)
    {
        ref var order = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(_resting, id);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref order))
        {
            return;
        }

        Add(order.Side, open - order.Open);
        if (open == 0)
        {
            _resting.Remove(id);
        }
        else
        {
            order.Open = open;
        }
    }

    private void Add(Side side, long lots)
    {
        if (side == Side.Buy)
        {
            _bought += lots;
        }
        else
        {
            _sold += lots;
        }
    }
}
