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
        foreach (var group in orders.GroupBy(order => valuation.ClassOf(order.Instrument)).OrderBy(g => g.Key.Value))
        {
            var ofClass = group.ToList();
            sum += desk.Instruments[group.Key.Value] is Future
                ? OfFuture(holdings, group.Key, ofClass)
                : HasOptions(holdings, group.Key) || ofClass.Exists(order => order.Instrument != group.Key)
                    ? OfClass(holdings, group.Key, ofClass, time)
                    : OfShares(holdings, group.Key, ofClass, time);
        }

        return sum;
    }

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

    private decimal OfFuture(Holdings holdings, InstrumentId future, List<MarginOrder> orders)
    {
        var position = holdings[future];
        var contract = desk.Instruments[future.Value];
        decimal Margin(long lots) => contract.PositionMargin(lots).Minor;
        var bought = position + orders.Where(o => o.Side == Side.Buy).Sum(o => o.Lots);
        var sold = position - orders.Where(o => o.Side == Side.Sell).Sum(o => o.Lots);
        return Math.Min(0, Margin(position) - Math.Max(Margin(bought), Margin(sold)));
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

    private decimal OfClass(Holdings holdings, InstrumentId underlying, List<MarginOrder> orders, MarginTime time)
    {
        var before = valuation.Requirement(holdings, underlying, time);
        decimal Room(IEnumerable<MarginOrder> filled) => After(holdings, underlying, filled, time) + before;
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
    private decimal After(Holdings holdings, InstrumentId underlying, IEnumerable<MarginOrder> orders, MarginTime time)
    {
        var room = 0m;
        var filled = orders.ToList();
        foreach (var order in filled)
        {
            holdings = holdings.With(order.Instrument, order.Signed, 0);
            var money = order.Signed * order.Price * MarginValuation.MinorPerUnit(desk.Instruments[order.Instrument.Value]);
            if (order.Instrument != underlying)
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

        return room - valuation.Requirement(holdings, underlying, time, filled);
    }
}
