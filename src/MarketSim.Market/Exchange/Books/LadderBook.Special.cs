using System.Runtime.CompilerServices;
using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Orders that are not plain: icebergs, hidden, conditional, pegged, of a group, TOP. And every first time.</content>
public sealed unsafe partial class LadderBook
{
    /// <inheritdoc/>
    public void Rest(in BookOrder order)
    {
        var details = DetailsFor(order);
        if (details.IsSpecial || order.Open.Lots <= 0)
        {
            RestDetailed(order.Id.Value, order.Account.Value, order.Side, Key(order.Side, order.Price.Ticks), order.Open.Lots, details);
        }
        else
        {
            RestPlain(
                order.Id.Value, order.Account.Value, order.Owner, order.Side, Key(order.Side, order.Price.Ticks), order.Open.Lots);
        }

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

    /// <summary>Rests a plain order where the straight path found something missing: a page, a cell, room in the index.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RestByTheBook(ulong id, int account, int owner, Side side, long key, long open)
        => RestDetailed(id, account, side, key, open, new LadderDetails { Owner = owner });

    private void RestDetailed(ulong id, int account, Side side, long key, long open, in LadderDetails details)
    {
        CheckRestable(id, Key(side, key), open);
        var level = LevelFor(side, key);
        var betters = _allocation != null && (details.Flags & BookFlags.Hidden) == 0 && BettersDisplayed(side, key);
        var needsDetails = details.IsSpecial || betters || (details.Owner != 0 && details.Owner != account);
        var handle = TakeCell();
        var extra = details.IsSpecial ? ExtraOf(level) : 0;
        var order = _arena.At(handle);
        order->Level = level | (uint)side;
        order->Account = account;
        order->Id = id;
        order->Open = open;
        if (needsDetails)
        {
            _arena.NeedDetails();
            *_arena.DetailsOf(handle) = details;
            order->Level |= LadderNode.DetailsBit;
        }
        else if (details.Owner != 0)
        {
            order->Level |= LadderNode.OwnerBit;
        }

        var slot = _index.SlotOf(id);
        if (*slot == 0)
        {
            *slot = handle;
        }
        else
        {
            _index.TryAddChained(id, handle, _arena);
        }

        if (betters)
        {
            MarkTop(side, handle);
        }

        if (extra != 0)
        {
            _arena.At(extra)->Special++;
        }

        if ((details.Flags & BookFlags.Hidden) != 0)
        {
            LinkBefore(extra, handle);
            _arena.At(extra)->Count++;
        }
        else
        {
            LinkBefore(level, handle);
            _arena.At(level)->Count++;
            _arena.At(level)->Total += DisplayedOf(handle);
        }

        _count++;
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
        ArgumentOutOfRangeException.ThrowIfGreaterThan(price, FarthestPrice);
        if (_index.Find(id, _arena) != 0)
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

    /// <summary>A free cell. Cells may move.</summary>
    private uint TakeCell()
    {
        if (_arena.Free == 0)
        {
            // The index has room for every prepared cell, so the straight path need not ask it.
            _index.Reserve(_arena.OrderCells + (int)LadderArena.ChunkCells, _arena);
            _arena.Refill();
        }

        var handle = _arena.Free;
        _arena.Free = _arena.At(handle)->Next;
        return handle;
    }

    /// <summary>The cell with a level's hidden queue, made if it does not exist. Cells may move.</summary>
    private uint ExtraOf(uint level)
    {
        if (_arena.At(level)->Extra == 0)
        {
            var extra = TakeCell();
            *_arena.At(extra) = new LadderNode { Next = extra, Prev = extra };
            _arena.At(level)->Extra = extra;
        }

        return _arena.At(level)->Extra;
    }

    private void TakeOutDetailed(uint handle)
    {
        var order = _arena.At(handle);
        var details = _arena.DetailsOf(handle);
        var side = SideOf(order->Level);
        var level = order->Level & ~LadderNode.Bits;
        var queue = _arena.At(level);
        _index.Remove(order->Id, handle, _arena);
        Unlink(order);
        if ((details->Flags & BookFlags.Hidden) != 0)
        {
            _arena.At(queue->Extra)->Count--;
        }
        else
        {
            queue->Count--;
            queue->Total -= DisplayedOf(handle);
        }

        if (details->IsSpecial && --_arena.At(queue->Extra)->Special == 0)
        {
            _arena.Return(queue->Extra);
            queue->Extra = 0;
        }

        if (_top[(int)side] == handle)
        {
            _top[(int)side] = 0;
        }

        _arena.Return(handle);
        _count--;
        if (queue->Next == level)
        {
            LevelEmptied(_sides + (uint)side, queue);
        }
    }

    private void LowerDetailed(uint handle, long by)
    {
        var order = _arena.At(handle);
        var details = _arena.DetailsOf(handle);
        var before = DisplayedOf(handle);
        order->Open -= by;
        details->Shown = Math.Min(details->Shown, order->Open);
        _arena.At(order->Level & ~LadderNode.Bits)->Total -= before - DisplayedOf(handle);
    }

    private long DisplayedOf(uint handle)
    {
        var order = _arena.At(handle);
        if ((order->Level & LadderNode.DetailsBit) == 0)
        {
            return order->Open;
        }

        var details = _arena.DetailsOf(handle);
        return (details->Flags & BookFlags.Hidden) != 0 ? 0 : details->Display == 0 ? order->Open : details->Shown;
    }

    private bool BettersDisplayed(Side side, long key) => key < BestDisplayedKey(_sides + (uint)side);

    private void MarkTop(Side side, uint handle)
    {
        LoseTop(_top[(int)side]);
        _top[(int)side] = handle;
        _arena.DetailsOf(handle)->Flags |= BookFlags.Top;
    }

    private void LoseTop(uint handle)
    {
        if (handle != 0)
        {
            _arena.DetailsOf(handle)->Flags &= ~BookFlags.Top;
            _top[(int)SideOf(_arena.At(handle)->Level)] = 0;
        }
    }

    private void LinkBefore(uint ring, uint handle)
    {
        var order = _arena.At(handle);
        var head = _arena.At(ring);
        order->Next = ring;
        order->Prev = head->Prev;
        _arena.At(head->Prev)->Next = handle;
        head->Prev = handle;
    }

    private void Unlink(LadderNode* order)
    {
        _arena.At(order->Prev)->Next = order->Next;
        _arena.At(order->Next)->Prev = order->Prev;
    }
}
