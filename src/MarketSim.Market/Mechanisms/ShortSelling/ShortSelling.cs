using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Short selling: marks, locates, borrowed stock with fee and recall, the price test, close-outs of fails.</summary>
/// <remarks>
/// The ledger counts by trade date, so a short position is a negative balance; who may have one is a margin mechanism's to say. What a
/// short sale has to deliver is borrowed from <see cref="HouseAccounts.Lenders"/> on the morning it settles and returned on the
/// morning a purchase does.
/// <code>
/// Locate ─> short sale ──settlement──┬─> Borrowed ──fee each day──┬─> Returned (bought back)
///                                    │                            └─> Recalled ──not returned──> BoughtIn
///                                    └─> nothing to borrow: a fail ──close-out day──> BoughtIn
/// </code>
/// <c>.Entry</c> marks and refuses orders, <c>.Lending</c> borrows, charges and returns, <c>.CloseOuts</c> buys in. Source: MARKET
/// rules, section 7; Regulation SHO, 17 CFR 242.200 to 204.
/// </remarks>
public sealed partial class ShortSelling : TradingMechanism
{
    private readonly ShortSellingTerms _terms;
    private readonly Locates _locates = new();
    private readonly UnsettledTrades _unsettled = new();
    private readonly SortedDictionary<(int Instrument, int Account), StockLoan> _loans = [];
    private readonly SortedSet<int> _marketMakers = [];
    private readonly SortedDictionary<ulong, OrderMark> _shortOrders = [];
    private PriceTests _tests = null!;
    private bool[] _isCovered = [];
    private bool[] _isEasy = [];
    private long[] _inventory = [];
    private long[] _rate = [];
    private Price?[] _settlementPrice = [];

    private ShortSelling(OptionSet options)
        : base("short-selling", options) => _terms = new ShortSellingTerms(options);

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(ShortSellingTerms.Options, options => new ShortSelling(options));

    /// <summary>What an account has borrowed of an instrument.</summary>
    public long Borrowed(AccountId account, InstrumentId instrument)
        => _loans.TryGetValue((instrument.Value, account.Value), out var loan) ? loan.Borrowed : 0;

    /// <summary>What can still be located or borrowed of an instrument: its inventory, less what is lent, sold short and
    /// located.</summary>
    public long Available(InstrumentId instrument)
    {
        var taken = _locates.Located(instrument);
        foreach (var account in Desk.Participants)
        {
            taken += Math.Max(Borrowed(account, instrument), Short(account, instrument) + _locates.Borrowed(instrument, account));
        }

        return _inventory[instrument.Value] - taken;
    }

    /// <summary>Whether the price test is in force for an instrument.</summary>
    public bool IsTested(InstrumentId instrument) => _tests.IsInForce(instrument);

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        var count = desk.Instruments.Count;
        (_isCovered, _isEasy) = (new bool[count], new bool[count]);
        (_inventory, _rate, _settlementPrice) = (new long[count], new long[count], new Price?[count]);
        _threshold = new ThresholdList[count];
        Array.Fill(_inventory, _terms.Inventory);
        Array.Fill(_rate, _terms.BorrowRate);
        foreach (var instrument in desk.FindAll(_terms.Instruments))
        {
            _isCovered[instrument.Id.Value] = _terms.Instruments.Trim() != "*" || instrument is Equity or Etf;
        }

        foreach (var instrument in desk.FindAll(_terms.EasyToBorrow))
        {
            _isEasy[instrument.Id.Value] = true;
        }

