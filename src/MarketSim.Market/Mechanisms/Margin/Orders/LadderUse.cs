using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How much room an account's open orders can take in the worst case, from sums over its ladders.</summary>
/// <remarks>The same as <see cref="OrderUse"/>, its plain twin, which looks at every order and answers for classes with options.</remarks>
internal sealed class LadderUse(MechanismDesk desk, MarginValuation valuation)
{
    private readonly OrderUse _plain = new(desk, valuation);

    /// <summary>The change of room in the worst case, in minor units; never positive.</summary>
    public decimal Worst(Holdings holdings, AccountOrders orders, MarginTime time)
    {
        var sum = 0m;
        List<MarginOrder>? grouped = null;
        foreach (var ofClass in orders.Classes)
        {
            if (valuation.Rule.GroupOf(ofClass.Id).Count > 1)
            {
                (grouped ??= []).AddRange(Plain(ofClass));
            }
            else
            {
                sum += Worst(holdings, ofClass, time);
            }
        }

        return grouped is null ? sum : sum + _plain.Worst(holdings, grouped, time);
    }

    private decimal Worst(Holdings holdings, OrderClass orders, MarginTime time)
    {
        if (!orders.IsPlain || _plain.HasOptions(holdings, orders.Id))
        {
            var all = Plain(orders).ToList();
            return all.Count == 0 ? 0 : _plain.Worst(holdings, all, time);
        }

        var (buys, sales) = (orders.Of(orders.Id, Side.Buy), orders.Of(orders.Id, Side.Sell));
        if (buys.Count + sales.Count == 0)
        {
            return 0;
        }

        var position = holdings[orders.Id];
        if (desk.Instruments[orders.Id.Value] is Future future)
        {
            return OfFuture(future, buys, sales, position, time);
        }

        var perTick = MarginValuation.MinorPerUnit(desk.Instruments[orders.Id.Value]);
        return Math.Min(0, perTick * Math.Min(
            Bought(orders.Id, buys, position, time), Sold(orders.Id, sales, position, time)));
    }

    private decimal OfFuture(Future future, OrderLadder buys, OrderLadder sales, long position, MarginTime time)
    {
        var mark = (desk.Prices.Mark(future.Id) ?? future.SettlementPrice).Ticks;
        var margin = valuation.MarginOf(future, time);
        decimal Freed(Int128 after) => (decimal)(Int128.Abs(position) - Int128.Abs(after)) * margin;
        var (above, below, unpriced) = (buys.Below(mark), sales.Below(mark), sales.Below(OrderLadder.NoPrice + 1));
        var dear = buys.All.Value - above.Value - ((buys.All.Lots - above.Lots) * mark);
        var cheap = ((below.Lots - unpriced.Lots) * mark) - below.Value;
        var perTick = MarginValuation.MinorPerUnit(future) * future.PriceUnit;
        return Math.Min(0, Math.Min(
            Freed(position + buys.All.Lots) - ((decimal)dear * perTick),
            Freed(position - sales.All.Lots) - ((decimal)cheap * perTick)));
    }

    /// <summary>What the venue may charge for all of them. Sales below the mark would trade at it.</summary>
    public decimal Fees(AccountOrders orders)
    {
        var sum = 0m;
        if (desk.Options.Fees.IsFree)
        {
            return sum;
        }

        foreach (var ofClass in orders.Classes)
        {
            foreach (var (id, (buys, sales)) in ofClass.Ladders)
            {
                var instrument = new InstrumentId(id);
                var mark = desk.Prices.Mark(instrument)?.Ticks ?? 0;
                long AtMark(long lots) => AccountOrders.Fee(desk, instrument, lots, mark);
                var isRaised = desk.Instruments[id] is not (OptionContract or Future);
                var unpriced = OrderLadder.NoPrice + 1;
                var raised = isRaised ? Math.Max(mark, unpriced) : unpriced;
                sum += buys.All.Fees + buys.FeesOfLowest(unpriced, AtMark);
                sum += sales.All.Fees - sales.Below(raised).Fees + sales.FeesOfLowest(raised, AtMark);
            }
        }

        return sum;
    }

    /// <summary>Every order as the plain twin sees it.</summary>
    public IEnumerable<MarginOrder> Plain(OrderClass orders)
    {
        foreach (var (id, (buys, sales)) in orders.Ladders)
        {
            foreach (var (ticks, lots) in buys.Orders)
            {
                yield return valuation.Order(new InstrumentId(id), Side.Buy, lots, ticks);
            }

            foreach (var (ticks, lots) in sales.Orders)
            {
                yield return valuation.Order(new InstrumentId(id), Side.Sell, lots, ticks);
            }
        }
    }

    // Buys close a short position first, the cheapest of them; the others open. One without a limit trades at the mark.
    private decimal Bought(InstrumentId share, OrderLadder buys, long position, MarginTime time)
    {
        if (buys.Count == 0)
        {
            return 0;
        }

        var mark = desk.Prices.Mark(share)?.Ticks ?? 0;
        var toClose = Int128.Max(0, -(Int128)position);
        var unpriced = buys.Below(OrderLadder.NoPrice + 1).Lots;
        var all = buys.All;
        var closing = Int128.Min(toClose, all.Lots);
        var cheaper = unpriced == 0 ? 0 : buys.Below(mark).Lots - unpriced;

        // Of those that close: those below the mark, then those at it, then the dearer ones.
        var atMark = Int128.Clamp(closing - cheaper, 0, unpriced);
        var priced = buys.Lowest(unpriced + closing - atMark);
        var opened = all.Value - priced.Value + ((unpriced - atMark) * mark);
        var unit = desk.Instruments[share.Value].PriceUnit;
        return ((decimal)closing * valuation.Rule.PerShare(share, false, valuation.Mark(share), time))
            - ((decimal)opened * unit * valuation.Rule.PerShare(share, true, 1, time));
    }

    // Sales close a long position first, the cheapest; the others sell short, at their limit or the mark, whichever is higher.
    private decimal Sold(InstrumentId share, OrderLadder sales, long position, MarginTime time)
    {
        if (sales.Count == 0)
        {
            return 0;
        }

        var mark = desk.Prices.Mark(share)?.Ticks ?? 0;
        var all = sales.All;
        var closing = Int128.Min(Int128.Max(0, position), all.Lots);
        var from = sales.Lowest(closing);
        var atMark = sales.Below(mark);
        var room = (decimal)closing * valuation.Rule.PerShare(share, true, valuation.Mark(share), time);
        if (closing < atMark.Lots)
        {
            room -= (decimal)(atMark.Lots - closing) * valuation.Rule.PerShare(share, false, valuation.Mark(share), time);
            from = atMark;
        }

        var unit = desk.Instruments[share.Value].PriceUnit;
        var lines = valuation.Rule.ShortLines(share, time);
        for (var i = 0; i < lines.Count && from.Lots < all.Lots; i++)
        {
            var to = i + 1 < lines.Count ? sales.Below((long)Math.Ceiling(lines[i + 1].From / unit)) : all;
            if (to.Lots > from.Lots)
            {
                room -= ((decimal)(to.Lots - from.Lots) * lines[i].Constant)
                    + ((decimal)(to.Value - from.Value) * unit * lines[i].Slope);
                from = to;
            }
        }

        return room;
    }
}
