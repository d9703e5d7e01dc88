using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A third judge for small books: one flat list, sorted whenever anybody asks, written from the
/// contract alone and sharing no code with the two real books.</summary>
internal sealed class NaiveBook(IAllocation? allocation = null) : IOrderBook
{
    /// <param name="Arrival">When it joined its queue; a refresh arrives anew.</param>
    private sealed record Entry(BookOrder Order, long Arrival);

    private readonly bool _isShared = allocation is not null and not FifoAllocation;
    private List<Entry> _entries = [];
    private long _arrivals;

    public int Count => _entries.Count;

    // ---- Matching ------------------------------------------------------------------------------------------------

    public Quantity Match(in BookOrder taker, SelfTradePrevention selfTrade, FillBuffer fills)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(taker.Open.Lots);
        var (side, limit, owner) = (taker.Side.Opposite(), taker.Price, selfTrade == SelfTradePrevention.Off ? 0 : taker.Owner);
        var left = taker.Open.Lots;
        var prices = Sorted(side).Select(entry => entry.Order.Price).Distinct()
            .Where(price => side == Side.Sell ? price <= limit : price >= limit).ToList();
        foreach (var price in prices)
        {
            if (_isShared)
            {
                foreach (var id in At(side, price).Where(order => IsPlain(order) && IsOwn(order, owner)).Select(order => order.Id).ToList())
                {
                    left = left > 0 ? Prevent(id, left, selfTrade, fills) : 0;
                }

                while (left > 0 && At(side, price).Any(IsPlain))
                {
                    left = ShareRound(At(side, price).Where(IsPlain).ToList(), left, fills);
                }
            }

            var passedOver = new HashSet<OrderId>();
            while (left > 0 && At(side, price).FirstOrDefault(order => !passedOver.Contains(order.Id)) is { Open.Lots: > 0 } next)
            {
                if (left < SmallestFill(next))
                {
                    passedOver.Add(next.Id);
                }
                else if (IsOwn(next, owner))
                {
                    left = Prevent(next.Id, left, selfTrade, fills);
                }
                else
                {
                    left = Trade(next.Id, Math.Min(left, LargestFill(next)), left, fills);
                }
            }
        }

