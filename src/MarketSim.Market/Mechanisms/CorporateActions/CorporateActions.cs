using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Dividends, splits, spin-offs and new names: announced at any time, in force on the morning of the ex-date, paid on the
/// pay date.</summary>
/// <remarks>
/// Who holds at the start of the ex-date is entitled, trades that have yet to settle included: with settlement a day after the trade
/// the ex-date is the record date, so no due bills are needed. Who is short pays. An action changes balances, open orders, the
/// venue's prices, and the options written on the instrument. Source: MARKET rules, sections 9 and 13.
/// </remarks>
public sealed partial class CorporateActions : TradingMechanism
{
    // A million a share in dollars and cents; ratios beyond ten thousand are mistakes.
    private const long LargestDividend = 100_000_000_000_000;
    private const long MostShares = 10_000;

    private readonly IReadOnlyList<string> _renames;
    private readonly long _leastDividend;
    private readonly long _leastSpecial;
    private readonly bool _keepsStrike;
    private readonly List<Announcement> _announced = [];
    private readonly List<Entitlement> _entitlements = [];
    private DateOnly _lastMorning = DateOnly.MinValue;

    private CorporateActions(OptionSet options)
        : base("corporate-actions", options)
    {
        _renames = options.Text("renames").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _leastDividend = options.Integer("least-dividend");
        _leastSpecial = options.Integer("least-special");
        _keepsStrike = options.Text("odd-splits") == "keep-strike";
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            new()
            {
                Name = "least-dividend", Kind = OptionKind.Integer, Default = "1", Min = 0, Unit = "minor units a share",
                Source = "FINRA 5330(a)", Summary = "A smaller cash dividend leaves open orders as they are.",
            },
            new()
            {
                Name = "least-special", Kind = OptionKind.Integer, Default = "1250", Min = 0, Unit = "minor units a contract",
                Source = "OCC By-Laws VI, 11A", Summary = "A smaller special dividend leaves options as they are.",
            },
            new()
            {
                Name = "odd-splits", Kind = OptionKind.Choice, Default = "cut-strike", Choices = ["cut-strike", "keep-strike"],
                Source = "OCC By-Laws VI, 11A",
                Summary = "How options follow a split that is not n for 1: strike and multiplier by the ratio, or both kept.",
            },
            new()
            {
                Name = "renames", Kind = OptionKind.Text, Default = string.Empty,
                Summary = "New symbols that may be announced, separated by blanks; an announcement names one by its place, from 0.",
            },
        ],
        options => new CorporateActions(options));

    /// <summary>By what old prices are multiplied to be compared with new ones.</summary>
    public PriceHistory History { get; } = new();

    /// <summary>What has been announced and not yet come into force, in order of announcement.</summary>
    public IReadOnlyList<Announcement> Announced => _announced;

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        if (instruction.Instruction is < Instruction.Dividend or > Instruction.SymbolChange)
        {
            return RejectReason.UnknownInstruction;
        }

        var exDate = Desk.Calendar.DateOf(instruction.Expiry);
        var refusal = !IsShare(Desk.Instruments[instruction.Instrument.Value]) ? RejectReason.NotPermitted
            : !IsWellFormed(instruction) ? RejectReason.Malformed
            : instruction.Instruction == Instruction.SymbolChange && IsTaken(_renames[(int)instruction.Offset]) ? RejectReason.NotPermitted
            : exDate <= _lastMorning || exDate < Desk.Today || (exDate == Desk.Today && Desk.IsOpen) ? RejectReason.TooLate
            : RejectReason.None;
        if (refusal == RejectReason.None)
        {
            _announced.Add(new Announcement(
                instruction.Instruction, instruction.Instrument, exDate, PayDateOf(instruction, exDate), instruction.Amount,
                instruction.Quantity.Lots, instruction.Minimum.Lots, instruction.Asset, instruction.Offset));
        }

        return refusal;
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        if (step != DayStep.CorporateActions)
        {
            return;
        }

        _lastMorning = date;
        foreach (var action in _announced.Where(a => a.ExDate <= date).ToList())
        {
            _announced.Remove(action);
            TakeEffect(action);
        }

        PayWhatIsDue(date);
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        hash.Add((long)_lastMorning.DayNumber);
        foreach (var action in _announced)
        {
            action.AddTo(ref hash);
        }

        foreach (var entitlement in _entitlements)
        {
            entitlement.AddTo(ref hash);
        }

        History.AddTo(ref hash);
    }

    private void TakeEffect(Announcement action)
    {
        switch (action.Kind)
        {
            case Instruction.Dividend or Instruction.SpecialDividend:
                GoExDividend(action);
                break;
            case Instruction.Split:
                Split(action);
                break;
            case Instruction.SpinOff:
                SpinOff(action);
                break;
            default:
                Rename(action);
                break;
        }
    }

    // A name that somebody bears, unless he was announced to give it up, or that somebody else is to bear.
    private bool IsTaken(string symbol)
    {
        var renamed = _announced.Where(action => action.Kind == Instruction.SymbolChange).ToList();
        return renamed.Any(action => _renames[(int)action.Number] == symbol)
            || Desk.Instruments.Any(other => other.Symbol == symbol && renamed.All(action => action.Instrument != other.Id));
    }

    private void Rename(Announcement action)
    {
        var instrument = Desk.Instruments[action.Instrument.Value];
        var symbol = _renames[(int)action.Number];
        if (Desk.Instruments.Any(other => other.Symbol == symbol))
        {
            return;
        }

        Desk.Relist(instrument with { Symbol = symbol });
        Report(action, default);
        foreach (var option in OptionsOn(action.Instrument)
            .Where(o => o.Symbol.StartsWith(OptionChain.Stem(instrument.Symbol, o.Expiry, o.Right), StringComparison.Ordinal)))
        {
            Desk.Relist(option with { Symbol = symbol + option.Symbol[instrument.Symbol.Length..] });
        }
    }

    // Price is the close before the action, amount what a share receives, in cash or value, quantity and open the ratio. Other
    // mechanisms adjust what is theirs to this event: warrants and issued products, loans of stock, obligations.
    private void Report(Announcement action, Price before) => Desk.Report(new MarketEvent
    {
        Kind = EventKind.CorporateAction, Instruction = action.Kind, Instrument = action.Instrument, Price = before,
        Amount = action.Kind == Instruction.SymbolChange ? action.Number : action.Amount, Asset = action.Asset,
        Quantity = new(action.New), Open = new(action.Old), Flags = EventFlags.ByVenue,
    });

    private Price? MarketPrice(InstrumentId instrument) => Desk.Prices.Close(instrument) ?? Desk.Prices.Mark(instrument);

    private IEnumerable<(AccountId Account, long Balance)> Holders(AssetId asset)
    {
        for (var id = 1; id < Desk.Ledger.AccountCount; id++)
        {
            var account = new AccountId(id);
            if (Desk.Ledger.IsOpen(account) && Desk.Ledger.Balance(account, asset) is var balance and not 0)
            {
                yield return (account, balance);
            }
        }
    }

    private bool IsWellFormed(in Command instruction) => instruction.Instruction switch
    {
        Instruction.Dividend or Instruction.SpecialDividend => instruction.Amount is > 0 and <= LargestDividend,
        Instruction.Split => IsRatio(instruction) && instruction.Quantity != instruction.Minimum,
        Instruction.SpinOff => IsRatio(instruction) && IsAnotherShare(instruction),
        _ => instruction.Offset >= 0 && instruction.Offset < _renames.Count,
    };

    private static bool IsRatio(in Command instruction)
        => instruction.Quantity.Lots is > 0 and <= MostShares && instruction.Minimum.Lots is > 0 and <= MostShares;

    private bool IsAnotherShare(Command instruction)
        => Desk.Instruments.Any(i => i.Base == instruction.Asset && i.Id != instruction.Instrument && IsShare(i));

    private static bool IsShare(Instrument instrument) => instrument is Equity or Etf;

    private static DateOnly PayDateOf(in Command instruction, DateOnly exDate)
    {
        var hasPayDate = instruction.Instruction is Instruction.Dividend or Instruction.SpecialDividend
            && instruction.Offset > exDate.DayNumber && instruction.Offset <= DateOnly.MaxValue.DayNumber;
        return hasPayDate ? DateOnly.FromDayNumber((int)instruction.Offset) : exDate;
    }
}
