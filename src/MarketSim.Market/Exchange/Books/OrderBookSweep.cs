using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>One incoming order on its way through the levels of the plain book, best first.</summary>
/// <remarks>Changes the levels it is led through and writes down each step; knows no index and no other
/// level, so led through copies it is a rehearsal.</remarks>
internal sealed class OrderBookSweep
{
    private readonly BookOrder _taker;
    private readonly SelfTradePrevention _selfTrade;
    private readonly IAllocation? _allocation;
    private readonly FillBuffer _fills;

    public OrderBookSweep(in BookOrder taker, SelfTradePrevention selfTrade, IAllocation? allocation, FillBuffer fills)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(taker.Open.Lots, "taker.Open");
        _taker = taker;
        _selfTrade = selfTrade;
        _allocation = allocation;
        _fills = fills;
        Left = taker.Open;
    }

    /// <summary>What is left of the incoming order; zero once it is cancelled.</summary>
    public Quantity Left { get; private set; }

    /// <summary>Whether it goes as far as this price.</summary>
    public bool Reaches(Price price) => !Left.IsZero && _taker.Side.Accepts(_taker.Price, price);

    /// <summary>Meets the orders of a level.</summary>
    public void Through(OrderBookLevel level)
    {
        if (_allocation is not null)
        {
            PreventAll(level.Displayed);
            PreventAll(level.Hidden);
            ShareAmongUnconditional(level, _allocation);
        }

        Visit(level.Displayed);
        Visit(level.Hidden);
    }

    // ---- First in, first out -------------------------------------------------------------------------------------

    /// <summary>Meets the orders of a queue one by one, front to back, slices that come up on the way
    /// included.</summary>
    private void Visit(LinkedList<BookOrder> queue)
    {
        var place = queue.First;
        while (place is not null && !Left.IsZero)
        {
            var next = place.Next;
            var cameUpAgain = Visit(place);
            place = next ?? (cameUpAgain ? place : null);
        }
    }

    /// <returns>Whether the order now stands at the back with a new slice.</returns>
    private bool Visit(LinkedListNode<BookOrder> place)
    {
        if (!IsSatisfiedBy(place.Value, Left))
        {
            return false;
        }

        if (IsOwn(place.Value))
        {
            Prevent(place);
            return false;
        }

        return Trade(place, Quantity.Min(Left, Offer(place.Value)));
    }

    private static bool IsConditional(in BookOrder order) => (order.Flags & BookFlags.AllOrNone) != 0 || !order.Minimum.IsZero;

    private static bool IsSatisfiedBy(in BookOrder order, Quantity left)
    {
        var least = (order.Flags & BookFlags.AllOrNone) != 0 ? order.Open : Quantity.Min(order.Minimum, order.Open);
        return left >= least;
    }

    /// <summary>What an order trades at most in one fill.</summary>
    private static Quantity Offer(in BookOrder order)
    {
        if (!OrderBookLevel.IsIceberg(order) || (order.Flags & BookFlags.AllOrNone) != 0)
        {
            return order.Open;
        }

        var least = Quantity.Min(order.Minimum, order.Open);
        return least > order.Shown ? least : order.Shown;
    }

    /// <returns>Whether the order now stands at the back with a new slice.</returns>
    private bool Trade(LinkedListNode<BookOrder> place, Quantity quantity)
    {
        var queue = place.List!;
        var before = place.Value;
        var after = before with
        {
            Open = before.Open - quantity,
            Shown = before.Shown - Quantity.Min(before.Shown, quantity),
        };
        Left -= quantity;
        Write(FillKind.Trade, before, quantity, after.Open);
        if (after.Open.IsZero)
        {
            queue.Remove(place);
            return false;
        }

        if (!OrderBookLevel.IsIceberg(after) || !after.Shown.IsZero)
        {
            place.Value = after;
            return false;
        }

        place.Value = after with { Shown = Quantity.Min(after.Display, after.Open), Flags = after.Flags & ~BookFlags.Top };
        queue.Remove(place);
        queue.AddLast(place);
        Write(FillKind.Refresh, place.Value, place.Value.Shown, after.Open);
        return true;
    }

    // ---- Self-trade prevention -----------------------------------------------------------------------------------

    private bool IsOwn(in BookOrder order)
        => _selfTrade != SelfTradePrevention.Off && _taker.Owner != 0 && order.Owner == _taker.Owner;

    private void Prevent(LinkedListNode<BookOrder> place)
    {
        switch (_selfTrade)
        {
            case SelfTradePrevention.CancelNewest:
                CancelTaker(place.Value, place.Value.Open);
                break;
            case SelfTradePrevention.CancelOldest:
                CancelMaker(place);
                break;
            case SelfTradePrevention.CancelBoth:
                CancelMaker(place);
                CancelTaker(place.Value, Quantity.Zero);
                break;
            case SelfTradePrevention.Decrement:
                Decrement(place);
                break;
            case SelfTradePrevention.Off:
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(place), _selfTrade, "A self-trade prevention mode other than Off was expected.");
        }
    }

    private void CancelMaker(LinkedListNode<BookOrder> place)
    {
        place.List!.Remove(place);
        Write(FillKind.SelfTradeMakerCancelled, place.Value, place.Value.Open, Quantity.Zero);
    }

    private void CancelTaker(in BookOrder maker, Quantity makerOpen)
    {
        Write(FillKind.SelfTradeTakerCancelled, maker, Left, makerOpen);
        Left = Quantity.Zero;
    }

    private void Decrement(LinkedListNode<BookOrder> place)
    {
        var before = place.Value;
        var by = Quantity.Min(Left, before.Open);
        place.Value = OrderBookLevel.Reduced(before, by);
        Left -= by;
        Write(FillKind.SelfTradeMakerReduced, before, by, place.Value.Open);
        if (place.Value.Open.IsZero)
        {
            place.List!.Remove(place);
        }
    }

    // ---- Allocation ----------------------------------------------------------------------------------------------

    /// <summary>Deals with own orders before a level is shared: those that are shared among meet the taker
    /// all at once.</summary>
    private void PreventAll(LinkedList<BookOrder> queue)
    {
        var place = queue.First;
        while (place is not null && !Left.IsZero)
        {
            var next = place.Next;
            if (IsOwn(place.Value) && !IsConditional(place.Value))
            {
                Prevent(place);
            }

            place = next;
        }
    }

    /// <summary>Round after round, until nothing is left of the taker or of the orders that may be shared
    /// among.</summary>
    private void ShareAmongUnconditional(OrderBookLevel level, IAllocation allocation)
    {
        while (!Left.IsZero)
        {
            var places = Unconditional(level.Displayed).Concat(Unconditional(level.Hidden)).ToList();
            if (places.Count == 0)
            {
                return;
            }

            var shares = SharesOf(places.ConvertAll(place => place.Value), allocation);
            for (var i = 0; i < places.Count; i++)
            {
                if (shares[i] > 0)
                {
                    Trade(places[i], new Quantity(shares[i]));
                }
            }
        }
    }

    private static IEnumerable<LinkedListNode<BookOrder>> Unconditional(LinkedList<BookOrder> queue)
    {
        for (var place = queue.First; place is not null; place = place.Next)
        {
            if (!IsConditional(place.Value))
            {
                yield return place;
            }
        }
    }

    /// <summary>What each order trades in this round: all it takes part with if there is enough, else its
    /// share.</summary>
    private long[] SharesOf(List<BookOrder> orders, IAllocation allocation)
    {
        var entries = new AllocationEntry[orders.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new AllocationEntry(Offer(orders[i]).Lots, (orders[i].Flags & BookFlags.Top) != 0);
        }

        if (Left.Lots >= entries.Sum(entry => entry.Lots))
        {
            return Array.ConvertAll(entries, entry => entry.Lots);
        }

        var shares = new long[entries.Length];
        allocation.Share(Left.Lots, entries, shares);
        for (var i = 0; i < entries.Length; i++)
        {
            Guard.That(shares[i] >= 0 && shares[i] <= entries[i].Lots, "an allocation gives each order from zero to its lots");
        }

        Guard.That(shares.Sum() == Left.Lots, "an allocation shares exactly the incoming quantity");
        return shares;
    }

    private void Write(FillKind kind, in BookOrder maker, Quantity quantity, Quantity makerOpen)
        => _fills.Add() = new Fill
        {
            Kind = kind,
            Maker = maker.Id,
            MakerAccount = maker.Account,
            MakerFlags = maker.Flags,
            Price = maker.Price,
            Quantity = quantity,
            MakerOpen = makerOpen,
        };
}
