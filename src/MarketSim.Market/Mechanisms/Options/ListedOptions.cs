using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The life of listed options: exercise, exercise by exception, assignment, delivery, expiry.</summary>
/// <remarks>
/// <code>
/// traded ──> held ─┬─ Exercise (American: any day; European: the last) ─┐
///                  │                                                    ├─> the night: Exercised ──> Assigned ──> delivery
///                  └─ last day, in the money, not refused ──────────────┘
///                  └─ last day, else ──> ContractExpired
/// </code>
/// Positions are ledger balances: holders are positive, writers negative, and they sum to zero. Who may write is for a margin mechanism
/// to say; here an assignment cannot be refused, and leaves a debt where the account lacks money or shares. Source: OCC, "Characteristics
/// and Risks of Standardized Options"; MARKET rules, section 9.
/// </remarks>
public sealed class ListedOptions : TradingMechanism
{
    private readonly ExerciseBook _book = new();
    private readonly ShortQueue _written = new();
    private readonly SortedSet<int> _ended = [];
    private readonly SortedDictionary<int, (DateOnly Day, Price Price)> _firstValues = [];
    private readonly SortedDictionary<int, DateOnly> _warned = [];
    private readonly List<(InstrumentId Share, DateOnly ExDate, long AmountMicro)> _dividends = [];
    private List<InstrumentId> _series = [];

    // By instrument: whether a series that delivers is written on it, so that the close of all others costs nothing.
    private bool[] _isDelivered = [];
    private DateOnly? _rolledOn;
    private OptionNight? _night;

    /// <summary>Makes it from its parameters.</summary>
    public ListedOptions(OptionSet options)
        : base("options", options)
        => Rules = OptionRules.Of(options);

    /// <summary>How it is listed.</summary>
    public static MechanismType Type { get; } = new(OptionRules.Specs, options => new ListedOptions(options));

    /// <summary>Its parameters.</summary>
    public OptionRules Rules { get; }

    /// <summary>The series that it answers for, with the terms in force.</summary>
    public IEnumerable<OptionContract> Series => _series.Select(Terms);

    /// <summary>Whether trading in a series has ended.</summary>
    public bool HasEnded(InstrumentId series) => _ended.Contains(series.Value) || Desk.Today > LastTradingDay(Terms(series));

    /// <summary>Contracts of a series that are open: those of all holders, and as many of all writers.</summary>
    public long OpenInterest(InstrumentId series)
        => HoldersAndWriters.Of(Desk, Terms(series)).Sum(entry => Math.Max(0, entry.Contracts));

    /// <summary>Contracts whose exercise is decided and will be carried out at the end of the day.</summary>
    public long Noticed(AccountId account, InstrumentId series) => _book.Noticed(series, account);

    /// <summary>The last day on which a series trades.</summary>
    public DateOnly LastTradingDay(OptionContract series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.Settlement == OptionSettlement.Cash && Rules.SettlementPrice == SettlementPriceRule.Open
            ? Desk.Calendar.AddBusinessDays(series.Expiry, -1)
            : series.Expiry;
    }

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        _series = Listing.Of<OptionContract>(desk, Spec.Name, Rules.Instruments, "option", series => series.Underlying);
        _isDelivered = new bool[desk.Instruments.Count];
        foreach (var series in Series)
        {
            CheckDelivery(series);
            _isDelivered[series.Underlying.Value] |= series.Settlement == OptionSettlement.Physical;
        }

