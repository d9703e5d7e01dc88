using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Looking at an account: its SMA, its shortfall, and how far prices may move until it must be looked at again.</content>
public abstract partial class MarginMechanism
{
    // What an account did changes the SMA by what it changes of the excess over the initial requirement, at the marks of that
    // moment; what prices did can only raise it. Source: 12 CFR 220.5.
    private void BringSmaUpToDate(MarginAccount account)
    {
        AccrueUntilToday(account);
        var now = HoldingsOf(account);
        var valuation = ValuationOf(account);
        if (HasSma(account.Type) && !account.IsRestated)
        {
            var before = valuation.Excess(account.Known, MarginTime.Initial);
            var after = valuation.Excess(now, MarginTime.Initial);
            account.Sma = Math.Max(account.Sma, before) + after - before;
        }

        account.Known = now;
    }

    private void Review(MarginAccount account)
    {
        var valuation = ValuationOf(account);
        var holdings = HoldingsOf(account);
        var initial = valuation.Excess(holdings, MarginTime.Initial);
        if (HasSma(account.Type))
        {
            // After a split shares and prices fit again only now.
            account.Sma = Math.Max(account.Sma, initial);
        }

        account.Known = holdings;
        account.IsRestated = false;
        var maintenance = valuation.Excess(holdings, MarginTime.Maintenance);
        if (!PaysInFull(account.Type))
        {
            Judge(account, holdings, maintenance);
        }

        Watch(account, holdings, maintenance, HasSma(account.Type) ? account.Sma - initial : null);
    }

    private void Watch(MarginAccount account, Holdings holdings, long maintenance, long? sma)
    {
        foreach (var zone in account.Zones)
        {
            _watch.Remove(zone, account.Id);
        }

        account.Zones.Clear();
        if (PaysInFull(account.Type) || holdings.Positions.Count == 0)
        {
            return;
        }

        // In a call, or in a liquidation, every price counts.
        var isCalm = account.Call is null && account.Liquidation is null && maintenance >= 0;
        var slopes = new MarginSlopes(Desk, ValuationOf(account)).Of(holdings);
        foreach (var slope in slopes)
        {
            var zone = isCalm && slope.IsBounded && Desk.Prices.Mark(slope.Instrument) is { } mark
                ? slope.Zone(mark, maintenance / slopes.Count, sma / slopes.Count)
                : AnyMove(slope.Instrument);
            account.Zones.Add(zone);
            _watch.Add(zone, account.Id);
        }
    }

    private PriceZone AnyMove(InstrumentId instrument)
        => Desk.Prices.Mark(instrument) is { } mark
            ? new PriceZone(instrument, mark.Ticks, mark.Ticks)
            : new PriceZone(instrument, long.MaxValue, long.MaxValue);
}
