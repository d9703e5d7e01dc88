using System.Runtime.CompilerServices;
using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Orders that are not plain: icebergs, hidden, conditional, pegged, of a group, TOP. And every
/// first time.</content>
public sealed unsafe partial class LadderBook
{
    /// <inheritdoc/>
    public void Rest(in BookOrder order)
    {
        var key = Key(order.Side, order.Price.Ticks);
        RestDetailed(order.Id.Value, order.Account.Value, order.Side, key, order.Open.Lots, DetailsFor(order));
        GC.KeepAlive(this);
    }

    /// <summary>Checks an order's own numbers.</summary>
    private static LadderDetails DetailsFor(in BookOrder order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order.Display.Lots, nameof(order.Display));
        ArgumentOutOfRangeException.ThrowIfNegative(order.Minimum.Lots, nameof(order.Minimum));
        var flags = order.Flags & ~BookFlags.Top;
        var display = (flags & BookFlags.Hidden) != 0 ? 0 : order.Display.Lots;
        var shown = 0L;
        if (display != 0)
        {
            var slice = Math.Min(display, order.Open.Lots);
            ArgumentOutOfRangeException.ThrowIfNegative(order.Shown.Lots, nameof(order.Shown));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(order.Shown.Lots, slice, nameof(order.Shown));
            shown = order.Shown.IsZero ? slice : order.Shown.Lots;
        }

