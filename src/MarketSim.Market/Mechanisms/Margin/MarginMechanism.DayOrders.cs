using MarketSim.Core;

namespace MarketSim.Market;

/// <content>What the rules of day trading say to orders. Asking changes nothing.</content>
public abstract partial class MarginMechanism
{
    // How an account stands within the day; none where nothing is asked of day trading.
    private DayStanding? StandingOf(MarginAccount account)
    {
        if (DayRules is null || !HasSma(account.Type))
        {
            return null;
        }

        var days = account.Days;
        var isToday = days?.Day == Desk.Today;
        var excess = isToday ? days!.OpeningExcess
            : days?.EveningExcess ?? Math.Max(0, ValuationOf(account).Excess(account.Known, MarginTime.Maintenance));
        var isLapsed = days?.FrozenUntil <= Desk.Today;
        return new DayStanding(
            days is not null && IsPatternDayTrader(days), days?.FrozenUntil is not null && !isLapsed,
            PowerWhen(days?.Called > 0 && !isLapsed) * excess, isToday ? days!.Exposure : 0);
    }

    // Who is no pattern day trader under the old rule has no other margin than the initial.
    private bool NeedsNoInitial(DayStanding day)
        => DayRules!.Orders != "initial" && (day.IsPattern || DayRules.StandardOn(Desk.Today) > 0);

    // What the rules of day trading say to an order that takes room; the room is that of maintenance.
    private RejectReason MayTradeToday(
        MarginAccount account, Holdings holdings, (decimal Initial, decimal Maintenance) before,
        (decimal Initial, decimal Maintenance) after)
    {
        var isShort = IsShort(before.Maintenance, after.Maintenance);
        var lacksInitial = IsShort(before.Initial, after.Initial);
        if (StandingOf(account) is not { } day)
        {
            return isShort || lacksInitial ? RejectReason.InsufficientFunds : RejectReason.None;
        }

        var opens = after.Maintenance < before.Maintenance;
        var minimum = DayRules!.MinimumOn(Desk.Today) * _minorPerMoney;
        if (opens && ((day.IsPattern && ValuationOf(account).Value(holdings).Equity < minimum)
            || (day.IsFrozen && UsesCredit(holdings, account.Orders))))
        {
            return RejectReason.InsufficientFunds;
        }

        var refuses = !NeedsNoInitial(day) ? isShort || lacksInitial
            : DayRules.Orders == "maintenance" && (isShort || (opens && day.IsPattern && ExceedsPower(account, day, holdings)));
        return refuses ? RejectReason.InsufficientFunds : RejectReason.None;
    }

    private bool ExceedsPower(MarginAccount account, DayStanding day, Holdings holdings)
        => day.Exposure + OpenedByOrders(account, holdings) > day.Power;

    // What orders would open, at their prices, on top of what the day has opened.
    private decimal OpenedByOrders(MarginAccount account, Holdings holdings)
    {
        var opened = 0m;
        foreach (var (id, (buys, sales)) in account.Orders.Classes.SelectMany(ofClass => ofClass.Ladders))
        {
            var instrument = Desk.Instruments[id];
            var position = holdings[instrument.Id];
            var value = Math.Max(Opens(buys, Math.Max(0, -position)), Opens(sales, Math.Max(0, position)));
            opened += instrument is Future ? 0 : value * MarginValuation.MinorPerUnit(instrument);

            decimal Opens(OrderLadder orders, long closes)
            {
                var (all, closing) = (orders.All, orders.Lowest(closes));
                var unpriced = Int128.Max(0, orders.Below(OrderLadder.NoPrice + 1).Lots - closing.Lots);
                return ((decimal)(all.Value - closing.Value) * instrument.PriceUnit)
                    + ((decimal)unpriced * _valuation.Mark(instrument.Id));
            }
        }

        return opened;
    }

    /// <summary>How an account stands within the day.</summary>
    /// <param name="IsPattern">Whether the rule of pattern day traders holds for it.</param>
    /// <param name="IsFrozen">Whether it may open nothing on credit.</param>
    /// <param name="Power">What it may open within the day, in minor units.</param>
    /// <param name="Exposure">What it has opened and not closed.</param>
    private readonly record struct DayStanding(bool IsPattern, bool IsFrozen, decimal Power, long Exposure);
}
