using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Company warrants: exercise into new shares, and what it does to the value of all others.</summary>
/// <remarks>
/// Whoever exercises gives the warrants back, pays the strike to the company, which is part of the outside world, and gets new shares
/// from there: shares outstanding are what the ledger has issued. At expiry what is in the money is exercised by exception.
/// Where the company's value is stated, it grows by what is paid, and the share is valued at its part of it. Source: MARKET rules,
/// section 10; Galai and Schneller (1978).
/// </remarks>
public sealed class CompanyWarrants : TradingMechanism
{
    private readonly SortedDictionary<int, long> _values = [];
    private readonly SortedDictionary<(int Warrant, int Account), long> _refused = [];
    private readonly SortedSet<int> _ended = [];
    private readonly string _instruments;
    private readonly decimal _threshold;
    private readonly SimDuration _cutOff;
    private readonly UnfundedExercise _unfunded;
    private List<InstrumentId> _warrants = [];

    /// <summary>Makes it from its parameters.</summary>
    public CompanyWarrants(OptionSet options)
        : base("warrants", options)
    {
        _instruments = options.Text("instruments");
        _threshold = decimal.Parse(options.Text("exception-threshold"), NumberStyles.Float, CultureInfo.InvariantCulture);
        _cutOff = options.TimeOfDay("cut-off");
        _unfunded = options.Text("unfunded") switch
        {
            "lapse" => UnfundedExercise.Lapse, "owe" => UnfundedExercise.Owe, _ => UnfundedExercise.CloseOut,
        };
    }

    /// <summary>How it is listed.</summary>
    public static MechanismType Type { get; } = new(
    [
        new()
        {
            Name = "instruments", Kind = OptionKind.Text, Default = "*", Summary = "Which warrants: symbols separated by blanks, or * for all.",
        },
        new()
        {
            Name = "exception-threshold", Kind = OptionKind.Number, Default = "0.01", Min = 0, Unit = "quote currency a share",
            Summary = "How far in the money a warrant is at expiry to be exercised by exception.",
        },
        new()
        {
            Name = "cut-off", Kind = OptionKind.TimeOfDay, Default = "17:30", Unit = "time of day",
            Summary = "Until when exercises are taken.",
        },
        new()
        {
            Name = "unfunded", Kind = OptionKind.Choice, Default = "close-out", Choices = ["close-out", "lapse", "owe"],
            Summary = "What becomes of an exercise by exception that an account which pays in full cannot pay: "
                + "the broker takes it and pays its worth, it lapses, or the account owes.",
        },
    ], options => new CompanyWarrants(options));

    /// <summary>The issues that it answers for, with the terms in force.</summary>
    public IEnumerable<Warrant> Issues => _warrants.Select(Terms);

    /// <summary>The company of a share, as things stand.</summary>
    public Company CompanyOf(InstrumentId share) => new(
        Desk.Instruments[share.Value], Desk.Ledger.Issued(Desk.Instruments[share.Value].Base),
        _values.TryGetValue(share.Value, out var value) ? new Money(value) : null,
        [.. Issues.Where(issue => issue.Share == share).Select(issue => (issue, Desk.Ledger.Issued(issue.Base)))]);

