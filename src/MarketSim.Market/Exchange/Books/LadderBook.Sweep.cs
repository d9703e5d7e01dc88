using System.Runtime.CompilerServices;
using MarketSim.Core;

namespace MarketSim.Market;

/// <content>The straight sweep: first in, first out, through levels on which all orders are plain.
/// Hot.</content>
public sealed unsafe partial class LadderBook
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Quantity Match(in BookOrder taker, SelfTradePrevention selfTrade, FillBuffer fills)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(taker.Open.Lots, nameof(taker));
        var reach = Key(taker.Side.Opposite(), taker.Price.Ticks);
        var against = _sides + ((uint)taker.Side ^ 1);
        var prevents = selfTrade != SelfTradePrevention.Off && taker.Owner != 0;
        var left = prevents
            ? SweepGeneral(against, new Taker(reach, taker.Open.Lots, taker.Owner, selfTrade), fills)
            : Sweep(against, reach, taker.Open.Lots, fills);
        GC.KeepAlive(this);
        return new Quantity(left);
    }

    /// <summary>Matches against a side until nothing is left or nothing within reach.</summary>
    /// <returns>What is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Sweep(LadderSide* against, long reach, long left, FillBuffer fills)
    {
        unchecked
        {
            // Bids are complemented: minus one for them, zero for asks.
            var mask = against == _sides ? -1L : 0L;
            while (left > 0)
            {
                var key = against->Best;
                var at = against->EntryOf(key);
                if (key > reach)
                {
                    break;
                }

                if (at >= against->Entries)
                {
                    // Far, or nothing rests at all.
                    return SweepGeneral(against, new Taker(reach, left, 0, SelfTradePrevention.Off), fills);
                }

                var level = LadderSide.LevelOf(against->Directory[at].Page, key);
                var queue = Cell(level);
                if (queue->Book != _number)
                {
                    return SweepGeneral(against, new Taker(reach, left, 0, SelfTradePrevention.Off), fills);
                }

                left = SweepPlainLevel(level, new Price(key ^ mask), left, fills);
                if (queue->Next == level)
                {
                    against->UnmarkNear(key);
                }
            }

            return left;
        }
    }

    /// <summary>Trades with the orders of a plain level from front to back.</summary>
    /// <returns>What is left of the taker.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long SweepPlainLevel(uint level, Price price, long left, FillBuffer fills)
    {
        unchecked
        {
            var store = _store;
            var cells = _cells;
            var queue = LadderArena.At(cells, level);
            var handle = queue->Next;
            var before = left;
            var gone = 0;
            do
            {
                var order = LadderArena.At(cells, handle);
                var open = order->Open;
                var traded = Math.Min(open, left);
                left -= traded;
                ref var fill = ref fills.Add();
                fill.Maker = new OrderId(order->Id);
                fill.Price = price;
                fill.Quantity = new Quantity(traded);
                fill.MakerOpen = new Quantity(open - traded);
                fill.MakerAccount = new AccountId(order->Account);
                fill.Kind = FillKind.Trade;
                fill.MakerFlags = BookFlags.None;
                if (traded != open)
                {
                    order->Open = open - traded;
                    break;
                }

                var next = order->Next;
                store.Index.Remove(order->Id, handle, store.Arena);
                order->Next = store.Arena.Free;
                store.Arena.Free = handle;
                gone++;
                handle = next;
            }
            while (left > 0 && handle != level);

            queue->Next = handle;
            LadderArena.At(cells, handle)->Prev = level;
            queue->Count -= gone;
            queue->Total -= before - left;
            _count -= gone;
            return left;
        }
    }
}
