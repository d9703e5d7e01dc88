using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Trading within the day: pattern day traders, the highest exposure of a day, and calls for it.</content>
/// <remarks>A call for a day's exposure is made when the day ends. Closing what caused it does not meet it: money or shares do.</remarks>
public abstract partial class MarginMechanism
{
    private bool _isEvening;

    /// <summary>What is asked of day trading; null where nothing is.</summary>
    private protected DayTradingRules? DayRules { get; init; }

    // Whether Regulation T is asked of each order, or of what the day leaves.
    private bool AsksInitial => _isEvening || DayRules is null or { Orders: "initial" };

    private DayRecord? DayOf(MarginAccount account)
    {
        if (DayRules is null || !HasSma(account.Type))
        {
            return null;
        }

        var day = account.Days ??= new DayRecord();
        if (day.Day != Desk.Today)
        {
            CallForDay(account);
            day.Begin(Desk.Today, Math.Max(0, ValuationOf(account).Excess(account.Known, MarginTime.Maintenance)));
        }

        return day;
    }

    private DateOnly WindowStart()
    {
        var (day, left) = (Desk.Today, DayRules!.WindowDays - 1);
        while (left > 0)
        {
            day = day.AddDays(-1);
            left -= Desk.Calendar.IsBusinessDay(day) ? 1 : 0;
        }

        return day;
    }

    private void RecordTrade(AccountId id, in MarketEvent trade, OrderId order, Side side)
    {
        if (!_accounts.TryGetValue(id.Value, out var account) || DayOf(account) is not { } day
            || !_valuation.Counts(Desk.Instruments[trade.Instrument.Value]))
        {
            return;
        }

        var instrument = Desk.Instruments[trade.Instrument.Value];
        var value = instrument is Future ? 0 : instrument.QuoteAmount(trade.Price, trade.Quantity).Minor;
        day.Trade(
            trade.Instrument, order, Desk.Ledger.Balance(id, instrument.Base), side == Side.Buy ? trade.Quantity.Lots : -trade.Quantity.Lots,
            value);
        if (DayRules!.MinimumOn(Desk.Today) > 0)
        {
            day.Judge(DayRules, WindowStart());
        }
    }

    // After the holdings changed and before they are known: what the account itself did may have left too little.
    private void NoteExposure(MarginAccount account, Holdings now, bool isDeposit)
    {
        if (DayOf(account) is not { } day)
        {
            return;
        }

        if (!isDeposit && DayRules!.StandardOn(Desk.Today) == 0 && !IsPatternDayTrader(day))
        {
            return;
        }

        var valuation = ValuationOf(account);
        var before = valuation.Excess(account.Known, MarginTime.Maintenance);
        var after = valuation.Excess(now, MarginTime.Maintenance);
        if (isDeposit && after > before)
        {
            Bring(account, day, after - before);
        }

        if (isDeposit)
        {
            day.OpeningExcess = Math.Max(0, day.OpeningExcess + after - before);
            day.EveningExcess = day.EveningExcess is { } evening ? Math.Max(0, evening + after - before) : null;
        }

        if (after < before)
        {
            Lacks(account, day, now);
        }
    }

    private void Lacks(MarginAccount account, DayRecord day, Holdings now)
    {
        var valuation = ValuationOf(account);
        var standard = DayRules!.StandardOn(Desk.Today);
        var lacks = standard == 0
            ? 0
            : MarginValuation.Round(standard * valuation.Requirement(now, MarginTime.Maintenance)) - valuation.Value(now).MarginEquity;
        if (IsPatternDayTrader(day))
        {
            var power = PowerWhen(day.Called > 0);
            lacks = Math.Max(lacks, MarginValuation.Round((day.Exposure - (power * day.OpeningExcess)) / DayRules.Power));
        }

        if (lacks > day.Deficit)
        {
            // What was brought before is in the equity already.
            (day.Deficit, day.Brought) = (lacks, 0);
        }
    }

    private bool IsPatternDayTrader(DayRecord day) => day.IsPattern && DayRules!.MinimumOn(Desk.Today) > 0;

    private decimal PowerWhen(bool isCalled) => isCalled ? DayRules!.PowerCalled : DayRules!.Power;

    // Money or shares meet the calls of former days first, then what today lacks.
    private void Bring(MarginAccount account, DayRecord day, long amount)
    {
        var met = Math.Min(amount, day.Called);
        if (met > 0)
        {
            day.Called -= met;
            if (day.Called == 0)
            {
                EndDayCall(account, day);
            }
        }

        day.Brought += amount - met;
    }

    private void EndDayCall(MarginAccount account, DayRecord day)
    {
        (day.Deadline, day.FrozenUntil) = (SimTime.Never, null);
        _agenda.Schedule(account);
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.MarginCallMet, Account = account.Id, Asset = _currency, Quantity = new Quantity(2),
        });
    }

    // At the end of the day: what its highest exposure lacked, less what was brought since.
    private void CallForDay(MarginAccount account)
    {
        if (account.Days is not { } day)
        {
            return;
        }

        var lacks = day.Deficit - day.Brought;
        (day.Deficit, day.Brought) = (0, 0);
        if (lacks <= 0)
        {
            return;
        }

        day.Called += lacks;
        if (day.Deadline == SimTime.Never)
        {
            var due = Desk.Calendar.At(Desk.Calendar.AddBusinessDays(Desk.Today, DayRules!.CallDays), _callTime);
            day.Deadline = due > Desk.Now ? due : Desk.Now + SimDuration.FromMinutes(1);
            _agenda.Schedule(account);
        }

        Desk.Report(new MarketEvent
        {
            Kind = EventKind.MarginCalled, Account = account.Id, Asset = _currency, Amount = day.Called, Until = day.Deadline,
            Quantity = new Quantity(2),
        });
    }

    private void OnDayDeadline(MarginAccount account, DayRecord day)
    {
        day.Deadline = SimTime.Never;
        _agenda.Schedule(account);
        var equity = ValuationOf(account).Value(HoldingsOf(account)).MarginEquity;
        if (day.Called > Math.Min(DayRules!.Small * _minorPerMoney, DayRules.SmallShare * Math.Max(0, equity)))
        {
            day.FrozenUntil = Desk.Today.AddDays(DayRules.FreezeDays);
        }
        else
        {
            day.Called = 0;
        }
    }

    // The evening's excess is what the next day's power goes by.
    private void EndDayOf(MarginAccount account)
    {
        CallForDay(account);
        if (account.Days is { } day)
        {
            day.EveningExcess = Math.Max(0, ValuationOf(account).Excess(HoldingsOf(account), MarginTime.Maintenance));
        }
    }
}
