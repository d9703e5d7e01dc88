using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MarketSim.Core;

/// <summary>A price at which orders are displayed.</summary>
/// <param name="Price">The price.</param>
/// <param name="Quantity">Displayed lots of all orders there; more than zero.</param>
/// <param name="Orders">How many orders display something there.</param>
public readonly record struct DepthLevel(Price Price, Quantity Quantity, int Orders);

/// <summary>The book of one instrument as the public sees it, rebuilt from events alone: displayed lots by price
/// (level 2).</summary>
/// <remarks>
/// A log that begins with an empty book is enough; nothing need be known of accounts or commands. Hidden orders
/// and the reserve of icebergs never show. The book is consistent between commands: within one command's events a
/// sweep is half done, so read it when the next event is later than the last one applied.
/// </remarks>
/// <param name="instrument">Events of other instruments are ignored.</param>
public sealed class PublicBook(InstrumentId instrument)
{
    private readonly Dictionary<OrderId, ShownOrder> _orders = [];

    // Worst price first, so that what happens at the touch happens at the end of the list.
    private readonly List<DepthLevel> _bids = [];
    private readonly List<DepthLevel> _asks = [];

    /// <summary>The instrument.</summary>
    public InstrumentId Instrument { get; } = instrument;

    /// <summary>When the last event applied happened.</summary>
    public SimTime Time { get; private set; }

    /// <summary>How many orders stand in the displayed book, icebergs between two slices included.</summary>
    public int OrderCount => _orders.Count;

    /// <summary>How many prices of a side display something.</summary>
    public int LevelCount(Side side) => Levels(side).Count;

    /// <summary>The best displayed level of a side.</summary>
    /// <returns>False if nothing is displayed there.</returns>
    public bool TryBest(Side side, out DepthLevel level)
    {
        var levels = Levels(side);
        level = levels.Count == 0 ? default : levels[^1];
        return levels.Count > 0;
    }

    /// <summary>The displayed levels of a side, best first.</summary>
    /// <returns>How many were written: as many as there are, or as fit.</returns>
    public int CopyDepth(Side side, Span<DepthLevel> destination)
    {
        var levels = Levels(side);
        var count = Math.Min(levels.Count, destination.Length);
        for (var i = 0; i < count; i++)
        {
            destination[i] = levels[^(i + 1)];
        }

        return count;
    }

    /// <summary>Displayed lots at a price; zero where none are.</summary>
    public Quantity QuantityAt(Side side, Price price)
    {
        var place = Find(side, price);
        return place < 0 ? Quantity.Zero : Levels(side)[place].Quantity;
    }

    /// <summary>Takes in what happened next.</summary>
    /// <exception cref="InvariantViolatedException">The event does not follow from those before: the log is
    /// broken.</exception>
    public void Apply(in MarketEvent item)
    {
        if (item.Instrument != Instrument)
        {
            return;
        }

        Time = item.Time;
        switch (item.Kind)
        {
            case EventKind.Rested:
                Rest(item);
                break;
            case EventKind.Traded when (item.Flags & EventFlags.Auction) != 0:
                // Both sides stood there, and what did not show of them went first.
                Shrink(item.Order, item.Open);
                Shrink(item.CounterOrder, item.CounterOpen);
                break;
            case EventKind.Traded:
                Fill(item.CounterOrder, item.Quantity, item.CounterOpen);
                break;
            case EventKind.Refreshed:
                Move(item);
                break;
            case EventKind.Repriced:
                // Trades and Rested follow as for a new order; a dormant trailing stop was never here.
                Remove(item.Order);
                break;
            case EventKind.Reduced:
                Shrink(item.Order, item.Open);
                break;
            case EventKind.Replaced:
                Replace(item);
                break;
            case EventKind.Cancelled:
                Remove(item.Order);
                break;
        }
    }

