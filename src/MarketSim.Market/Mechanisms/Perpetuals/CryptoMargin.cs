using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Crypto-style margin for perpetuals: leverage by account and instrument, isolated or cross; tiered maintenance; liquidation,
/// insurance fund, auto-deleveraging.</summary>
/// <remarks>
/// The money behind an isolated position stays in the account's balance and is reserved in the ledger, so that what is reserved is what
/// stands behind positions and what is available is free. It is entry value over leverage when a position opens, goes with what is
/// closed, and can be moved by <see cref="Instruction.IsolatedMargin"/>. Funding is paid from free money, and from the position's margin
/// where there is none. In a cross account the whole balance and all profits stand behind all positions; nothing is reserved.
/// It works with the mechanism <c>perpetual</c>, which keeps positions and marks. Source: MARKET rules, section 11.
/// </remarks>
public sealed partial class CryptoMargin : TradingMechanism
{
    private readonly OptionSet _options;
    private readonly SortedDictionary<(int Account, int Instrument), long> _leverage = [];
    private readonly SortedDictionary<(int Account, int Instrument), IsolatedPosition> _isolated = [];
    private PerpetualFutures? _perpetuals;

    private CryptoMargin(OptionSet options)
        : base("crypto-margin", options)
    {
        _options = options;
        Tiers = MarginTierText.Parse(options.Text("tiers"));
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(CryptoMarginOptions.All, options => new CryptoMargin(options));

    /// <summary>Maintenance margin by notional.</summary>
    public MarginTiers Tiers { get; }

    private PerpetualFutures Perpetuals => _perpetuals ?? throw new InvalidOperationException("The mechanism has not begun.");

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        _perpetuals = desk.Mechanism<PerpetualFutures>() ?? throw new ArgumentException(
            "Mechanism 'crypto-margin' needs the mechanism 'perpetual', which keeps positions and marks; add it.");
    }

    /// <inheritdoc/>
    public override bool Carries(AccountType type) => type is AccountType.Isolated or AccountType.Cross;

    /// <summary>The leverage of an account in an instrument.</summary>
    public long LeverageOf(AccountId account, InstrumentId instrument)
        => _leverage.TryGetValue((account.Value, instrument.Value), out var set) ? set : _options.Integer("leverage");

    /// <summary>The money behind an isolated position; zero of a cross account.</summary>
    public Money IsolatedMargin(AccountId account, InstrumentId instrument)
        => new(_isolated.GetValueOrDefault((account.Value, instrument.Value)).Margin);

    /// <summary>The mark price at which a position is liquidated, in the quote currency; of a cross account with all other prices
    /// as they are.</summary>
    /// <returns>Null without a position, or where no positive price does that.</returns>
    public decimal? LiquidationPrice(AccountId account, InstrumentId instrument)
    {
        if (UsedUpAt(account, instrument, countsOthersMaintenance: true) is not { } bankrupt || bankrupt <= 0)
        {
            return null;
        }

        // Entry and margin count only together: so it works where others' losses leave less than nothing behind a position.
        var size = Desk.Instruments[instrument.Value].ToDecimal(new Quantity(Perpetuals.Position(account, instrument).Lots));
        var price = new IsolatedMargin(bankrupt, size, 0).LiquidationPrice(Tiers);
        return price > 0 ? price : null;
    }

    /// <summary>The price at which a position has lost all that stands behind it: entry - margin / q of a long one, entry + margin / q
    /// of a short one, in the quote currency.</summary>
    /// <returns>Null without a position.</returns>
    public decimal? BankruptcyPrice(AccountId account, InstrumentId instrument)
        => UsedUpAt(account, instrument, countsOthersMaintenance: false);

