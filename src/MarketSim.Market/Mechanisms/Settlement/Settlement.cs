using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Settlement some days after the trade, delivery against payment, through a central counterparty.</summary>
/// <remarks>
/// The ledger counts by trade date: who sells has no share any more, who buys has paid. Settlement lies over it as obligations.
/// Every trade is novated; an account's trades of a settlement day net to one obligation in each instrument, and what fails is netted
/// with those of the next day (continuous net settlement). At the roll of the day on which it is due, an account delivers what it
/// holds settled or borrowed. Fails are marked to the close: cash passes, and comes back on delivery.
/// <code>
/// trade ──roll──> Obligation ──roll n business days on──┬─> Settled
///                                                        └─> SettlementFailed, marked ──every roll──> Settled | BoughtIn | failed
/// </code>
/// Source: MARKET rules, section 14; DTCC/NSCC, Continuous Net Settlement.
/// </remarks>
public sealed partial class Settlement : TradingMechanism
{
    private readonly string _symbols;
    private readonly int _days;
    private readonly long _penaltyPartsPerMillion;
    private readonly int _buyInAfter;
    private readonly ObligationBook _book = new();
    private readonly SortedDictionary<(int Instrument, int Account), long> _borrowed = [];
    private readonly SortedDictionary<(int Instrument, int Account), long> _heldBack = [];
    private readonly ClearingFund _fund;
    private bool[] _isCovered = [];
    private bool _hasTraded;