        return new LadderDetails
        {
            Display = display, Shown = shown, Minimum = order.Minimum.Lots, Owner = order.Owner, Flags = flags,
        };
    }

    /// <summary>Enters a plain order where the straight path found that it crosses, or something missing: a
    /// page, a cell, a slot of its own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private Quantity EnterByTheBook(
        OrderId id, AccountId account, int owner, Side side, Price limit, Quantity quantity, bool restRemainder,
        FillBuffer fills)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantity.Lots, nameof(quantity));
        var against = _sides + ((uint)side ^ 1);
        var left = Sweep(against, Key(side.Opposite(), limit.Ticks), quantity.Lots, fills);
        var key = Key(side, limit.Ticks);
        if (restRemainder && left > 0
            && !TryRestPlain(id.Value, account.Value, owner, side, key, left, thorough: true))
        {
            RestDetailed(id.Value, account.Value, side, key, left, new LadderDetails { Owner = owner });
        }

        GC.KeepAlive(this);
        return new Quantity(left);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RestDetailed(ulong id, int account, Side side, long key, long open, in LadderDetails details)
    {
        CheckRestable(id, Key(side, key), open);
        var level = LevelFor(side, key);
        var betters = _allocation != null && (details.Flags & BookFlags.Hidden) == 0 && BettersDisplayed(side, key);
        var needsDetails = details.IsSpecial || betters || (details.Owner != 0 && details.Owner != account);
        var handle = _store.TakeCell();
        var extra = details.IsSpecial ? ExtraOf(level) : 0;
        var order = Cell(handle);
        order->Level = level | (uint)side;
        order->Account = account;
        order->Id = id;
        order->Open = open;
        if (needsDetails)
        {
            _store.Arena.NeedDetails();
            *Details(handle) = details;
            order->Level |= LadderNode.DetailsBit;
        }
        else if (details.Owner != 0)
        {
            order->Level |= LadderNode.OwnerBit;
        }

        _store.Index.Add(id, handle, _store.Arena);
        if (betters)
        {
            MarkTop(side, handle);
        }

        if (extra != 0)
        {
            Cell(extra)->Special++;
        }

        if ((details.Flags & BookFlags.Hidden) != 0)
        {
            LinkBefore(extra, handle);
            Cell(extra)->Count++;
        }
        else
        {
            LinkBefore(level, handle);
            Cell(level)->Count++;
            Cell(level)->Total += DisplayedOf(handle);
        }

        _count++;
        _store.TellBooks();
        NoteOccupied(_sides + (uint)side, key);
    }

    private void CheckRestable(ulong id, long price, long open)
    {
        if (id == 0)
        {
            throw new ArgumentException("Order id zero means no order; ids begin at 1.", nameof(id));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(open, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(price, -FarthestPrice);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(price, FarthestPrice);
        if (_store.Index.Find(id, _store.Arena) != 0)
        {
            ThrowDuplicate(id);
        }
    }

    private static void NoteOccupied(LadderSide* side, long key)
    {
        var at = side->EntryOf(key);
        if (at < side->Entries)
        {
            side->MarkNear(side->Directory + at, key);
        }
        else
        {
            side->Best = Math.Min(side->Best, key);
        }
    }

    /// <summary>The cell with a level's hidden queue, made if it does not exist. Cells may move.</summary>
    private uint ExtraOf(uint level)
    {
        if (!_store.Extras.TryGetValue(level, out var extra))
        {
            extra = _store.TakeCell();
            *Cell(extra) = new LadderNode { Next = extra, Prev = extra };
            _store.Extras[level] = extra;
            Cell(level)->Book |= LadderNode.SpecialBit;
        }

        return extra;
    }

    /// <summary>The cell with a level's hidden queue; zero if no hidden order is there.</summary>
    private uint HiddenOf(uint level)
        => (Cell(level)->Book & LadderNode.SpecialBit) != 0
            && _store.Extras.TryGetValue(level, out var extra)
            && Cell(extra)->Count != 0
            ? extra : 0;

    private bool RemoveByTheBook(OrderId id)
    {
        var handle = Find(id);
        if (handle != 0)
        {
            TakeOut(handle);
        }

        GC.KeepAlive(this);
        return handle != 0;
    }

    /// <summary>Takes a resting order out of index, queue and book.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeOut(uint handle)
    {
        var order = Cell(handle);
        var label = order->Level;
        var level = label & ~LadderNode.Bits;
        var queue = Cell(level);
        _store.Index.Remove(order->Id, handle, _store.Arena);
        Unlink(order);
        if ((label & LadderNode.DetailsBit) == 0)
        {
            queue->Count--;
            queue->Total -= order->Open;
        }
        else
        {
            TakeOutDetails(handle, level);
        }

        _store.Arena.Return(handle);
        _count--;
        if (queue->Next == level)
        {
            LevelEmptied(_sides + (label & LadderNode.SellBit), queue);
        }
    }

    private void TakeOutDetails(uint handle, uint level)
    {
        var queue = Cell(level);
        var details = Details(handle);
        if ((details->Flags & BookFlags.Hidden) != 0)
        {
            Cell(ExtraOf(level))->Count--;
        }
        else
        {
            queue->Count--;
            queue->Total -= DisplayedOf(handle);
        }

        if (details->IsSpecial && --Cell(ExtraOf(level))->Special == 0)
        {
            _store.Extras.Remove(level, out var extra);
            _store.Arena.Return(extra);
            queue->Book = LevelMark;
        }

        var side = SideOf(Cell(handle)->Level);
        if (_scratch.Top[(int)side] == handle)
        {
            _scratch.Top[(int)side] = 0;
        }
    }

    /// <summary>Lowers the open quantity by less than all of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Lower(uint handle, long by)
    {
        var order = Cell(handle);
        var before = DisplayedOf(handle);
        order->Open -= by;
        if ((order->Level & LadderNode.DetailsBit) != 0)
        {
            Details(handle)->Shown = Math.Min(Details(handle)->Shown, order->Open);
        }

        LevelOf(handle)->Total -= before - DisplayedOf(handle);
    }

    private long DisplayedOf(uint handle)
    {
        var order = Cell(handle);
        if ((order->Level & LadderNode.DetailsBit) == 0)
        {
            return order->Open;
        }

        var details = Details(handle);
        return (details->Flags & BookFlags.Hidden) != 0 ? 0 : details->Display == 0 ? order->Open : details->Shown;
    }

    private bool BettersDisplayed(Side side, long key) => key < BestDisplayedKey(_sides + (uint)side);

    private void MarkTop(Side side, uint handle)
    {
        LoseTop(_scratch.Top[(int)side]);
        _scratch.Top[(int)side] = handle;
        Details(handle)->Flags |= BookFlags.Top;
    }

    private void LoseTop(uint handle)
    {
        if (handle != 0)
        {
            Details(handle)->Flags &= ~BookFlags.Top;
            _scratch.Top[(int)SideOf(Cell(handle)->Level)] = 0;
        }
    }

    private void LinkBefore(uint ring, uint handle)
    {
        var order = Cell(handle);
        var head = Cell(ring);
        order->Next = ring;
        order->Prev = head->Prev;
        Cell(head->Prev)->Next = handle;
        head->Prev = handle;
    }

    private void Unlink(LadderNode* order)
    {
        Cell(order->Prev)->Next = order->Next;
        Cell(order->Next)->Prev = order->Prev;
    }
}
