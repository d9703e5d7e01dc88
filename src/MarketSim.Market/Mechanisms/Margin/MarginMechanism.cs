using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What all margin mechanisms do: check buying power, watch accounts, call, liquidate, charge interest. How much positions
/// need is the rule of the one that derives from it.</summary>
/// <remarks>
/// Accounts that an event touches, and those whose price zone a price leaves, are looked at once all that a command led to is told.
/// A zone is wide enough that no price within it can cause a shortfall or a new high of the SMA, so that a trade costs nothing for
/// accounts that are well covered, however many hold what was traded.
/// </remarks>
public abstract partial class MarginMechanism : TradingMechanism, IMarginMechanism
{
    private readonly SortedDictionary<int, MarginAccount> _accounts = [];
    private readonly SortedSet<int> _touched = [];
    private readonly MarginAgenda _agenda = new();
    private readonly OptionSet _options;
    private readonly bool _isIntraday;
    private MarginValuation _valuation = null!;
    private LadderUse _orderUse = null!;
    private LadderUse? _cashOrderUse;
    private PriceWatch _watch = null!;
    private Dictionary<int, InstrumentId> _instrumentOfAsset = [];
    private AssetId _currency;
    private decimal _minorPerMoney = 100;

    private protected MarginMechanism(string name, OptionSet options)
        : base(name, options)
    {
        _options = options;
        _isIntraday = options.Flag("intraday-calls");
        _callDays = options.Count("call-days");
        _initialCallDays = options.Count("initial-call-days");
        _callTime = options.TimeOfDay("call-time");
        _callAfter = options.Duration("call-after");
        _critical = options.Percent("critical-equity");
        _liquidates = options.Flag("liquidates");
        _retryAfter = options.Duration("retry-after");
        _writeOffDays = options.Count("write-off-days");
        _minimumEquity = options.Exact("minimum-equity");
        _smallestInitialCall = options.Exact("initial-call-above");
        _interest = new MarginInterest(options);
    }

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        if (desk.Instruments is [var first, ..])
        {
            // The account's currency is that of the first thing that is traded.
            first = desk.Instruments.FirstOrDefault(instrument => instrument is not (MarketIndex or OptionContract)) ?? first;
            _currency = first.Quote;
            _minorPerMoney = MarginValuation.MinorPerUnit(first);
        }

