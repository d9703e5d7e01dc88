using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>An order as the margin check sees it.</summary>
/// <param name="Instrument">What it trades.</param>
/// <param name="Side">Its side.</param>
/// <param name="Lots">What is open of it.</param>
/// <param name="Price">Its limit; of a sale of shares the mark, where that is higher: it would sell, and need margin, there.</param>
internal readonly record struct MarginOrder(InstrumentId Instrument, Side Side, long Lots, decimal Price)
{
    /// <summary>Lots with the sign of the position that they add to.</summary>
    public long Signed => Side == Side.Buy ? Lots : -Lots;
}

/// <summary>How much room open orders can take in the worst case.</summary>
/// <remarks>
/// Classes add up, so the worst of all is the sum of the worst of each. Shares alone: all buys fill or all sales do, the dearest of them
/// opening; that is exact, since what opposite orders fill cancels. With options: none fill, all, all buys, all sales, or all that take
/// room by themselves; of these the worst. A combination in between could be worse still only where orders that save margin alone
/// cost margin together, which is no strategy's case.
/// </remarks>
internal sealed class OrderUse(MechanismDesk desk, MarginValuation valuation)
{
    /// <summary>The change of room in the worst case, in minor units; never positive.</summary>
    public decimal Worst(Holdings holdings, IReadOnlyList<MarginOrder> orders, MarginTime time)
    {
        var sum = 0m;
        foreach (var ofGroup in orders.GroupBy(order => GroupOf(order)[0]).OrderBy(g => g.Key.Value))
        {
            var all = ofGroup.ToList();
            var group = GroupOf(all[0]);
            sum += desk.Instruments[ofGroup.Key.Value] is Future
                ? OfFuture(holdings, ofGroup.Key, all, time)
                : group.Count > 1 || HasOptions(holdings, ofGroup.Key) || all.Exists(order => order.Instrument != ofGroup.Key)
                    ? OfClasses(holdings, group, all, time)
                    : OfShares(holdings, ofGroup.Key, all, time);
        }

        return sum;
    }

    private IReadOnlyList<InstrumentId> GroupOf(MarginOrder order) => valuation.Rule.GroupOf(valuation.ClassOf(order.Instrument));

    /// <summary>Whether options of a class are held.</summary>
    public bool HasOptions(Holdings holdings, InstrumentId underlying)
    {
        foreach (var held in holdings.Positions)
        {
            if (held.Instrument != underlying && valuation.ClassOf(held.Instrument) == underlying)
            {
                return true;
            }
        }

        return false;
    }

    // All buys fill or all sales do; what they pay beyond the mark is lost at once.
    private decimal OfFuture(Holdings holdings, InstrumentId future, List<MarginOrder> orders, MarginTime time)
    {
        var position = (decimal)holdings[future];
        var contract = (Future)desk.Instruments[future.Value];
        var margin = valuation.MarginOf(contract, time);
        var mark = desk.Prices.Mark(future) is null ? contract.ToDecimal(contract.SettlementPrice) : valuation.Mark(future);
        decimal Room(Side side)
        {
            var filled = orders.Where(o => o.Side == side).ToList();
            var after = position + filled.Sum(o => (decimal)o.Signed);
            var lost = filled.Sum(o => o.Lots * Math.Max(0, (o.Price - mark) * side.Sign()));
            return ((Math.Abs(position) - Math.Abs(after)) * margin) - (lost * MarginValuation.MinorPerUnit(contract));
        }

        return Math.Min(0, Math.Min(Room(Side.Buy), Room(Side.Sell)));
    }

    private decimal OfShares(Holdings holdings, InstrumentId share, List<MarginOrder> orders, MarginTime time)
        => Math.Min(0, Math.Min(
            Filled(holdings[share], share, [.. orders.Where(o => o.Side == Side.Buy)], time),
            Filled(holdings[share], share, [.. orders.Where(o => o.Side == Side.Sell)], time)));

    // The room after one side's orders filled: what they close is set free, what they open is needed.
    private decimal Filled(long position, InstrumentId share, List<MarginOrder> orders, MarginTime time)
    {
        if (orders.Count == 0)
        {
            return 0;
        }

        var rule = valuation.Rule;
        var isBuy = orders[0].Side == Side.Buy;
        var toClose = isBuy ? Math.Max(0, -position) : Math.Max(0, position);
        var room = 0m;
        foreach (var order in orders.OrderBy(o => o.Price))
        {
            var closing = Math.Min(toClose, order.Lots);
            toClose -= closing;
            room += closing * rule.PerShare(share, !isBuy, valuation.Mark(share), time);
            room -= (order.Lots - closing) * rule.PerShare(share, isBuy, order.Price, time);
        }

        return room * MarginValuation.MinorPerUnit(desk.Instruments[share.Value]);
    }

    private decimal OfClasses(
        Holdings holdings, IReadOnlyList<InstrumentId> group, List<MarginOrder> orders, MarginTime time)
    {
        var before = valuation.Requirement(holdings, group, time);
        decimal Room(IEnumerable<MarginOrder> filled) => After(holdings, group, filled, time) + before;
        var alone = orders.Where(order => orders.Count == 1 || Room([order]) < 0).ToList();
        var worst = Math.Min(0, Room(alone));
        if (orders.Count > 1)
        {
            worst = Math.Min(worst, Room(orders));
            worst = Math.Min(worst, Room(orders.Where(order => order.Side == Side.Buy)));
            worst = Math.Min(worst, Room(orders.Where(order => order.Side == Side.Sell)));
        }

        return worst;
    }

    // Premiums move cash; shares are worth what they cost, so they move none of the equity that counts.
    private decimal After(
        Holdings holdings, IReadOnlyList<InstrumentId> group, IEnumerable<MarginOrder> orders, MarginTime time)
    {
        var room = 0m;
        var filled = orders.ToList();
        foreach (var order in filled)
        {
            holdings = holdings.With(order.Instrument, order.Signed, 0);
            var money = order.Signed * order.Price * MarginValuation.MinorPerUnit(desk.Instruments[order.Instrument.Value]);
            var underlying = order.Instrument;
            if (!group.Contains(underlying))
            {
                room -= money;
            }
            else
            {
                var mark = valuation.Mark(underlying);
                var beyond = mark == 0 ? 0 : Math.Max(0, order.Price - mark);
                room -= order.Lots * MarginValuation.MinorPerUnit(desk.Instruments[underlying.Value])
                    * valuation.Rule.PerShare(underlying, order.Side == Side.Buy, beyond, time);
            }
        }

        return room - valuation.Requirement(holdings, group, time, filled);
    }
}
