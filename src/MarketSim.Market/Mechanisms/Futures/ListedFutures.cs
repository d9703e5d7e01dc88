using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Futures: positions are marked to a settlement price every day and the variation is paid; who falls below maintenance
/// margin is called up to initial margin, and liquidated if he does not pay; expired contracts settle in cash or are delivered.</summary>
/// <remarks>
/// Two kinds of accounts can trade futures. One of type <see cref="AccountType.Cash"/> has initial margin set aside in the ledger for every
/// contract and every order, as the venue does for all that is paid in full. One of type <see cref="AccountType.Futures"/> is carried
/// here: its equity must cover the worst case of positions and orders together, so that an order which closes costs nothing. Variation
/// passes through the central counterparty. Source: MARKET rules, sections 11, 8 and 17.
/// </remarks>
public sealed partial class ListedFutures : TradingMechanism
{
    private readonly OptionSet _options;
    private readonly SortedDictionary<int, SettlementPrices> _days = [];
    private readonly SortedSet<int> _expired = [];
    private readonly FuturesMargin _margin;

    private ListedFutures(OptionSet options)
        : base("futures", options)
    {
        _options = options;
        _margin = new FuturesMargin((decimal)options.Number("maintenance"), (decimal)options.Number("spread-credit"));
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(FuturesOptions.All, options => new ListedFutures(options));

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        base.Begin(desk);
        var symbols = _options.Text("instruments");
        foreach (var instrument in desk.FindAll(symbols))
        {
            if (instrument is Future)
            {
                _days.Add(instrument.Id.Value, new SettlementPrices(_options.Text("settlement"), _options.Duration("window")));
            }
            else if (symbols.Trim() != "*")
            {
                throw new ArgumentException($"Mechanism 'futures': '{instrument.Symbol}' is not a future; name futures, or * for all.");
            }
        }
    }

    /// <inheritdoc/>
    public override bool Carries(AccountType type) => type == AccountType.Futures;

    /// <summary>What an account's futures in one currency are worth and need at this moment.</summary>
    public FuturesStanding Standing(AccountId account, AssetId currency) => _margin.Of(account, currency, Futures, Desk);

    /// <summary>Maintenance margin of one contract, in minor units of its quote asset.</summary>
    public long MaintenanceOf(Future future) => _margin.MaintenanceOf(future);

    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command command, in EntryContext context)
    {
        var isPlace = command.Kind != CommandKind.Deposit;
        if (isPlace && _expired.Contains(command.Instrument.Value))
        {
            return RejectReason.MarketClosed;
        }

        if (Desk.TypeOf(command.Account) != AccountType.Futures)
        {
            return RejectReason.None;
        }

        if (!isPlace)
        {
            var standing = _margin.Of(command.Account, command.Asset, Futures, Desk);
            return standing.Equity + command.Amount >= standing.WorstCase ? RejectReason.None : RejectReason.InsufficientFunds;
        }

        if (!_days.ContainsKey(command.Instrument.Value))
        {
            var others = _margin.Of(command.Account, context.Instrument.Quote, Futures, Desk, command);
            return PaidInFull.Check(command, context, Desk, others.Equity - others.WorstCase);
        }

        var before = _margin.Of(command.Account, context.Instrument.Quote, Futures, Desk);
        var after = _margin.Of(command.Account, context.Instrument.Quote, Futures, Desk, command);
        return after.WorstCase <= before.WorstCase || after.Equity >= after.WorstCase
            ? RejectReason.None
            : RejectReason.InsufficientFunds;
    }

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        if (!_days.TryGetValue(trade.Instrument.Value, out var day))
        {
            return;
        }

        day.Observe(trade);
        foreach (var (account, order, open) in (ReadOnlySpan<(AccountId, OrderId, Quantity)>)
            [(trade.Account, trade.Order, trade.Open), (trade.CounterAccount, trade.CounterOrder, trade.CounterOpen)])
        {
            _holders.Add((account.Value, Desk.Instruments[trade.Instrument.Value].Quote.Value));
            Review(account);
            if (open.IsZero && MechanismDesk.IsVenueOrder(order))
            {
                OnLiquidationFilled(order);
            }
        }
    }

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Uncrossed when _days.TryGetValue(item.Instrument.Value, out var day):
                day.Observe(item);
                break;
            case EventKind.Deposited:
                Review(item.Account);
                break;
            case EventKind.Cancelled or EventKind.Rejected when MechanismDesk.IsVenueOrder(item.Order):
                OnLiquidationStopped(item.Order);
                break;
            case EventKind.PhaseChanged when item.Phase == TradingPhase.Continuous:
                WorkAll();
                break;
        }
    }

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        if (instruction.Instruction is Instruction.ReferencePrice or Instruction.ClosingPrice
            && _days.TryGetValue(instruction.Instrument.Value, out var day))
        {
            day.Observe(instruction);
        }

        return RejectReason.UnknownInstruction;
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        switch (step)
        {
            case DayStep.Expiry:
                foreach (var future in Futures.Where(f => f.Expiry <= date && !_expired.Contains(f.Id.Value)))
                {
                    Expire(future);
                }

                break;
            case DayStep.Marks:
                foreach (var future in Futures.Where(f => !_expired.Contains(f.Id.Value)))
                {
                    Mark(future, _days[future.Id.Value].Of(Desk.Now) ?? future.SettlementPrice);
                }

                break;
            case DayStep.MarginCalls:
                CallAll(date);
                foreach (var day in _days.Values)
                {
                    day.BeginDay();
                }

                break;
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        foreach (var (instrument, day) in _days)
        {
            hash.Add((long)instrument);
            hash.Add(_expired.Contains(instrument) ? 1L : 0L);
            day.AddTo(ref hash);
        }

        AddCallsTo(ref hash);
    }

    private IEnumerable<Future> Futures => _days.Keys.Select(id => (Future)Desk.Instruments[id]);
}
