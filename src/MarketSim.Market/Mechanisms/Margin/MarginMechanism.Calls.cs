using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Margin calls: when they are made, met, and run out.</content>
/// <remarks>
/// <code>
/// covered ── shortfall ──> called ── deposit, price, sale ──> covered   (MarginCallMet)
///                             ├── deadline ─────────────┐
///                             └── below critical equity ┴──> liquidation ──> covered | debt ──> written off
/// </code>
/// </remarks>
public abstract partial class MarginMechanism
{
    private readonly int _callDays;
    private readonly int _initialCallDays;
    private readonly SimDuration _callTime;
    private readonly SimDuration _callAfter;
    private readonly decimal _critical;
    private readonly decimal _smallestInitialCall;
    private readonly int _writeOffDays;

    /// <inheritdoc/>
    public override SimTime NextDeadline => _agenda.Next;

    /// <inheritdoc/>
    public override void OnTime(SimTime now)
    {
        foreach (var account in _agenda.DueBy(now).Select(id => _accounts[id]))
        {
            if (account.Days is { } day && day.Deadline <= now)
            {
                OnDayDeadline(account, day);
            }

            if (account.Liquidation is { } liquidation && liquidation.RetryAt <= now)
            {
                account.RetryAt = SimTime.Never;
                liquidation.HasTraded = true;
            }
            else if (account.Liquidation is null && account.Call is { } call && call.Deadline <= now)
            {
                OnDeadline(account, call);
            }

            _touched.Add(account.Id.Value);
        }
    }

    private void OnDeadline(MarginAccount account, MarginCall call)
    {
        var shortfall = Shortfall(account, HoldingsOf(account));
        if (shortfall > 0 && _liquidates)
        {
            StartLiquidation(account, shortfall);
        }
        else
        {
            // Where nobody acts the call stands, and is repeated at the next end of day.
            account.Call = call with { Deadline = SimTime.Never };
        }
    }

    private void Judge(MarginAccount account, Holdings holdings, long maintenance)
    {
        if (account.Liquidation is not null)
        {
            GoOnLiquidating(account, holdings);
            return;
        }

        var shortfall = Shortfall(account, holdings);
        if (shortfall == 0)
        {
            MeetCall(account);
            return;
        }

        if (_liquidates && maintenance < 0 && CanBeClosed(holdings) && IsCritical(account, holdings))
        {
            Call(account, shortfall, isInitial: false, due: Desk.Now);
            StartLiquidation(account, shortfall);
            GoOnLiquidating(account, holdings);
            return;
        }

        // A maintenance call takes the place of an initial one: it is due all the same, and more urgent.
        if (account.Call is null || (account.Call.IsInitial && maintenance < 0))
        {
            Call(account, shortfall, isInitial: maintenance >= 0, due: Deadline(isInitial: maintenance >= 0));
        }
    }

    // What a maintenance or initial call would ask.
    private long Shortfall(MarginAccount account, Holdings holdings)
    {
        var maintenance = -ValuationOf(account).Excess(holdings, MarginTime.Maintenance);
        var asksInitial = AsksInitial || account.Call is { IsInitial: true };
        var initial = asksInitial && HasSma(account.Type) && -account.Sma > _smallestInitialCall * _minorPerMoney ? -account.Sma : 0;
        return Math.Max(0, Math.Max(maintenance, initial));
    }

    private bool IsCritical(MarginAccount account, Holdings holdings)
    {
        var valuation = ValuationOf(account);
        var equity = valuation.Value(holdings).Equity;
        return equity < 0 || equity < _critical * valuation.Requirement(holdings, MarginTime.Maintenance);
    }

    private void Call(MarginAccount account, long amount, bool isInitial, SimTime due)
    {
        account.Call = new MarginCall(isInitial, amount, due);
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.MarginCalled, Account = account.Id, Asset = _currency, Amount = amount, Until = due,
            Quantity = new Quantity(isInitial ? 1 : 0),
        });
    }

    private void MeetCall(MarginAccount account)
    {
        if (account.Call is null)
        {
            return;
        }

        account.Call = null;
        account.WritesOff = null;
        Desk.Report(new MarketEvent { Kind = EventKind.MarginCallMet, Account = account.Id, Asset = _currency });
    }

    private SimTime Deadline(bool isInitial)
        => _callAfter > SimDuration.Zero
            ? Desk.Now + _callAfter
            : Desk.Calendar.At(
                Desk.Calendar.AddBusinessDays(Desk.Today, isInitial ? _initialCallDays : _callDays), _callTime) is var due && due > Desk.Now
                ? due
                : Desk.Now + SimDuration.FromMinutes(1);

    private void EndDay(DateOnly date)
    {
        foreach (var account in _accounts.Values)
        {
            EndDayOf(account);
            if (account.Sma < 0 && account.Call is null)
            {
                _touched.Add(account.Id.Value);
            }

            if (account.Call is { } call && account.Liquidation is null && account.WritesOff is null)
            {
                var shortfall = Shortfall(account, HoldingsOf(account));
                if (shortfall > call.Amount || (shortfall > 0 && call.Deadline == SimTime.Never))
                {
                    Call(account, shortfall, call.IsInitial, call.Deadline == SimTime.Never ? Deadline(call.IsInitial) : call.Deadline);
                }
            }

            if (account.WritesOff is { } due && due <= date)
            {
                WriteOff(account);
            }
        }
    }

    private void WriteOff(MarginAccount account)
    {
        var debt = -Desk.Ledger.Balance(account.Id, _currency);
        account.WritesOff = null;
        if (debt > 0 && HoldingsOf(account).Positions.Count == 0)
        {
            account.Call = null;
            Desk.Post(Posting.LossWrittenOff, HouseAccounts.Broker, account.Id, _currency, debt);
        }
    }
}
