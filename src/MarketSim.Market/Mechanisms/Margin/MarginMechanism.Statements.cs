using MarketSim.Core;

namespace MarketSim.Market;

/// <content>How accounts stand.</content>
public abstract partial class MarginMechanism
{
    /// <inheritdoc/>
    public MarginStatement? StatementOf(AccountId account)
        => _accounts.TryGetValue(account.Value, out var found) ? StatementOf(found) : null;

    private MarginStatement StatementOf(MarginAccount account)
    {
        var valuation = ValuationOf(account);
        var holdings = HoldingsOf(account);
        var figures = valuation.Value(holdings);
        var initial = valuation.Requirement(holdings, MarginTime.Initial);
        var sma = HasSma(account.Type) ? Math.Max(account.Sma, figures.MarginEquity - initial) : 0;
        return new MarginStatement(
            account.Id, account.Type, figures.Cash, figures.LongStock, figures.ShortStock, figures.LongOptions, figures.ShortOptions,
            figures.Equity, figures.MarginEquity, initial, valuation.Requirement(holdings, MarginTime.Maintenance), sma,
            BuyingPower(account, holdings), account.Call is null ? 0 : Shortfall(account, holdings),
            account.Liquidation is null && account.Call is { } call ? call.Deadline : SimTime.Never,
            (decimal)account.Accrued / _interest.Scale,
            [.. holdings.Positions.Select(held => PositionOf(account, holdings, held))])
        {
            FuturesVariation = figures.Variation,
            DayTrades = account.Days?.DayTradesSince(WindowStart()) ?? 0,
            IsPatternDayTrader = account.Days is { IsPattern: true } && DayRules?.MinimumOn(Desk.Today) > 0,
            IntradayDeficit = account.Days is { } day ? Math.Max(0, day.Deficit - day.Brought) : 0,
            IntradayCall = account.Days?.Called ?? 0,
            IntradayDeadline = account.Days?.Deadline ?? SimTime.Never,
            FrozenUntil = account.Days?.FrozenUntil is { } until && until > Desk.Today ? until : null,
        };
    }

    private long BuyingPower(MarginAccount account, Holdings holdings)
    {
        var room = RoomOf(account, holdings, account.Orders);
        var (initial, maintenance) = StandardRates;
        if (PaysInFull(account.Type))
        {
            return (long)Math.Max(0, Math.Floor(room.Initial));
        }

        var power = room.Maintenance / maintenance;
        if (StandingOf(account) is not { } day || !NeedsNoInitial(day))
        {
            power = Math.Min(power, room.Initial / initial);
        }
        else if (day.IsPattern)
        {
            power = Math.Min(power, day.Power - day.Exposure - OpenedByOrders(account, holdings));
        }

        return (long)Math.Max(0, Math.Floor(power));
    }

    private MarginPosition PositionOf(MarginAccount account, Holdings holdings, HeldLots held)
    {
        var instrument = Desk.Instruments[held.Instrument.Value];
        var value = Desk.Prices.Mark(held.Instrument) is { } mark && instrument is not Future
            ? instrument.QuoteAmount(mark, new Quantity(Math.Abs(held.Lots))).Minor * Math.Sign(held.Lots)
            : 0;
        return new MarginPosition(
            held.Instrument, held.Lots, value, MarginValuation.Round(Alone(account, held)), CallPrice(account, holdings, held));
    }

    // Of shares without options: where equity meets the requirement, everything else as it is.
    private decimal? CallPrice(MarginAccount account, Holdings holdings, HeldLots held)
    {
        var valuation = ValuationOf(account);
        var instrument = Desk.Instruments[held.Instrument.Value];
        if (instrument is Future && !PaysInFull(account.Type) && Desk.Prices.Mark(instrument.Id) is { } mark)
        {
            // Each price unit is worth the same: equity falls by it until it meets what the contracts need.
            var excess = valuation.Excess(holdings, MarginTime.Maintenance) / MarginValuation.MinorPerUnit(instrument) / held.Lots;
            return instrument.ToDecimal(mark) - excess;
        }

        if (instrument is OptionContract or Future || PaysInFull(account.Type)
            || valuation.Rule.GroupOf(held.Instrument).Count > 1
            || holdings.Positions.Any(other => other != held && valuation.ClassOf(other.Instrument) == held.Instrument))
        {
            return null;
        }

        var others = new Holdings(holdings.Cash, [.. holdings.Positions.Where(other => other != held)]);
        var room = valuation.Excess(others, MarginTime.Maintenance) / MarginValuation.MinorPerUnit(instrument) / Math.Abs(held.Lots);
        return MarginCallPrice.Of(room, held.Lots > 0, price =>
            valuation.Rule.PerShare(held.Instrument, held.Lots > 0, price, MarginTime.Maintenance));
    }
}