    /// <summary>Who has shares of a company (negative: is short of them), in order of account; they sum to those outstanding.</summary>
    public IReadOnlyList<(AccountId Account, long Shares)> CapTable(InstrumentId share)
    {
        var asset = Desk.Instruments[share.Value].Base;
        return [.. Enumerable.Range(1, Desk.Ledger.AccountCount - 1).Select(id => new AccountId(id)).Where(Desk.Ledger.IsOpen)
            .Select(account => (account, Desk.Ledger.Balance(account, asset))).Where(entry => entry.Item2 != 0)];
    }

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        _warrants = Listing.Of<Warrant>(desk, Spec.Name, _instruments, "company warrant", warrant => warrant.Share);
    }

    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command command, in EntryContext context)
        => command.Kind != CommandKind.Deposit && context.Instrument is Warrant warrant && Answers(warrant.Id)
            && (_ended.Contains(warrant.Id.Value) || Desk.Today > warrant.Expiry)
            ? RejectReason.MarketClosed
            : RejectReason.None;

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        var about = instruction.Instrument;
        switch (instruction.Instruction)
        {
            case Instruction.CompanyValue when Issues.Any(issue => issue.Share == about):
                return State(instruction);
            case Instruction.Exercise when Answers(about):
                return Exercise(instruction);
            case Instruction.DoNotExercise when Answers(about):
                return Refuse(instruction);
            default:
                return RejectReason.UnknownInstruction;
        }
    }

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        if (item.Kind == EventKind.PhaseChanged && item.Phase != TradingPhase.Closed && _ended.Contains(item.Instrument.Value))
        {
            Desk.Enqueue(Commands.SetPhase(item.Instrument, TradingPhase.Closed));
        }
        else if (item is { Kind: EventKind.CorporateAction, Instruction: Instruction.Split or Instruction.SpecialDividend }
            or { Kind: EventKind.CorporateAction, Instruction: Instruction.SpinOff, Amount: > 0 })
        {
            Adjust(item);
        }
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        if (step != DayStep.Expiry)
        {
            return;
        }

        foreach (var warrant in Issues.Where(issue => date >= issue.Expiry && !_ended.Contains(issue.Id.Value)).ToList())
        {
            Expire(warrant);
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        foreach (var (share, value) in _values)
        {
            hash.Add((long)share);
            hash.Add(value);
        }

        foreach (var ((warrant, account), refused) in _refused)
        {
            hash.Add((long)warrant);
            hash.Add((long)account);
            hash.Add(refused);
        }

        foreach (var ended in _ended)
        {
            hash.Add((long)ended);
        }
    }

    private void Adjust(MarketEvent action)
    {
        foreach (var issue in Issues.Where(issue => issue.Share == action.Instrument && !_ended.Contains(issue.Id.Value)).ToList())
        {
            var terms = action.Instruction == Instruction.Split
                ? issue.Split(action.Quantity.Lots, action.Open.Lots)
                : issue.Cut(DividendUnits.Ticks(Desk.Instruments[issue.Share.Value], action.Amount));
            Desk.Relist(issue.After(terms));
            Desk.Report(terms);
        }
    }

    private Warrant Terms(InstrumentId warrant) => (Warrant)Desk.Instruments[warrant.Value];

    private bool Answers(InstrumentId instrument) => _warrants.BinarySearch(instrument) >= 0;

    private RejectReason State(in Command instruction)
    {
        if (instruction.Amount < 0)
        {
            return RejectReason.Malformed;
        }

        if (instruction.Amount == 0)
        {
            _values.Remove(instruction.Instrument.Value);
            return RejectReason.None;
        }

        _values[instruction.Instrument.Value] = instruction.Amount;
        Restate(instruction.Instrument);
        return RejectReason.None;
    }

    private RejectReason Exercise(in Command instruction)
    {
        var warrant = Terms(instruction.Instrument);
        var (account, count) = (instruction.Account, instruction.Quantity.Lots);
        if (MayDecide(instruction) is var refusal and not RejectReason.None)
        {
            return refusal;
        }

        if (warrant.Style == ExerciseStyle.European && Desk.Today < warrant.Expiry)
        {
            return RejectReason.NotPermitted;
        }

        if (SharesFor(warrant, count) < 1)
        {
            return RejectReason.InvalidQuantity;
        }

        if (Desk.Ledger.Available(account, warrant.Base) < count)
        {
            return Desk.Ledger.Balance(account, warrant.Base) <= 0 ? RejectReason.NothingToDo : RejectReason.InsufficientAssets;
        }

        if (!CanPay(account, warrant, count))
        {
            return RejectReason.InsufficientFunds;
        }

        CarryOut(account, warrant, count, EventFlags.None, account);
        Restate(warrant.Share);
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

        _refused[(instruction.Instrument.Value, instruction.Account.Value)] = instruction.Quantity.Lots;
        return RejectReason.None;
    }

    private RejectReason MayDecide(in Command instruction)
        => !Desk.Ledger.IsOpen(instruction.Account) ? RejectReason.UnknownAccount
            : _ended.Contains(instruction.Instrument.Value) || Desk.Today > Terms(instruction.Instrument).Expiry ? RejectReason.NothingToDo
            : Desk.Calendar.TimeOfDay(Desk.Now) > _cutOff ? RejectReason.TooLate
            : RejectReason.None;

    // Fractions of a share are not issued, and the warrants for them stay.
    private static long SharesFor(Warrant warrant, long count)
        => count < 1 ? 0 : (long)((Int128)count * warrant.Shares / warrant.PerWarrants);

    private static long WarrantsFor(Warrant warrant, long shares)
        => (long)Rounding.Up.Divide((Int128)shares * warrant.PerWarrants, warrant.Shares);

    private Money Cost(Warrant warrant, long count)
        => Desk.Instruments[warrant.Share.Value].QuoteAmount(warrant.Strike, new Quantity(SharesFor(warrant, count)));

    private bool CanPay(AccountId account, Warrant warrant, long count)
        => Desk.Ledger.MayBeNegative(account, warrant.Quote)
            || Desk.Ledger.Available(account, warrant.Quote) >= Cost(warrant, count).Minor;

    private void CarryOut(AccountId account, Warrant warrant, long count, EventFlags flags, AccountId buyer)
    {
        var shares = SharesFor(warrant, count);
        var cost = Cost(warrant, count);
        var price = Desk.Prices.Mark(warrant.Share) ?? default;
        var about = new MarketEvent { Instrument = warrant.Id, Price = price, Quantity = new Quantity(WarrantsFor(warrant, shares)) };
        Desk.Report(about with { Kind = EventKind.Exercised, Account = account, Side = Side.Buy, Flags = flags });
        Desk.Post(Posting.ContractsClosed, account, Ledger.OutsideWorld, warrant.Base, about.Quantity.Lots, about);
        Desk.Post(Posting.WarrantExercise, buyer, Ledger.OutsideWorld, warrant.Quote, cost.Minor, about);
        Desk.Post(
            Posting.WarrantExercise, Ledger.OutsideWorld, buyer, Desk.Instruments[warrant.Share.Value].Base, shares, about);
        if (_values.TryGetValue(warrant.Share.Value, out var value))
        {
            _values[warrant.Share.Value] = checked(value + cost.Minor);
        }
    }

    private void Restate(InstrumentId share)
    {
        var company = CompanyOf(share);
        if (company.FairPrice is { } fair)
        {
            Desk.Prices.SetReference(share, fair);
        }

        Desk.Report(new MarketEvent
        {
            Kind = EventKind.CompanyRestated, Instrument = share, Quantity = new Quantity(company.SharesOutstanding),
            Price = company.FairPrice ?? Desk.Prices.Mark(share) ?? default, Amount = company.Value?.Minor ?? 0,
        });
    }

    private void Expire(Warrant warrant)
    {
        var share = Desk.Instruments[warrant.Share.Value];
        var company = CompanyOf(share.Id);
        var price = company.FairPrice ?? Desk.Prices.Close(share.Id) ?? Desk.Prices.Mark(share.Id);
        var threshold = (long)decimal.Ceiling(_threshold / share.PriceUnit);
        var isInTheMoney = price is { } known && known - warrant.Strike >= Math.Max(1, threshold);
        if (isInTheMoney)
        {
            ExerciseByException(warrant, company, price!.Value);
            Restate(share.Id);
        }

        foreach (var (account, left) in HoldersAndWriters.Of(Desk, warrant))
        {
            var about = new MarketEvent { Instrument = warrant.Id, Price = price ?? default, Quantity = new Quantity(Math.Abs(left)) };
            Desk.Report(about with { Kind = EventKind.ContractExpired, Account = account, Side = left > 0 ? Side.Buy : Side.Sell });
            Desk.Post(Posting.ContractsClosed, account, Ledger.OutsideWorld, warrant.Base, left, about);
        }

        _ended.Add(warrant.Id.Value);
        Desk.CancelAll(warrant.Id, CancelReason.InstrumentEnded);
    }

    private void ExerciseByException(Warrant warrant, Company company, Price price)
    {
        // What the share will be worth once all have exercised is what the broker can get for it.
        var worth = company.Value is null ? price : Price.FromDouble(company.PriceAfterExercise(warrant), Rounding.Down);
        foreach (var (account, held) in HoldersAndWriters.Of(Desk, warrant))
        {
            var count = held - _refused.GetValueOrDefault((warrant.Id.Value, account.Value));
            if (SharesFor(warrant, count) < 1)
            {
                // A short position in warrants must buy the shares that its lender would have got.
                CoverShort(account, warrant, held);
            }
            else if (_unfunded == UnfundedExercise.Owe || CanPay(account, warrant, count))
            {
                CarryOut(account, warrant, count, EventFlags.ByVenue, account);
            }
            else if (_unfunded == UnfundedExercise.CloseOut)
            {
                CarryOut(account, warrant, count, EventFlags.ByVenue, HouseAccounts.Broker);
                var gain = Desk.Instruments[warrant.Share.Value].QuoteAmount(
                    new Price(Math.Max(0, worth - warrant.Strike)), new Quantity(SharesFor(warrant, count)));
                Desk.Post(
                    Posting.WarrantExercise, HouseAccounts.Broker, account, warrant.Quote, gain.Minor,
                    new MarketEvent { Instrument = warrant.Id, Price = worth, Quantity = new Quantity(count) });
            }
        }
    }

    // The mirror image of an exercise: fewer shares are issued in all, as the holder on the other side has got his.
    private void CoverShort(AccountId account, Warrant warrant, long held)
    {
        if (held < 0 && SharesFor(warrant, -held) is var shares and > 0)
        {
            var about = new MarketEvent { Instrument = warrant.Id, Quantity = new Quantity(WarrantsFor(warrant, shares)) };
            var cost = Desk.Instruments[warrant.Share.Value].QuoteAmount(warrant.Strike, new Quantity(shares));
            Desk.Report(about with { Kind = EventKind.Assigned, Account = account, Side = Side.Sell, Flags = EventFlags.ByVenue });
            Desk.Post(Posting.ContractsClosed, Ledger.OutsideWorld, account, warrant.Base, about.Quantity.Lots, about);
            Desk.Post(Posting.WarrantExercise, Ledger.OutsideWorld, account, warrant.Quote, cost.Minor, about);
            Desk.Post(
                Posting.WarrantExercise, account, Ledger.OutsideWorld, Desk.Instruments[warrant.Share.Value].Base, shares, about);
            if (_values.TryGetValue(warrant.Share.Value, out var value))
            {
                _values[warrant.Share.Value] = checked(value - cost.Minor);
            }
        }
    }
}