        return new Quantity(left);
    }

    public Quantity Available(in BookOrder taker, SelfTradePrevention selfTrade)
    {
        var fills = new FillBuffer();
        new NaiveBook(allocation) { _entries = [.. _entries], _arrivals = _arrivals }.Match(taker, selfTrade, fills);
        return new Quantity(fills.Items.ToArray().Where(step => step.Kind == FillKind.Trade).Sum(step => step.Quantity.Lots));
    }

    public Quantity Enter(
        OrderId id, AccountId account, int owner, Side side, Price limit, Quantity quantity, bool restRemainder, FillBuffer fills)
    {
        var order = new BookOrder { Id = id, Account = account, Owner = owner, Side = side, Price = limit, Open = quantity };
        order = order with { Open = Match(order, SelfTradePrevention.Off, fills) };
        if (restRemainder && order.Open.Lots > 0)
        {
            Rest(order);
        }

        return order.Open;
    }

    private long ShareRound(List<BookOrder> orders, long left, FillBuffer fills)
    {
        var lots = orders.ConvertAll(order => new AllocationEntry(LargestFill(order), order.Flags.HasFlag(BookFlags.Top))).ToArray();
        var shares = Array.ConvertAll(lots, entry => entry.Lots);
        if (left < shares.Sum())
        {
            allocation!.Share(left, lots, shares);
            Guard.That(shares.Sum() == left && !shares.Where((share, i) => share < 0 || share > lots[i].Lots).Any(), "shares add up");
        }

        for (var i = 0; i < shares.Length; i++)
        {
            left = shares[i] > 0 ? Trade(orders[i].Id, shares[i], left, fills) : left;
        }

        return left;
    }

    private long Trade(OrderId id, long lots, long left, FillBuffer fills)
    {
        var before = Find(id);
        var after = before with { Open = new(before.Open.Lots - lots), Shown = new(Math.Max(0, before.Shown.Lots - lots)) };
        Put(after);
        Write(fills, FillKind.Trade, before, lots, after.Open.Lots);
        if (after.Open.Lots > 0 && before.Shown.Lots > 0 && after.Shown.Lots == 0)
        {
            after = after with
            {
                Shown = new(Math.Min(after.Display.Lots, after.Open.Lots)),
                Flags = after.Flags & ~BookFlags.Top,
            };
            _entries.RemoveAll(entry => entry.Order.Id == id);
            _entries.Add(new Entry(after, ++_arrivals));
            Write(fills, FillKind.Refresh, after, after.Shown.Lots, after.Open.Lots);
        }

        return left - lots;
    }

    private long Prevent(OrderId id, long left, SelfTradePrevention selfTrade, FillBuffer fills)
    {
        var maker = Find(id);
        if (selfTrade == SelfTradePrevention.Decrement)
        {
            var by = Math.Min(left, maker.Open.Lots);
            Reduce(id, new Quantity(by), out var after);
            Write(fills, FillKind.SelfTradeMakerReduced, maker, by, after.Open.Lots);
            return left - by;
        }

        if (selfTrade is SelfTradePrevention.CancelOldest or SelfTradePrevention.CancelBoth)
        {
            Remove(id, out _);
            Write(fills, FillKind.SelfTradeMakerCancelled, maker, maker.Open.Lots, 0);
        }

        if (selfTrade is SelfTradePrevention.CancelNewest or SelfTradePrevention.CancelBoth)
        {
            Write(fills, FillKind.SelfTradeTakerCancelled, maker, left, TryGet(id, out var stays) ? stays.Open.Lots : 0);
            return 0;
        }

        return left;
    }

    private static void Write(FillBuffer fills, FillKind kind, in BookOrder maker, long lots, long makerOpen)
    {
        ref var step = ref fills.Add();
        step = new Fill { Kind = kind, Maker = maker.Id, Price = maker.Price, Quantity = new(lots), MakerOpen = new(makerOpen) };
        step.MakerAccount = maker.Account;
        step.MakerFlags = maker.Flags;
    }

    private static bool IsOwn(BookOrder order, int owner) => owner != 0 && order.Owner == owner;

    private static bool IsPlain(BookOrder order) => order.Minimum.IsZero && !order.Flags.HasFlag(BookFlags.AllOrNone);

    private static long SmallestFill(BookOrder order)
        => order.Flags.HasFlag(BookFlags.AllOrNone) ? order.Open.Lots : Math.Min(order.Minimum.Lots, order.Open.Lots);

    private static long LargestFill(BookOrder order)
        => order.Shown.IsZero ? order.Open.Lots : Math.Max(order.Shown.Lots, SmallestFill(order));

    // ---- Keeping -------------------------------------------------------------------------------------------------

    public void Rest(in BookOrder order)
    {
        if (order.Id.Value == 0 || TryGet(order.Id, out _))
        {
            throw new ArgumentException("id");
        }

        var display = order.Flags.HasFlag(BookFlags.Hidden) ? 0 : order.Display.Lots;
        var slice = Math.Min(display, order.Open.Lots);
        if (order.Open.Lots < 1 || order.Price.Ticks is < -(1L << 62) or >= 1L << 62 || order.Display.Lots < 0
            || order.Minimum.Lots < 0 || (display > 0 && (order.Shown.Lots < 0 || order.Shown.Lots > slice)))
        {
            throw new ArgumentOutOfRangeException(nameof(order));
        }

        var shown = display == 0 ? 0 : order.Shown.Lots == 0 ? slice : order.Shown.Lots;
        var rested = order with { Display = new(display), Shown = new(shown), Flags = order.Flags & ~BookFlags.Top };
        if (_isShared && rested.Displayed.Lots > 0
            && At(order.Side).Where(other => other.Displayed.Lots > 0).All(other => rested.Side.IsBetter(rested.Price, other.Price)))
        {
            foreach (var other in At(order.Side).ToList())
            {
                Put(other with { Flags = other.Flags & ~BookFlags.Top });
            }

            rested = rested with { Flags = rested.Flags | BookFlags.Top };
        }

        _entries.Add(new Entry(rested, ++_arrivals));
    }

    public bool TryGet(OrderId id, out BookOrder order)
    {
        var entry = _entries.Find(entry => entry.Order.Id == id);
        order = entry?.Order ?? default;
        return entry is not null;
    }

    public bool Remove(OrderId id, out BookOrder removed)
        => TryGet(id, out removed) && _entries.RemoveAll(entry => entry.Order.Id == id) == 1;

    public bool Reduce(OrderId id, Quantity by, out BookOrder after)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(by.Lots);
        if (!TryGet(id, out after))
        {
            return false;
        }

        var open = Math.Max(0, after.Open.Lots - by.Lots);
        after = after with { Open = new(open), Shown = new(Math.Min(after.Shown.Lots, open)) };
        Put(after);
        return true;
    }

    private BookOrder Find(OrderId id) => _entries.Find(entry => entry.Order.Id == id)!.Order;

    private void Put(BookOrder order)
    {
        var i = _entries.FindIndex(entry => entry.Order.Id == order.Id);
        _entries[i] = _entries[i] with { Order = order };
        _entries.RemoveAll(entry => entry.Order.Open.IsZero);
    }

    // ---- Looking -------------------------------------------------------------------------------------------------

    public IEnumerable<BookOrder> InPriority(Side side) => Sorted(side).Select(entry => entry.Order);

    public bool TryBest(Side side, out Price price)
    {
        price = At(side).Select(order => order.Price).FirstOrDefault();
        return At(side).Any();
    }

    public bool TryBestDisplayed(Side side, out DisplayedLevel level, bool exceptPegged = false)
    {
        level = Levels(side, exceptPegged).FirstOrDefault();
        return level.Orders > 0;
    }

    public int CopyDepth(Side side, Span<DisplayedLevel> levels)
    {
        var depth = Levels(side, exceptPegged: false).Take(levels.Length).ToArray();
        depth.CopyTo(levels);
        return depth.Length;
    }

    private IEnumerable<DisplayedLevel> Levels(Side side, bool exceptPegged)
        => At(side).Where(order => order.Displayed.Lots > 0 && !(exceptPegged && order.Flags.HasFlag(BookFlags.Pegged)))
            .GroupBy(order => order.Price)
            .Select(level => new DisplayedLevel(level.Key, new(level.Sum(order => order.Displayed.Lots)), level.Count()));

    private IEnumerable<BookOrder> At(Side side) => Sorted(side).Select(entry => entry.Order);

    private IEnumerable<BookOrder> At(Side side, Price price) => At(side).Where(order => order.Price == price);

    private IEnumerable<Entry> Sorted(Side side)
        => _entries.Where(entry => entry.Order.Side == side)
            .OrderBy(entry => side == Side.Sell ? entry.Order.Price.Ticks : -entry.Order.Price.Ticks)
            .ThenBy(entry => entry.Order.Flags.HasFlag(BookFlags.Hidden))
            .ThenBy(entry => entry.Arrival);
}