        _night = new OptionNight(desk, Rules, _book, _written);
    }

    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command command, in EntryContext context)
        => command.Kind != CommandKind.Deposit && context.Instrument is OptionContract && Answers(context.Instrument.Id)
            && HasEnded(context.Instrument.Id)
            ? RejectReason.MarketClosed
            : RejectReason.None;

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        if (instruction.Instruction == Instruction.ReferencePrice)
        {
            NoteFirstValue(instruction);
            return RejectReason.UnknownInstruction;
        }

        if (!Answers(instruction.Instrument))
        {
            return RejectReason.UnknownInstruction;
        }

        return instruction.Instruction switch
        {
            Instruction.Exercise => Exercise(instruction),
            Instruction.DoNotExercise => Refuse(instruction),
            _ => RejectReason.UnknownInstruction,
        };
    }

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        if (Rules.Assignment == AssignmentMethod.Fifo && Answers(trade.Instrument))
        {
            Follow(trade.Instrument, trade.Account, scales: false);
            Follow(trade.Instrument, trade.CounterAccount, scales: false);
        }
    }

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Posted when Rules.Assignment == AssignmentMethod.Fifo:
                FollowPosting(item);
                break;
            case EventKind.Instructed when item.Instruction == Instruction.Dividend:
                _dividends.Add((item.Instrument, Desk.Calendar.DateOf(item.Until), item.Amount));
                break;
            case EventKind.PhaseChanged when item.Phase == TradingPhase.Closed && _isDelivered[item.Instrument.Value]:
                WarnOfPins(item.Instrument);
                break;
            case EventKind.PhaseChanged when item.Phase != TradingPhase.Closed && _ended.Contains(item.Instrument.Value):
                Desk.Enqueue(Commands.SetPhase(item.Instrument, TradingPhase.Closed));
                break;
        }
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        if (step != DayStep.Expiry)
        {
            return;
        }

        _rolledOn = date;
        foreach (var id in _series.Where(id => !_ended.Contains(id.Value)))
        {
            var series = Terms(id);
            var isLast = date >= series.Expiry;
            _night!.Process(series, SettlementPrice(series, date), isLast, Rules.ExercisesEarly && !isLast ? DividendAfter(series, date) : 0, date);
            if (isLast)
            {
                _ended.Add(id.Value);
                _book.End(id);
                _written.End(id);
            }

            if (date >= LastTradingDay(series))
            {
                Desk.CancelAll(id, CancelReason.InstrumentEnded);
            }
        }

        _dividends.RemoveAll(dividend => dividend.ExDate <= date);
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        _book.AddTo(ref hash);
        _written.AddTo(ref hash);
        hash.Add(_night?.Drawn ?? 0);
        foreach (var series in _ended)
        {
            hash.Add((long)series);
        }

        foreach (var (share, exDate, amount) in _dividends)
        {
            hash.Add((long)share.Value);
            hash.Add((long)exDate.DayNumber);
            hash.Add(amount);
        }

        foreach (var (underlying, (day, price)) in _firstValues)
        {
            hash.Add((long)underlying);
            hash.Add((long)day.DayNumber);
            hash.Add(price.Ticks);
        }
    }

    private void CheckDelivery(OptionContract series)
    {
        var underlying = Desk.Instruments[series.Underlying.Value];
        if (underlying is MarketIndex && series.Settlement == OptionSettlement.Physical)
        {
            throw new ArgumentException(
                $"Option '{series.Symbol}' cannot deliver '{underlying.Symbol}', which does not trade; give it cash settlement.");
        }
    }

    private OptionContract Terms(InstrumentId series) => (OptionContract)Desk.Instruments[series.Value];

    private bool Answers(InstrumentId instrument) => _series.BinarySearch(instrument) >= 0;

    private RejectReason Exercise(in Command instruction)
    {
        var series = Terms(instruction.Instrument);
        var (account, contracts) = (instruction.Account, instruction.Quantity.Lots);
        if (MayDecide(instruction) is var refusal and not RejectReason.None)
        {
            return refusal;
        }

        if (contracts < 1)
        {
            return RejectReason.InvalidQuantity;
        }

        if (series.Style == ExerciseStyle.European && Desk.Today < series.Expiry)
        {
            return RejectReason.NotPermitted;
        }

        var free = Desk.Ledger.Balance(account, series.Base) - _book.Noticed(series.Id, account);
        if (free < contracts)
        {
            return free <= 0 ? RejectReason.NothingToDo : RejectReason.InsufficientAssets;
        }

        return Notice(series, account, contracts);
    }

    // Contracts of a notice are promised, and so is what the account must bring, unless it may owe.
    private RejectReason Notice(OptionContract series, AccountId account, long contracts)
    {
        var (asset, amount) = (series.Quote, 0L);
        if (!Desk.Ledger.MayBeNegative(account, series.Quote))
        {
            var each = new OptionDelivery(Desk, series, null).Need;
            (asset, amount) = (each.Asset, checked(each.Amount * contracts));
            if (Desk.Ledger.Available(account, series.Base) < contracts || (amount > 0 && Desk.Ledger.Available(account, asset) < amount))
            {
                return asset == series.Quote && amount > 0 ? RejectReason.InsufficientFunds : RejectReason.InsufficientAssets;
            }

            Guard.That(Desk.Ledger.TryReserve(account, asset, amount), "what is available can be set aside");
        }

        Guard.That(Desk.Ledger.TryReserve(account, series.Base, contracts), "contracts that are held can be set aside");
        _book.Add(series.Id, account, contracts, asset, amount);
        return RejectReason.None;
    }

    private RejectReason Refuse(in Command instruction)
    {
        if (MayDecide(instruction) is var refusal and not RejectReason.None)
        {
            return refusal;
        }

        if (instruction.Quantity.Lots < 0)
        {
            return RejectReason.InvalidQuantity;
        }

        _book.Refuse(instruction.Instrument, instruction.Account, instruction.Quantity.Lots);
        return RejectReason.None;
    }

    private RejectReason MayDecide(in Command instruction)
    {
        if (!Desk.Ledger.IsOpen(instruction.Account))
        {
            return RejectReason.UnknownAccount;
        }

        if (_ended.Contains(instruction.Instrument.Value))
        {
            return RejectReason.NothingToDo;
        }

        return Desk.Calendar.TimeOfDay(Desk.Now) > Rules.CutOff || _rolledOn == Desk.Today ? RejectReason.TooLate : RejectReason.None;
    }

    private void NoteFirstValue(in Command instruction)
    {
        var underlying = instruction.Instrument.Value;
        if (!_firstValues.TryGetValue(underlying, out var first) || first.Day != Desk.Today)
        {
            _firstValues[underlying] = (Desk.Today, instruction.Price);
        }
    }

    private Price? SettlementPrice(OptionContract series, DateOnly date)
    {
        var underlying = series.Underlying;
        if (Rules.SettlementPrice == SettlementPriceRule.Open && series.Settlement == OptionSettlement.Cash)
        {
            var first = _firstValues.TryGetValue(underlying.Value, out var value) && value.Day == date ? value.Price : (Price?)null;
            return Desk.Prices.Open(underlying) ?? first ?? Desk.Prices.Mark(underlying);
        }

        // What does not trade has no close of its own unless somebody states it: its last value is the close.
        return Rules.SettlementPrice == SettlementPriceRule.Reference || Desk.Instruments[underlying.Value] is MarketIndex
            ? Desk.Prices.Mark(underlying)
            : Desk.Prices.Close(underlying) ?? Desk.Prices.Mark(underlying);
    }

    // In millionths of a minor unit a share: ordinary dividends whose ex-date comes before one could decide again.
    private long DividendAfter(OptionContract series, DateOnly date)
    {
        var next = Desk.Calendar.AddBusinessDays(date, 1);
        return _dividends
            .Where(dividend => dividend.Share == series.Underlying && dividend.ExDate > date && dividend.ExDate <= next)
            .Sum(dividend => dividend.AmountMicro);
    }

    private void WarnOfPins(InstrumentId underlying)
    {
        var price = Desk.Prices.Mark(underlying);
        foreach (var series in Series.Where(s => s.Underlying == underlying && s.Settlement == OptionSettlement.Physical))
        {
            var isDue = price is not null && Desk.Today >= series.Expiry && !_ended.Contains(series.Id.Value)
                && _warned.GetValueOrDefault(series.Id.Value) != Desk.Today;
            var distance = isDue ? Math.Abs(Desk.Instruments[underlying.Value].ToDecimal(new Price(price!.Value - series.Strike))) : 0;
            if (!isDue || distance > Rules.PinRange)
            {
                continue;
            }

            _warned[series.Id.Value] = Desk.Today;
            foreach (var (account, contracts) in HoldersAndWriters.Of(Desk, series))
            {
                Desk.Report(new MarketEvent
                {
                    Kind = EventKind.PinRisk, Instrument = series.Id, Account = account, Price = price!.Value,
                    Side = contracts > 0 ? Side.Buy : Side.Sell, Quantity = new Quantity(Math.Abs(contracts)),
                });
            }
        }
    }

    private void FollowPosting(in MarketEvent item)
    {
        var asset = item.Asset;
        var scales = item.Posting == Posting.ContractsAdjusted;
        foreach (var series in Series.Where(series => series.Base == asset))
        {
            Follow(series.Id, item.Account, scales);
            Follow(series.Id, item.CounterAccount, scales);
        }
    }

    private void Follow(InstrumentId series, AccountId account, bool scales)
    {
        if (account != HouseAccounts.Ccp && account != Ledger.OutsideWorld)
        {
            _written.Follow(series, account, Desk.Ledger.Balance(account, Terms(series).Base), scales);
        }
    }
}
