using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Margin calls, liquidations, and debts that stay.</content>
public sealed partial class ListedFutures
{
    private readonly SortedDictionary<(int Account, int Currency), SimTime> _calls = [];

    // With the order at work; none between two.
    private readonly SortedDictionary<(int Account, int Currency), OrderId> _liquidations = [];
    private SimTime _retryAt = SimTime.Never;

    // Who has traded futures, and in which currency: others' debts are none of ours.
    private readonly SortedSet<(int Account, int Currency)> _holders = [];

    /// <inheritdoc/>
    public override SimTime NextDeadline
    {
        get
        {
            var next = _retryAt;
            foreach (var deadline in _calls.Values)
            {
                next = deadline < next ? deadline : next;
            }

            return next;
        }
    }

    /// <inheritdoc/>
    public override void OnTime(SimTime now)
    {
        foreach (var ((account, currency), _) in _calls.Where(call => call.Value <= now).ToList())
        {
            _calls.Remove((account, currency));
            Liquidate(new AccountId(account), new AssetId(currency));
        }

        if (_retryAt <= now)
        {
            _retryAt = SimTime.Never;
            WorkAll();
        }
    }

    private void WorkAll()
    {
        foreach (var (key, _) in _liquidations.Where(l => l.Value == default).ToList())
        {
            Work(new AccountId(key.Account), new AssetId(key.Currency));
        }
    }

    private bool AnswersFor(AccountId account) => Desk.TypeOf(account) is AccountType.Cash or AccountType.Futures;

    private void CallAll(DateOnly date)
    {
        foreach (var key in _holders.Where(key => !_liquidations.ContainsKey(key)).ToList())
        {
            var (account, currency) = (new AccountId(key.Account), new AssetId(key.Currency));
            if (AnswersFor(account))
            {
                CancelUncovered(account, currency);
                Call(account, currency, date);
            }
        }
    }

    // An order whose reserve a loss has eaten must neither open a position nor buy anything.
    private void CancelUncovered(AccountId account, AssetId currency)
    {
        if (Desk.TypeOf(account) == AccountType.Cash && Desk.Ledger.Available(account, currency) < 0)
        {
            foreach (var order in Desk.OpenOrders.Of(account))
            {
                var instrument = Desk.Instruments[order.Instrument.Value];
                if (instrument.Quote == currency && (instrument.IsMargined || order.Side == Side.Buy))
                {
                    Desk.Cancel(order, CancelReason.Liquidation);
                }
            }
        }
    }

    private void CancelOrders(AccountId account)
    {
        foreach (var order in Desk.OpenOrders.Of(account).Where(o => _days.ContainsKey(o.Instrument.Value)))
        {
            Desk.Cancel(order, CancelReason.Liquidation);
        }
    }