        _valuation = ValuationBy(CreateRule(desk, _options));
        _orderUse = new LadderUse(desk, _valuation);
        _watch = new PriceWatch(desk.Instruments.Count);
        _instrumentOfAsset = [];
        foreach (var instrument in desk.Instruments.Where(_valuation.Counts))
        {
            _instrumentOfAsset.TryAdd(instrument.Base.Value, instrument.Id);
        }
    }

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        FollowOrder(trade.Account, trade.Order);
        FollowOrder(trade.CounterAccount, trade.CounterOrder);
        RecordTrade(trade.Account, trade, trade.Order, trade.Side);
        RecordTrade(trade.CounterAccount, trade, trade.CounterOrder, trade.Side == Side.Buy ? Side.Sell : Side.Buy);
        Touch(trade.Account, trade.Instrument);
        Touch(trade.CounterAccount, trade.Instrument);
        Look(trade.Instrument);
    }

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.AccountOpened when Carries(Desk.TypeOf(item.Account)):
                Carry(item.Account, Desk.TypeOf(item.Account));
                break;
            case EventKind.Accepted or EventKind.Cancelled:
                FollowOrder(item.Account, item.Order);
                FollowLiquidation(item);
                break;
            case EventKind.Rejected:
                FollowLiquidation(item);
                break;
            case EventKind.Reduced or EventKind.Rested or EventKind.Repriced:
                FollowOrder(item.Account, item.Order);
                break;
            case EventKind.Replaced:
                FollowOrder(item.Account, item.CounterOrder);
                FollowOrder(item.Account, item.Order);
                break;
            case EventKind.Deposited or EventKind.FeePosted:
                TouchAsset(item.Account, item.Asset, isDeposit: item.Kind == EventKind.Deposited);
                break;
            case EventKind.Posted:
                TouchPosted(item.Account, item, -item.Amount);
                TouchPosted(item.CounterAccount, item, item.Amount);
                break;
            case EventKind.OfficialPrice or EventKind.Marked:
                Look(item.Instrument);
                break;
            case EventKind.TermsChanged or EventKind.CorporateAction:
                TouchHolders(item.Instrument);
                break;
            case EventKind.PhaseChanged when item.Phase == TradingPhase.Continuous:
                WakeLiquidations();
                break;
        }
    }

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        if (instruction.Instruction is Instruction.ReferencePrice or Instruction.ClosingPrice)
        {
            Look(instruction.Instrument);
        }

        return RejectReason.UnknownInstruction;
    }

    /// <inheritdoc/>
    public override void OnSettled()
    {
        while (_touched.Count > 0)
        {
            var id = _touched.Min;
            _touched.Remove(id);
            Review(_accounts[id]);
        }
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        _isEvening = step is DayStep.MarginCalls or DayStep.Settlement;
        switch (step)
        {
            case DayStep.Open or DayStep.Marks:
                LookAtAll();
                break;
            case DayStep.Charges:
                ChargeInterest(date);
                break;
            case DayStep.MarginCalls:
                LookAtAll();
                EndDay(date);
                break;
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        hash.Add(_isEvening ? 1L : 0L);
        foreach (var account in _accounts.Values)
        {
            account.AddTo(ref hash);
        }
    }

    /// <summary>Makes the rule of requirements.</summary>
    private protected abstract MarginRule CreateRule(MechanismDesk desk, OptionSet options);

    /// <summary>Whether accounts of a type buy by a special memorandum account.</summary>
    private protected abstract bool HasSma(AccountType type);

    /// <summary>Whether accounts of a type pay everything in full.</summary>
    private protected abstract bool PaysInFull(AccountType type);

    /// <summary>Initial and maintenance rates of an ordinary share, by which buying power is told.</summary>
    private protected abstract (decimal Initial, decimal Maintenance) StandardRates { get; }

    /// <summary>Values holdings by a rule.</summary>
    private protected MarginValuation ValuationBy(MarginRule rule) => new(Desk, rule, _currency);

    /// <summary>Accounts that pay in full are valued by a rule of their own.</summary>
    private protected void UseForCash(MarginValuation valuation) => _cashOrderUse = new LadderUse(Desk, valuation);

    private protected virtual MarginValuation ValuationOf(AccountType type) => _valuation;

    private MarginValuation ValuationOf(MarginAccount account) => ValuationOf(account.Type);

    private Holdings HoldingsOf(MarginAccount account)
    {
        var positions = new List<HeldLots>(account.Held.Count);
        foreach (var id in account.Held)
        {
            var lots = Desk.Ledger.Balance(account.Id, Desk.Instruments[id].Base);
            if (lots != 0)
            {
                positions.Add(new HeldLots(new InstrumentId(id), lots));
            }
        }

        return new Holdings(Desk.Ledger.Balance(account.Id, _currency), positions);
    }

    private void Touch(AccountId id, InstrumentId instrument)
    {
        if (_accounts.TryGetValue(id.Value, out var account))
        {
            var what = Desk.Instruments[instrument.Value];
            if (_valuation.Counts(what))
            {
                Note(account, what);
                NoteExposure(account, HoldingsOf(account), isDeposit: false);
                BringSmaUpToDate(account);
            }

            if (account.Liquidation is { } liquidation)
            {
                liquidation.HasTraded = true;
            }

            _touched.Add(id.Value);
        }
    }

    private void Carry(AccountId id, AccountType type)
        => _accounts[id.Value] = new MarginAccount(id, type, new AccountOrders(Desk, _valuation), _agenda) { AccruedTo = Desk.Today };

    private void FollowOrder(AccountId id, OrderId order)
    {
        if (_accounts.TryGetValue(id.Value, out var account))
        {
            account.Orders.Follow(order);
        }
    }

    private void Note(MarginAccount account, Instrument instrument)
    {
        if (Desk.Ledger.Balance(account.Id, instrument.Base) == 0)
        {
            account.Held.Remove(instrument.Id.Value);
        }
        else
        {
            account.Held.Add(instrument.Id.Value);
        }
    }

    private void TouchAsset(AccountId id, AssetId asset, bool isDeposit = false)
    {
        if (!_accounts.TryGetValue(id.Value, out var account))
        {
            return;
        }

        if (_instrumentOfAsset.TryGetValue(asset.Value, out var instrument))
        {
            Note(account, Desk.Instruments[instrument.Value]);
        }

        if (isDeposit)
        {
            NoteExposure(account, HoldingsOf(account), isDeposit: true);
        }

        BringSmaUpToDate(account);
        _touched.Add(id.Value);
    }

    private void TouchPosted(AccountId id, in MarketEvent posting, long received)
    {
        if (!_accounts.TryGetValue(id.Value, out var account))
        {
            return;
        }

        account.IsRestated |= posting.Posting is Posting.SplitShares or Posting.SpinOffShares or Posting.CashInLieu
            or Posting.ContractsAdjusted;
        TouchAsset(id, posting.Asset);

        // Interest, what the broker gives up and what prices of futures did are not the account's doing: the SMA falls by use only.
        if (posting.Posting is Posting.DebitInterest or Posting.Variation or Posting.BorrowFee or Posting.LossWrittenOff && posting.Asset == _currency)
        {
            account.Sma -= HasSma(account.Type) && !account.IsRestated ? received : 0;
        }
    }

    private void TouchHolders(InstrumentId instrument)
    {
        foreach (var account in _accounts.Values)
        {
            account.Orders.Renew(instrument);
            if (account.Held.Contains(instrument.Value)
                || account.Held.Any(id => _valuation.ClassOf(new InstrumentId(id)) == instrument))
            {
                account.IsRestated = true;
                _touched.Add(account.Id.Value);
            }
        }
    }

    // The price of an instrument may have moved: whose zone it left is looked at.
    private void Look(InstrumentId instrument)
    {
        if (_isIntraday && Desk.Prices.Mark(instrument) is { } mark)
        {
            _watch.Move(instrument, mark, _touched);
        }
    }

    private void LookAtAll()
    {
        foreach (var instrument in Desk.Instruments)
        {
            if (Desk.Prices.Mark(instrument.Id) is { } mark)
            {
                _watch.Move(instrument.Id, mark, _touched);
            }
        }
    }
}
