using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The plain order book: sorted levels of queues. It is the specification in code, the teaching
/// text, and the oracle that the fast book is compared with; the rules are told at
/// <see cref="IOrderBook"/>.</summary>
/// <remarks>Three structures: per side the levels by price, best first; per level its queues
/// (<see cref="OrderBookLevel"/>); and an index from id to place in a queue, which is only ever asked for one
/// id. How an incoming order goes through a level is <see cref="OrderBookSweep"/>.</remarks>
public sealed class OrderBook : IOrderBook
{
    /// <summary>Prices lie from minus this many ticks to one less than it, so that two can be subtracted.</summary>
    private const long FarthestTick = 1L << 62;

    private readonly SortedDictionary<Price, OrderBookLevel> _bids = new(Comparer<Price>.Create((a, b) => b.CompareTo(a)));
    private readonly SortedDictionary<Price, OrderBookLevel> _asks = [];
    private readonly Dictionary<OrderId, LinkedListNode<BookOrder>> _index = [];
    private readonly IAllocation? _allocation;

    /// <summary>An empty book.</summary>
    /// <param name="allocation">How a level is shared; none, or <see cref="FifoAllocation"/>, for price-time
    /// priority.</param>
    public OrderBook(IAllocation? allocation = null) => _allocation = allocation is FifoAllocation ? null : allocation;

    /// <inheritdoc/>
    public int Count => _index.Count;

    /// <inheritdoc/>
    public Quantity Match(in BookOrder taker, SelfTradePrevention selfTrade, FillBuffer fills)
    {
        var levels = LevelsOf(taker.Side.Opposite());
        var firstStep = fills.Count;
        var emptied = new List<Price>();
        var sweep = new OrderBookSweep(taker, selfTrade, _allocation, fills);
        foreach (var (price, level) in levels)
        {
            if (!sweep.Reaches(price))
            {
                break;
            }

            sweep.Through(level);
            if (level.IsEmpty)
            {
                emptied.Add(price);
            }
        }

        foreach (var price in emptied)
        {
            levels.Remove(price);
        }

        foreach (var step in fills.Items[firstStep..])
        {
            if (step.MakerOpen.IsZero)
            {
                _index.Remove(step.Maker);
            }
        }

        return sweep.Left;
    }

    /// <inheritdoc/>
    public Quantity Available(in BookOrder taker, SelfTradePrevention selfTrade)
    {
        // The same sweep, through copies.
        var fills = new FillBuffer();
        var sweep = new OrderBookSweep(taker, selfTrade, _allocation, fills);
        foreach (var (price, level) in LevelsOf(taker.Side.Opposite()))
        {
            if (!sweep.Reaches(price))
            {
                break;
            }

            sweep.Through(level.Copy());
        }

        var traded = Quantity.Zero;
        foreach (var step in fills.Items)
        {
            traded += step.Kind == FillKind.Trade ? step.Quantity : Quantity.Zero;
        }

        return traded;
    }

    /// <inheritdoc/>
    public void Rest(in BookOrder order)
    {
        CheckResting(order);
        var resting = WithOwnedFields(order);
        var levels = LevelsOf(order.Side);
        if (!levels.TryGetValue(order.Price, out var level))
        {
            level = new OrderBookLevel(order.Price);
            levels.Add(order.Price, level);
        }

        _index.Add(order.Id, level.QueueOf(resting).AddLast(resting));
    }

    /// <inheritdoc/>
    public Quantity Enter(
        OrderId id, AccountId account, int owner, Side side, Price limit, Quantity quantity, bool restRemainder, FillBuffer fills)
    {
        var order = new BookOrder { Id = id, Account = account, Owner = owner, Side = side, Price = limit, Open = quantity };
        var left = Match(order, SelfTradePrevention.Off, fills);
        if (restRemainder && !left.IsZero)
        {
            Rest(order with { Open = left });
        }

        return left;
    }

    /// <inheritdoc/>
    public bool TryGet(OrderId id, out BookOrder order)
    {
        var found = _index.TryGetValue(id, out var place);
        order = found ? place!.Value : default;
        return found;
    }