    private void Call(AccountId account, AssetId currency, DateOnly date)
    {
        var standing = Standing(account, currency);
        var key = (account.Value, currency.Value);
        if (standing.Equity >= standing.Maintenance)
        {
            return;
        }

        if (_calls.ContainsKey(key))
        {
            return;
        }

        if (standing.Equity < 0 || standing.Equity < standing.Maintenance * _options.Number("critical") / 100)
        {
            Liquidate(account, currency);
            return;
        }

        var due = Desk.Calendar.At(Desk.Calendar.AddBusinessDays(date, _options.Count("call-days")), _options.TimeOfDay("call-time"));
        due = due > Desk.Now ? due : Desk.Now + new SimDuration(1);
        _calls.Add(key, due);
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.MarginCalled, Account = account, Asset = currency, Amount = standing.Initial - standing.Equity, Until = due,
        });
    }

    // Money came in or positions shrank: the call may be met.
    private void Review(AccountId account)
    {
        foreach (var key in _calls.Keys.Where(key => key.Account == account.Value).ToList())
        {
            var standing = Standing(account, new AssetId(key.Currency));
            if (standing.Equity >= standing.Initial)
            {
                _calls.Remove(key);
                Desk.Report(new MarketEvent { Kind = EventKind.MarginCallMet, Account = account, Asset = new AssetId(key.Currency) });
            }
        }
    }

    private void Liquidate(AccountId account, AssetId currency)
    {
        var standing = Standing(account, currency);
        if (standing.Equity >= standing.Initial)
        {
            return;
        }

        _liquidations[(account.Value, currency.Value)] = default;
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.LiquidationStarted, Account = account, Asset = currency, Amount = standing.Initial - standing.Equity,
        });
        CancelOrders(account);
        Work(account, currency);
    }

    // One order at a time: the largest requirement first, as few contracts as do.
    private void Work(AccountId account, AssetId currency)
    {
        var standing = Standing(account, currency);
        var target = _options.Text("liquidation") == "initial" ? standing.Initial : standing.Maintenance;
        if (standing.Initial == 0 || (standing.Equity >= target && _options.Text("liquidation") != "all"))
        {
            _liquidations.Remove((account.Value, currency.Value));
            Desk.Report(new MarketEvent
            {
                Kind = EventKind.LiquidationEnded, Account = account, Asset = currency,
                Amount = Math.Max(0, target - standing.Equity),
            });
            WriteOffDebt(account, currency, standing);
            return;
        }

        var position = Futures
            .Where(f => f.Quote == currency && Desk.Model(f.Id).Phase == TradingPhase.Continuous)
            .Select(f => (Future: f, Lots: Desk.Ledger.Balance(account, f.Base)))
            .Where(p => p.Lots != 0)
            .OrderByDescending(p => p.Future.PositionMargin(p.Lots))
            .FirstOrDefault();
        if (position.Future is null)
        {
            // Nothing of it trades; the next phase wakes us.
            _liquidations[(account.Value, currency.Value)] = default;
            return;
        }

        var side = position.Lots > 0 ? Side.Sell : Side.Buy;
        var lots = new Quantity(LotsToClose(position.Future, Math.Abs(position.Lots), standing, target));
        _liquidations[(account.Value, currency.Value)] = Desk.Place(
            Commands.Market(account, position.Future.Id, default, side, lots));
    }

    private long LotsToClose(Future future, long held, in FuturesStanding standing, long target)
    {
        if (_options.Text("liquidation") == "all" || standing.Equity <= 0)
        {
            return held;
        }

        var each = _options.Text("liquidation") == "initial" ? future.InitialMargin.Minor : _margin.MaintenanceOf(future);
        var missing = (Int128)target - standing.Equity;
        var lots = each == 0 ? held : (long)Int128.Min(held, Rounding.Up.Divide(missing, each));
        return Math.Min(held, checked((lots + future.LotStep - 1) / future.LotStep * future.LotStep));
    }

    private void OnLiquidationFilled(OrderId order)
    {
        foreach (var (key, _) in _liquidations.Where(l => l.Value == order).ToList())
        {
            Work(new AccountId(key.Account), new AssetId(key.Currency));
        }
    }

    // No market for all of it: again in a while.
    private void OnLiquidationStopped(OrderId order)
    {
        foreach (var (key, _) in _liquidations.Where(l => l.Value == order).ToList())
        {
            _liquidations[key] = default;
            _retryAt = Desk.Now + _options.Duration("retry");
        }
    }

    // What is left when there is nothing more to close is the broker's loss.
    private void WriteOffDebt(AccountId account, AssetId currency, in FuturesStanding standing)
    {
        var balance = Desk.Ledger.Balance(account, currency);
        if (balance < 0 && standing.Initial == 0)
        {
            Desk.Post(Posting.LossWrittenOff, HouseAccounts.Broker, account, currency, -balance);
        }
    }

    private void AddCallsTo(ref StateHash hash)
    {
        foreach (var (key, due) in _calls)
        {
            hash.Add((long)key.Account);
            hash.Add((long)key.Currency);
            hash.Add(due.Nanoseconds);
        }

        foreach (var (key, order) in _liquidations)
        {
            hash.Add((long)key.Account);
            hash.Add((long)key.Currency);
            hash.Add(unchecked((long)order.Value));
        }

        foreach (var (account, currency) in _holders)
        {
            hash.Add((long)account);
            hash.Add((long)currency);
        }

        hash.Add(_retryAt.Nanoseconds);
    }
}