    /// <summary>Maintenance margin of a position at the mark, in minor units of the quote asset, rounded half up.</summary>
    public Money MaintenanceMargin(AccountId account, InstrumentId instrument)
        => new((long)decimal.Round(
            Maintenance(Perpetuals.Position(account, instrument), Desk.Instruments[instrument.Value]),
            MidpointRounding.AwayFromZero));

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        switch (instruction.Instruction)
        {
            case Instruction.Leverage:
                return SetLeverage(instruction);
            case Instruction.IsolatedMargin:
                return MoveMargin(instruction);
            case Instruction.ReferencePrice or Instruction.ClosingPrice:
                Watch();
                break;
        }

        return RejectReason.UnknownInstruction;
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        foreach (var ((account, instrument), leverage) in _leverage)
        {
            hash.Add((long)account);
            hash.Add((long)instrument);
            hash.Add(leverage);
        }

        foreach (var ((account, instrument), position) in _isolated)
        {
            hash.Add((long)account);
            hash.Add((long)instrument);
            hash.Add(position.Lots);
            hash.Add(position.Margin);
        }

        AddLiquidationsTo(ref hash);
    }

    private decimal? UsedUpAt(AccountId account, InstrumentId instrument, bool countsOthersMaintenance)
    {
        var position = Perpetuals.Position(account, instrument);
        var terms = Desk.Instruments[instrument.Value];
        return position.IsFlat
            ? null
            : position.EntryPrice(terms)
                - (Behind(account, terms, countsOthersMaintenance) / MinorUnits(terms) / terms.ToDecimal(new Quantity(position.Lots)));
    }

    private RejectReason SetLeverage(in Command instruction)
    {
        var (account, instrument) = (instruction.Account, instruction.Instrument);
        if (!Carries(Desk.TypeOf(account)) || Desk.Instruments[instrument.Value] is not Perpetual)
        {
            return RejectReason.NotPermitted;
        }

        if (instruction.Amount < 1 || instruction.Amount > _options.Integer("max-leverage"))
        {
            return RejectReason.Malformed;
        }

        // What stands behind positions and orders was reckoned with the old one.
        if (!Perpetuals.Position(account, instrument).IsFlat || Desk.OpenOrders.Of(account).Any(o => o.Instrument == instrument))
        {
            return RejectReason.TooLate;
        }

        _leverage[(account.Value, instrument.Value)] = instruction.Amount;
        return RejectReason.None;
    }

    private RejectReason MoveMargin(in Command instruction)
    {
        var (account, terms) = (instruction.Account, Desk.Instruments[instruction.Instrument.Value]);
        if (Desk.TypeOf(account) != AccountType.Isolated)
        {
            return RejectReason.NotPermitted;
        }

        var position = Perpetuals.Position(account, terms.Id);
        if (position.IsFlat || instruction.Amount == 0)
        {
            return RejectReason.NothingToDo;
        }

        // What is taken away must leave initial margin, at the mark if that is worse.
        var left = IsolatedMargin(account, terms.Id).Minor + instruction.Amount;
        var loss = Math.Min(0, Perpetuals.UnrealisedProfit(account, terms.Id).Minor);
        if (instruction.Amount > 0
            ? instruction.Amount > Free(account, terms.Quote)
            : left + loss < MarginFor(terms, position.EntryValue, LeverageOf(account, terms.Id)))
        {
            return RejectReason.InsufficientFunds;
        }

        SetMargin(account, terms, position.Lots, left);
        return RejectReason.None;
    }

    private void SetMargin(AccountId account, Instrument terms, long lots, long margin)
    {
        var key = (account.Value, terms.Id.Value);
        var had = _isolated.GetValueOrDefault(key).Margin;
        if (margin >= had)
        {
            Desk.Ledger.ReserveRegardless(account, terms.Quote, margin - had);
        }
        else
        {
            Desk.Ledger.Release(account, terms.Quote, had - margin);
        }

        if (lots == 0)
        {
            _isolated.Remove(key);
        }
        else
        {
            _isolated[key] = new IsolatedPosition(lots, margin);
        }
    }

    // An isolated position as it was after the last trade, and the minor units behind it.
    private readonly record struct IsolatedPosition(long Lots, long Margin);
}