    private Settlement(OptionSet options)
        : base("settlement", options)
    {
        _symbols = options.Text("instruments");
        _days = options.Count("days");
        _penaltyPartsPerMillion = (long)(options.Number("fail-penalty") * 100);
        _buyInAfter = options.Count("buy-in-after");
        _fund = new ClearingFund(options);
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            new()
            {
                Name = "instruments", Kind = OptionKind.Text, Default = "*",
                Summary = "Symbols separated by blanks; * is all that is paid in full, and options.",
            },
            new()
            {
                Name = "days", Kind = OptionKind.Integer, Default = "1", Min = 0, Max = 30, Unit = "business days",
                Source = "17 CFR 240.15c6-1", Summary = "From trade to settlement.",
            },
            new()
            {
                Name = "fail-penalty", Kind = OptionKind.Number, Default = "0", Min = 0, Max = 1_000, Unit = "bp a day",
                Source = "Regulation (EU) 909/2014, article 7 (1 for liquid shares)",
                Summary = "Of the value at the close, from whom fails to deliver to whom does not receive.",
            },
            new()
            {
                Name = "buy-in-after", Kind = OptionKind.Integer, Default = "0", Min = 0, Max = 365, Unit = "settlement days",
                Source = "NSCC Rule 11, section 7",
                Summary = "A fail that is so old is bought in at the market on the next morning; 0 is never.",
            },
            .. ClearingFund.Options,
        ],
        options => new Settlement(options));

    /// <summary>Every obligation that has not settled, by day, instrument and account, fails last.</summary>
    public IReadOnlyList<NetObligation> Obligations => [.. _book.All()];

    /// <summary>Those of them that have failed.</summary>
    public IReadOnlyList<NetObligation> Fails
        => [.. _book.Fails.Select(pair => pair.Value.ToNet(pair.Key.Account, pair.Key.Instrument))];

    /// <summary>Shares that an account has received, or never had to; not what it has bought and awaits.</summary>
    public long SettledShares(AccountId account, InstrumentId instrument)
        => Desk.Ledger.Balance(account, Desk.Instruments[instrument.Value].Base) - _book.Unsettled(instrument, account);

    /// <summary>Money that an account may spend without relying on sales that have not settled. Who sells what he bought beyond it,
    /// before paying for it, rides free (12 CFR 220.8).</summary>
    /// <param name="account">Whose.</param>
    /// <param name="currency">In which currency.</param>
    public long SettledCash(AccountId account, AssetId currency)
        => Desk.Ledger.Balance(account, currency) - _book.Uncollected(account, IsIn(currency));

    /// <summary>What the central counterparty holds of marks: it comes back on delivery.</summary>
    public long MarksHeld(AssetId currency) => _book.Marks(IsIn(currency));

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        base.Begin(desk);
        _fund.Begin(desk);
        _isCovered = new bool[desk.Instruments.Count];
        foreach (var instrument in desk.FindAll(_symbols))
        {
            _isCovered[instrument.Id.Value] = _symbols.Trim() != "*" || IsUsual(instrument);
        }
    }

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        if (!_isCovered[trade.Instrument.Value])
        {
            return;
        }

        var (buyer, seller) = trade.Side == Side.Buy ? (trade.Account, trade.CounterAccount) : (trade.CounterAccount, trade.Account);
        Owe(trade.Instrument, buyer, trade.Quantity.Lots, -trade.Amount);
        Owe(trade.Instrument, seller, -trade.Quantity.Lots, trade.Amount);
        NoteBuyIn(trade);
    }

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Borrowed:
                Change(_borrowed, item, item.Quantity.Lots);
                break;
            case EventKind.Returned:
                Change(_borrowed, item, -item.Quantity.Lots);
                break;
            case EventKind.CorporateAction when item.Instruction == Instruction.Split:
                Split(item.Instrument, new ShareRatio(item.Quantity.Lots, item.Open.Lots));
                break;
            case EventKind.PhaseChanged when item.Phase == TradingPhase.Continuous:
                BuyIn(item.Instrument);
                break;
            case EventKind.Posted:
                NoteDelivery(item);
                break;
        }
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        if (step == DayStep.Settlement)
        {
            Settle(date);
        }
    }

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        switch (instruction.Instruction)
        {
            case Instruction.MemberDefault:
                return _fund.Default(instruction.Account, instruction.Amount);
            case Instruction.HoldBack:
                break;
            default:
                return RejectReason.UnknownInstruction;
        }

        if (!Desk.Ledger.IsOpen(instruction.Account))
        {
            return RejectReason.UnknownAccount;
        }

        if (!_isCovered[instruction.Instrument.Value] || instruction.Quantity.Lots < 0)
        {
            return RejectReason.NothingToDo;
        }

        _heldBack[(instruction.Instrument.Value, instruction.Account.Value)] = instruction.Quantity.Lots;
        return RejectReason.None;
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        _book.AddTo(ref hash);
        foreach (var counts in (SortedDictionary<(int Instrument, int Account), long>[])[_borrowed, _heldBack])
        {
            foreach (var ((instrument, account), lots) in counts)
            {
                hash.Add((long)instrument);
                hash.Add((long)account);
                hash.Add(lots);
            }
        }

        AddBuyInsTo(ref hash);
        _fund.AddTo(ref hash);
    }

    private void Owe(InstrumentId instrument, AccountId account, long shares, long cash)
    {
        _hasTraded = true;
        _book.Add(Desk.Calendar.AddBusinessDays(Desk.Today, _days), instrument, account, shares, cash);
        _fund.Note(account);
    }

    // What is exercised or assigned is delivered as if it were traded at the strike.
    private void NoteDelivery(in MarketEvent item)
    {
        if (item.Posting is < Posting.ExerciseCash or > Posting.AssignmentShares
            || (item.Account != HouseAccounts.Ccp && item.CounterAccount != HouseAccounts.Ccp)
            || Desk.Instruments[item.Instrument.Value] is not OptionContract { Settlement: OptionSettlement.Physical } option)
        {
            return;
        }

        var party = item.Account == HouseAccounts.Ccp ? item.CounterAccount : item.Account;
        var amount = item.Account == HouseAccounts.Ccp ? item.Amount : -item.Amount;
        var underlying = Desk.Instruments[option.Underlying.Value];
        if (_isCovered[option.Underlying.Value] && (item.Asset == underlying.Base || item.Asset == underlying.Quote))
        {
            Owe(underlying.Id, party, item.Asset == underlying.Base ? amount : 0, item.Asset == underlying.Quote ? amount : 0);
        }
    }

    private void Split(InstrumentId instrument, ShareRatio ratio)
    {
        // Borrowed stock follows by the events of who lends it.
        _book.Split(instrument, ratio);
        foreach (var key in _heldBack.Keys.Where(key => key.Instrument == instrument.Value).ToList())
        {
            _heldBack[key] = ratio.Of(_heldBack[key]);
        }
    }

    private Func<int, bool> IsIn(AssetId currency) => instrument => Desk.Instruments[instrument].Quote == currency;

    private static void Change(SortedDictionary<(int Instrument, int Account), long> counts, in MarketEvent item, long by)
    {
        var key = (item.Instrument.Value, item.Account.Value);
        counts[key] = counts.GetValueOrDefault(key) + by;
    }

    private static bool IsUsual(Instrument instrument)
        => instrument is OptionContract || (!instrument.IsMargined && instrument is not (MarketIndex or CryptoPair or FxPair));
}
