using MarketSim.Core;

namespace MarketSim.Market;

/// <content>The sweep that knows every rule: conditional orders, icebergs, hidden queues, self-trade
/// prevention.</content>
public sealed unsafe partial class LadderBook
{
    /// <summary>An incoming order while it sweeps.</summary>
    private struct Taker(long reach, long left, int owner, SelfTradePrevention selfTrade)
    {
        /// <summary>The last key that it accepts.</summary>
        public readonly long Reach = reach;

        /// <summary>What is left of it; zero also once prevention has cancelled it.</summary>
        public long Left = left;

        /// <summary>Its owner; zero if prevention does not concern it.</summary>
        public readonly int Owner = selfTrade == SelfTradePrevention.Off ? 0 : owner;

        /// <summary>What to do instead of a self-trade.</summary>
        public readonly SelfTradePrevention SelfTrade = selfTrade;
    }

    private long SweepGeneral(LadderSide* against, Taker taker, FillBuffer fills)
    {
        var side = IndexOf(against);
        for (var key = against->Best;
             taker.Left > 0 && key <= taker.Reach && key != LadderSide.NoKey;
             key = KeyAtOrAfter(against, key + 1))
        {
            var price = new Price(Key(side, key));
            if (_allocation == null)
            {
                VisitLevel(LevelAt(against, key), price, ref taker, fills);
            }
            else
            {
                AllocateLevel(against, key, price, ref taker, fills);
            }
        }

        return taker.Left;
    }

    /// <summary>Visits a level's orders, displayed then hidden, from front to back.</summary>
    private void VisitLevel(uint level, Price price, ref Taker taker, FillBuffer fills)
    {
        // Asked before the displayed orders go, since the level may go with them; hidden orders keep it
        // alive.
        var hidden = HiddenOf(level);
        VisitRing(level, price, ref taker, fills);
        if (hidden != 0)
        {
            VisitRing(hidden, price, ref taker, fills);
        }
    }

    private void VisitRing(uint ring, Price price, ref Taker taker, FillBuffer fills)
    {
        for (var handle = Cell(ring)->Next; handle != ring && taker.Left > 0;)
        {
            var next = Cell(handle)->Next;
            var refreshed = Visit(handle, price, ref taker, fills);

            // An iceberg that was last and is again last comes up a second time.
            handle = refreshed && next == ring ? handle : next;
        }
    }

    /// <summary>Treats one order by the rules in their order: pass over, prevent, trade.</summary>
    /// <returns>Whether it is an iceberg that now stands at the back.</returns>
    private bool Visit(uint handle, Price price, ref Taker taker, FillBuffer fills)
    {
        var offer = OfferOf(handle, taker.Left);
        if (offer == 0)
        {
            return false;
        }

        if (IsOwn(handle, taker))
        {
            Prevent(handle, price, ref taker, fills);
            return false;
        }

        var traded = Math.Min(taker.Left, offer);
        taker.Left -= traded;
        return TradeWith(handle, traded, price, fills);
    }

    /// <summary>What an order offers to a taker with so much left; zero if it passes the taker
    /// over.</summary>
    private long OfferOf(uint handle, long left)
    {
        var order = Cell(handle);
        if ((order->Level & LadderNode.DetailsBit) == 0)
        {
            return order->Open;
        }

        return OfferOf(*Details(handle), order->Open, left);
    }

    private static long OfferOf(in LadderDetails details, long open, long left)
    {
        var allOrNone = (details.Flags & BookFlags.AllOrNone) != 0;
        var least = Math.Min(details.Minimum, open);
        if ((allOrNone && left < open) || left < least)
        {
            return 0;
        }

        return allOrNone || details.Display == 0 ? open : Math.Max(details.Shown, least);
    }

    private bool IsOwn(uint handle, in Taker taker) => taker.Owner != 0 && OwnerOf(handle) == taker.Owner;

    private int OwnerOf(uint handle)
    {
        var order = Cell(handle);
        return (order->Level & LadderNode.DetailsBit) != 0 ? Details(handle)->Owner
            : (order->Level & LadderNode.OwnerBit) != 0 ? order->Account : 0;
    }

    private BookFlags FlagsOf(uint handle)
        => (Cell(handle)->Level & LadderNode.DetailsBit) != 0 ? Details(handle)->Flags : BookFlags.None;

    /// <summary>Takes traded lots from a resting order; removes it or brings up its next slice where that is
    /// due.</summary>
    /// <returns>Whether its next slice came up.</returns>
    private bool TradeWith(uint handle, long traded, Price price, FillBuffer fills)
    {
        var order = Cell(handle);
        var open = order->Open - traded;
        Note(fills, FillKind.Trade, handle, price, traded, open);
        if (open == 0)
        {
            TakeOut(handle);
            return false;
        }

        var details = (order->Level & LadderNode.DetailsBit) != 0 ? Details(handle) : null;
        if (details == null || details->Display == 0)
        {
            Lower(handle, traded);
            return false;
        }

        var queue = Cell(order->Level & ~LadderNode.Bits);
        order->Open = open;
        if (details->Shown > traded)
        {
            details->Shown -= traded;
            queue->Total -= traded;
            return false;
        }

        var slice = Math.Min(details->Display, open);
        queue->Total += slice - details->Shown;
        details->Shown = slice;
        Unlink(order);
        LinkBefore(order->Level & ~LadderNode.Bits, handle);
        if ((details->Flags & BookFlags.Top) != 0)
        {
            LoseTop(handle);
        }

        Note(fills, FillKind.Refresh, handle, price, slice, open);
        return true;
    }

    private void Prevent(uint handle, Price price, ref Taker taker, FillBuffer fills)
    {
        var open = Cell(handle)->Open;
        switch (taker.SelfTrade)
        {
            case SelfTradePrevention.CancelNewest:
                Note(fills, FillKind.SelfTradeTakerCancelled, handle, price, taker.Left, open);
                taker.Left = 0;
                break;
            case SelfTradePrevention.CancelOldest:
                Note(fills, FillKind.SelfTradeMakerCancelled, handle, price, open, 0);
                TakeOut(handle);
                break;
            case SelfTradePrevention.CancelBoth:
                Note(fills, FillKind.SelfTradeMakerCancelled, handle, price, open, 0);
                Note(fills, FillKind.SelfTradeTakerCancelled, handle, price, taker.Left, 0);
                TakeOut(handle);
                taker.Left = 0;
                break;
            default:
                var by = Math.Min(taker.Left, open);
                Note(fills, FillKind.SelfTradeMakerReduced, handle, price, by, open - by);
                taker.Left -= by;
                if (by == open)
                {
                    TakeOut(handle);
                }
                else
                {
                    Lower(handle, by);
                }

                break;
        }
    }

    private void Note(FillBuffer fills, FillKind kind, uint handle, Price price, long quantity, long makerOpen)
    {
        var order = Cell(handle);
        ref var fill = ref fills.Add();
        fill.Maker = new OrderId(order->Id);
        fill.Price = price;
        fill.Quantity = new Quantity(quantity);
        fill.MakerOpen = new Quantity(makerOpen);
        fill.MakerAccount = new AccountId(order->Account);
        fill.Kind = kind;
        fill.MakerFlags = FlagsOf(handle);
    }
}