    private void Rest(in MarketEvent item)
    {
        // Hidden orders are not kept: whatever befalls them later, nothing shows.
        if (!item.Quantity.IsZero)
        {
            Guard.That(_orders.TryAdd(item.Order, new ShownOrder(item.Side, item.Price, item.Quantity)), "an order rests once");
            Change(item.Side, item.Price, item.Quantity.Lots, 1);
        }
    }

    private void Fill(OrderId maker, Quantity traded, Quantity open)
    {
        ref var order = ref CollectionsMarshal.GetValueRefOrNullRef(_orders, maker);
        if (Unsafe.IsNullRef(ref order))
        {
            return;
        }

        Show(ref order, Quantity.Min(open, order.Displayed - Quantity.Min(traded, order.Displayed)));
        if (open.IsZero)
        {
            _orders.Remove(maker);
        }
    }

    private void Move(in MarketEvent item)
    {
        ref var order = ref CollectionsMarshal.GetValueRefOrNullRef(_orders, item.Order);
        if (!Unsafe.IsNullRef(ref order))
        {
            Show(ref order, Quantity.Zero);
            order.Price = item.Price;
            Show(ref order, item.Quantity);
        }
    }

    // What does not show goes first.
    private void Shrink(OrderId id, Quantity open)
    {
        ref var order = ref CollectionsMarshal.GetValueRefOrNullRef(_orders, id);
        if (Unsafe.IsNullRef(ref order))
        {
            return;
        }

        Show(ref order, Quantity.Min(order.Displayed, open));
        if (open.IsZero)
        {
            _orders.Remove(id);
        }
    }

    private void Replace(in MarketEvent item)
    {
        var old = item.CounterOrder.Value == 0 ? item.Order : item.CounterOrder;
        if (!_orders.TryGetValue(old, out var order))
        {
            return;
        }

        if ((item.Flags & EventFlags.KeptPriority) == 0)
        {
            // Trades and Rested follow as for a new order.
            Remove(old);
            return;
        }

        Shrink(old, item.Open);
        if (item.Order != old && _orders.Remove(old, out order))
        {
            _orders.Add(item.Order, order);
        }
    }

    private void Remove(OrderId id)
    {
        if (_orders.Remove(id, out var order))
        {
            Show(ref order, Quantity.Zero);
        }
    }

    private void Show(ref ShownOrder order, Quantity displayed)
    {
        var by = displayed.Lots - order.Displayed.Lots;
        var orders = (displayed.IsZero ? 0 : 1) - (order.Displayed.IsZero ? 0 : 1);
        order.Displayed = displayed;
        if (by != 0)
        {
            Change(order.Side, order.Price, by, orders);
        }
    }

    private void Change(Side side, Price price, long lots, int orders)
    {
        var levels = Levels(side);
        var place = Find(side, price);
        if (place < 0)
        {
            Guard.That(lots > 0, "displayed quantity leaves a price only after it came there");
            levels.Insert(~place, new DepthLevel(price, new Quantity(lots), orders));
            return;
        }

        var level = levels[place];
        var after = new DepthLevel(price, new Quantity(level.Quantity.Lots + lots), level.Orders + orders);
        Guard.That(after.Quantity.Lots >= 0, "a price never displays less than nothing");
        if (after.Quantity.IsZero)
        {
            levels.RemoveAt(place);
        }
        else
        {
            levels[place] = after;
        }
    }

    private List<DepthLevel> Levels(Side side) => side == Side.Buy ? _bids : _asks;

    // Binary search, as List.BinarySearch: the place, or the complement of where it belongs.
    private int Find(Side side, Price price)
    {
        var levels = CollectionsMarshal.AsSpan(Levels(side));
        var (low, high) = (0, levels.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var at = levels[middle].Price;
            if (at == price)
            {
                return middle;
            }

            (low, high) = side.IsBetter(price, at) ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    private struct ShownOrder(Side side, Price price, Quantity displayed)
    {
        public readonly Side Side = side;
        public Price Price = price;
        public Quantity Displayed = displayed;
    }
}