        _tests = new PriceTests(desk, _terms.PriceTest, _terms.PriceTestFall);
    }

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        if (!_isCovered[trade.Instrument.Value])
        {
            return;
        }

        var isBuy = trade.Side == Side.Buy;
        Note(trade.Instrument, isBuy ? trade.Account : trade.CounterAccount, trade.Quantity.Lots);
        Note(trade.Instrument, isBuy ? trade.CounterAccount : trade.Account, -trade.Quantity.Lots);
        var sale = isBuy ? trade.CounterOrder : trade.Order;
        if (_shortOrders.ContainsKey(sale.Value))
        {
            _locates.Use(trade.Instrument, isBuy ? trade.CounterAccount : trade.Account, trade.Quantity.Lots);
            if (!Desk.OpenOrders.TryGet(sale, out _))
            {
                _shortOrders.Remove(sale.Value);
            }
        }

        NoteBuyIn(trade);
        if (_tests.Observe(trade.Instrument, trade.Price))
        {
            HoldAgainstBid(trade.Instrument);
        }
    }

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Accepted or EventKind.Replaced or EventKind.Cancelled or EventKind.Rejected:
                NoteOrder(item);
                break;
            case EventKind.PhaseChanged when item.Phase == TradingPhase.Continuous:
            case EventKind.Quoted when item.Side == Side.Sell && !item.Quantity.IsZero:
                BuyIn(item.Instrument);
                break;
            case EventKind.SettlementFailed when _isCovered[item.Instrument.Value]:
                NoteFail(item);
                break;
            case EventKind.Settled when _isCovered[item.Instrument.Value]:
                NoteSettled(item);
                break;
            case EventKind.CorporateAction when item.Instruction == Instruction.Split:
                _unsettled.Scale(item.Instrument, item.Quantity.Lots, item.Open.Lots);
                var split = item.Instrument;
                foreach (var loan in _loans.Values.Where(loan => loan.Instrument == split))
                {
                    loan.ScaleRecalls(item.Quantity.Lots, item.Open.Lots);
                }

                break;
            case EventKind.Posted when item.Posting == Posting.SplitShares:
                NoteSplit(item);
                break;
            case EventKind.Posted when item.Posting is Posting.ExerciseShares or Posting.AssignmentShares:
                NoteDelivery(item);
                break;
        }
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        switch (step)
        {
            case DayStep.Open:
                _tests.BeginDay(date);
                _locates.Clear();
                CancelStaleShorts();
                for (var i = 0; i < _settlementPrice.Length; i++)
                {
                    _settlementPrice[i] = Desk.Prices.Close(new(i)) ?? Desk.Prices.Mark(new(i));
                }

                SettleLoans(date);
                JudgeFails(date);
                break;
            case DayStep.Charges:
                // Where trades settle on their own day, that is now.
                SettleLoans(date);
                Charge(date);
                break;
        }
    }

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        var place = instruction.Instrument.Value;
        switch (instruction.Instruction)
        {
            case Instruction.ClosingPrice:
                _settlementPrice[place] = instruction.Price;
                return RejectReason.UnknownInstruction;
            case Instruction.MarketMaker:
                return SetMarketMaker(instruction);
            case Instruction.Locate or Instruction.Borrow or Instruction.BorrowRate or Instruction.BorrowInventory
                or Instruction.Recall when !_isCovered[place]:
                return RejectReason.UnknownInstruction;
            case Instruction.Locate:
                return Locate(instruction);
            case Instruction.Borrow:
                return BorrowAhead(instruction);
            case Instruction.BorrowRate when instruction.Amount >= 0:
                _rate[place] = instruction.Amount;
                return RejectReason.None;
            case Instruction.BorrowInventory when instruction.Quantity.Lots >= 0:
                _inventory[place] = instruction.Quantity.Lots;
                return RejectReason.None;
            case Instruction.BorrowRate or Instruction.BorrowInventory:
                return RejectReason.Malformed;
            case Instruction.Recall:
                return Recall(instruction);
            default:
                return RejectReason.UnknownInstruction;
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        _locates.AddTo(ref hash);
        _unsettled.AddTo(ref hash);
        _tests.AddTo(ref hash);
        foreach (var loan in _loans.Values)
        {
            loan.AddTo(ref hash);
        }

        foreach (var (order, mark) in _shortOrders)
        {
            hash.Add(order);
            hash.Add((long)mark);
        }

        foreach (var account in _marketMakers)
        {
            hash.Add((long)account);
        }

        for (var i = 0; i < _rate.Length; i++)
        {
            hash.Add(_inventory[i]);
            hash.Add(_rate[i]);
            hash.Add((_settlementPrice[i] ?? default).Ticks);
            _threshold[i].AddTo(ref hash);
        }
    }

    // Only who may be short ever has to borrow.
    private void Note(InstrumentId instrument, AccountId account, long lots)
    {
        if (MayBeShort(account, instrument))
        {
            var settles = Desk.Calendar.AddBusinessDays(Desk.Today, _terms.SettlementDays);
            _unsettled.Add(instrument, account, settles, lots);
        }
    }

    // Exercised options settle as trades do: an assigned writer without the shares must deliver, and borrow, when a short seller
    // of that day must.
    private void NoteDelivery(in MarketEvent item)
    {
        var asset = item.Asset;
        foreach (var instrument in Desk.Instruments)
        {
            if (instrument.Base == asset && _isCovered[instrument.Id.Value])
            {
                Note(instrument.Id, item.Account, -item.Amount);
                Note(instrument.Id, item.CounterAccount, item.Amount);
                return;
            }
        }
    }

    private RejectReason SetMarketMaker(in Command instruction)
    {
        if (!Desk.Ledger.IsOpen(instruction.Account))
        {
            return RejectReason.UnknownAccount;
        }

        if (instruction.Amount is not (0 or 1))
        {
            return RejectReason.Malformed;
        }

        if (instruction.Amount == 1)
        {
            _marketMakers.Add(instruction.Account.Value);
        }
        else
        {
            _marketMakers.Remove(instruction.Account.Value);
        }

        return RejectReason.None;
    }

    private bool MayBeShort(AccountId account, InstrumentId instrument)
        => account.Value >= HouseAccounts.FirstParticipant.Value && Desk.Ledger.MayBeNegative(account, BaseOf(instrument));

    private AssetId BaseOf(InstrumentId instrument) => Desk.Instruments[instrument.Value].Base;

    private long Position(AccountId account, InstrumentId instrument) => Desk.Ledger.Balance(account, BaseOf(instrument));

    private long Short(AccountId account, InstrumentId instrument) => Math.Max(0, -Position(account, instrument));
}