    /// <inheritdoc/>
    public bool Remove(OrderId id, out BookOrder removed)
    {
        if (!_index.Remove(id, out var place))
        {
            removed = default;
            return false;
        }

        removed = place.Value;
        place.List!.Remove(place);
        var levels = LevelsOf(removed.Side);
        if (levels[removed.Price].IsEmpty)
        {
            levels.Remove(removed.Price);
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Reduce(OrderId id, Quantity by, out BookOrder after)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(by.Lots, nameof(by));
        if (!_index.TryGetValue(id, out var place))
        {
            after = default;
            return false;
        }

        after = OrderBookLevel.Reduced(place.Value, Quantity.Min(by, place.Value.Open));
        if (after.Open.IsZero)
        {
            Remove(id, out _);
        }
        else
        {
            place.Value = after;
        }

        return true;
    }

    /// <inheritdoc/>
    public bool TryBest(Side side, out Price price)
    {
        foreach (var best in LevelsOf(side).Keys)
        {
            price = best;
            return true;
        }

        price = default;
        return false;
    }

    /// <inheritdoc/>
    public bool TryBestDisplayed(Side side, out DisplayedLevel level, bool exceptPegged = false)
    {
        foreach (var candidate in LevelsOf(side).Values)
        {
            level = candidate.ToDisplay(exceptPegged);
            if (level.Orders > 0)
            {
                return true;
            }
        }

        level = default;
        return false;
    }

    /// <inheritdoc/>
    public int CopyDepth(Side side, Span<DisplayedLevel> levels)
    {
        var written = 0;
        foreach (var level in LevelsOf(side).Values)
        {
            if (written == levels.Length)
            {
                break;
            }

            if (level.Displayed.Count > 0)
            {
                levels[written++] = level.ToDisplay(exceptPegged: false);
            }
        }

        return written;
    }

    /// <inheritdoc/>
    public IEnumerable<BookOrder> InPriority(Side side)
        => LevelsOf(side).Values.SelectMany(level => level.Displayed.Concat(level.Hidden));

    private SortedDictionary<Price, OrderBookLevel> LevelsOf(Side side) => side == Side.Buy ? _bids : _asks;

    private void CheckResting(in BookOrder order)
    {
        if (order.Id == default)
        {
            throw new ArgumentException("An order that rests needs an id other than zero.", nameof(order));
        }

        if (_index.ContainsKey(order.Id))
        {
            throw new ArgumentException($"Order {order.Id} rests already; the id of another order was expected.", nameof(order));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(order.Open.Lots, 1, "order.Open");
        ArgumentOutOfRangeException.ThrowIfLessThan(order.Price.Ticks, -FarthestTick, "order.Price");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(order.Price.Ticks, FarthestTick, "order.Price");
        ArgumentOutOfRangeException.ThrowIfNegative(order.Display.Lots, "order.Display");
        ArgumentOutOfRangeException.ThrowIfNegative(order.Minimum.Lots, "order.Minimum");
        if (OrderBookLevel.IsIceberg(order))
        {
            var fullSlice = Quantity.Min(order.Display, order.Open);
            ArgumentOutOfRangeException.ThrowIfNegative(order.Shown.Lots, "order.Shown");
            ArgumentOutOfRangeException.ThrowIfGreaterThan(order.Shown.Lots, fullSlice.Lots, "order.Shown");
        }
    }

    /// <summary>The order with the fields that the book itself decides: the slice that shows, and the TOP
    /// mark.</summary>
    private BookOrder WithOwnedFields(in BookOrder order)
    {
        var hidden = (order.Flags & BookFlags.Hidden) != 0;
        var display = hidden ? Quantity.Zero : order.Display;
        var shown = display.IsZero ? Quantity.Zero
            : order.Shown.IsZero ? Quantity.Min(display, order.Open)
            : order.Shown;
        var flags = order.Flags & ~BookFlags.Top;
        if (_allocation is not null && !hidden && BettersTheMarket(order.Side, order.Price))
        {
            TakeMarkFromBest(order.Side);
            flags |= BookFlags.Top;
        }

        return order with { Display = display, Shown = shown, Flags = flags };
    }

    private bool BettersTheMarket(Side side, Price price)
        => !TryBestDisplayed(side, out var best) || side.IsBetter(price, best.Price);

    /// <summary>Whoever has the mark stands at the best displayed price: a better one would have taken
    /// it.</summary>
    private void TakeMarkFromBest(Side side)
    {
        if (!TryBestDisplayed(side, out var best))
        {
            return;
        }

        for (var place = LevelsOf(side)[best.Price].Displayed.First; place is not null; place = place.Next)
        {
            place.Value = place.Value with { Flags = place.Value.Flags & ~BookFlags.Top };
        }
    }
}
