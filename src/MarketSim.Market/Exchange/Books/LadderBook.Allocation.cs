using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Levels that are shared by an <see cref="IAllocation"/> instead of order by order.</content>
public sealed unsafe partial class LadderBook
{
    /// <summary>Own orders first, then rounds among the unconditional orders, then the conditional ones by
    /// time.</summary>
    private void AllocateLevel(LadderSide* against, long key, Price price, ref Taker taker, FillBuffer fills)
    {
        if (taker.Owner != 0)
        {
            PreventOwn(LevelAt(against, key), price, ref taker, fills);
        }

        while (taker.Left > 0 && Gather(LevelAt(against, key), out var total) is var count and > 0)
        {
            ShareOut(count, total, taker.Left);
            for (var i = 0; i < count; i++)
            {
                if (_scratch.Shares[i] > 0)
                {
                    taker.Left -= _scratch.Shares[i];
                    TradeWith(_scratch.Sharers[i], _scratch.Shares[i], price, fills);
                }
            }
        }

        // Only conditional orders are left here, or nothing of the taker.
        if (taker.Left > 0 && LevelAt(against, key) is var level and not 0)
        {
            VisitLevel(level, price, ref taker, fills);
        }
    }

    /// <summary>Deals with the taker's own unconditional orders.</summary>
    private void PreventOwn(uint level, Price price, ref Taker taker, FillBuffer fills)
    {
        var count = Gather(level, out _);
        for (var i = 0; i < count && taker.Left > 0; i++)
        {
            if (IsOwn(_scratch.Sharers[i], taker))
            {
                Prevent(_scratch.Sharers[i], price, ref taker, fills);
            }
        }
    }

    /// <summary>Lists a level's unconditional orders, displayed then hidden, with the lots they take part
    /// with.</summary>
    private int Gather(uint level, out long total)
    {
        total = 0;
        if (level == 0)
        {
            return 0;
        }

        var count = GatherRing(level, 0, ref total);
        var extra = HiddenOf(level);
        return extra == 0 ? count : GatherRing(extra, count, ref total);
    }

    private int GatherRing(uint ring, int count, ref long total)
    {
        for (var handle = Cell(ring)->Next; handle != ring; handle = Cell(handle)->Next)
        {
            var order = Cell(handle);
            var details = (order->Level & LadderNode.DetailsBit) != 0 ? *Details(handle) : default;
            if (details.IsConditional)
            {
                continue;
            }

            _scratch.MakeRoom(count);
            var lots = details.Display == 0 ? order->Open : details.Shown;
            _scratch.Sharers[count] = handle;
            _scratch.Entries[count] = new AllocationEntry(lots, (details.Flags & BookFlags.Top) != 0);
            total += lots;
            count++;
        }

        return count;
    }

    private void ShareOut(int count, long total, long left)
    {
        var entries = _scratch.Entries.AsSpan(0, count);
        var shares = _scratch.Shares.AsSpan(0, count);
        if (left >= total)
        {
            for (var i = 0; i < count; i++)
            {
                shares[i] = entries[i].Lots;
            }

            return;
        }

        _allocation!.Share(left, entries, shares);
        var sum = 0L;
        for (var i = 0; i < count; i++)
        {
            Guard.That(
                shares[i] >= 0 && shares[i] <= entries[i].Lots,
                "an allocation gives no order more than it takes part with, nor less than nothing");
            sum += shares[i];
        }

        Guard.That(sum == left, "an allocation gives out exactly what comes in");
    }
}
