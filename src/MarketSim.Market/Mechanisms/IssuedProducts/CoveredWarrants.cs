using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Covered warrants: exercise and expiry, paid in cash by the issuer. Nothing is diluted.</summary>
/// <remarks>What is in the money at expiry pays by itself. Those of American style can be exercised before; they are paid at the end of
/// that day, by its settlement price. Source: MARKET rules, section 10.</remarks>
public sealed class CoveredWarrants : IssuedProducts<CoveredWarrant>
{
    private readonly ExerciseBook _book = new();
    private readonly SimDuration _cutOff;

    /// <summary>Makes it from its parameters.</summary>
    public CoveredWarrants(OptionSet options)
        : base("covered-warrants", options)
        => _cutOff = options.TimeOfDay("cut-off");

    /// <summary>How it is listed.</summary>
    public static MechanismType Type { get; } = new(
    [
        .. CommonSpecs,
        new()
        {
            Name = "cut-off", Kind = OptionKind.TimeOfDay, Default = "17:30", Unit = "time of day",
            Summary = "Until when exercises are taken.",
        },
    ], options => new CoveredWarrants(options));

    /// <inheritdoc/>
    protected override string Noun => "covered warrant";

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        if (instruction.Instruction != Instruction.Exercise || !Answers(instruction.Instrument))
        {
            return RejectReason.UnknownInstruction;
        }

        var warrant = Terms(instruction.Instrument);
        var (account, lots) = (instruction.Account, instruction.Quantity.Lots);
        var refusal = !Desk.Ledger.IsOpen(account) ? RejectReason.UnknownAccount
            : HasEnded(warrant.Id) ? RejectReason.NothingToDo
            : Desk.Calendar.TimeOfDay(Desk.Now) > _cutOff ? RejectReason.TooLate
            : lots < 1 ? RejectReason.InvalidQuantity
            : warrant.Style == ExerciseStyle.European && Desk.Today < warrant.Expiry ? RejectReason.NotPermitted
            : Desk.Ledger.Balance(account, warrant.Base) <= 0 ? RejectReason.NothingToDo
            : Desk.Ledger.Available(account, warrant.Base) < lots ? RejectReason.InsufficientAssets
            : RejectReason.None;
        if (refusal == RejectReason.None)
        {
            Guard.That(Desk.Ledger.TryReserve(account, warrant.Base, lots), "warrants that are held can be set aside");
            _book.Add(warrant.Id, account, lots, warrant.Quote, reserved: 0);
        }

        return refusal;
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        if (step == DayStep.Expiry)
        {
            foreach (var warrant in Products.Where(product => !HasEnded(product.Id)).ToList())
            {
                Process(warrant, date >= warrant.Expiry);
            }
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        base.AddTo(ref hash);
        _book.AddTo(ref hash);
    }

    /// <inheritdoc/>
    protected override InstrumentId UnderlyingOf(CoveredWarrant product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return product.Underlying;
    }

    /// <inheritdoc/>
    protected override DateOnly LastDayOf(CoveredWarrant product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return product.Expiry;
    }

    /// <inheritdoc/>
    protected override MarketEvent? TermsAfter(CoveredWarrant product, in MarketEvent action)
    {
        ArgumentNullException.ThrowIfNull(product);
        return action.Instruction switch
        {
            Instruction.Split => product.Split(action.Quantity.Lots, action.Open.Lots),
            // What is spun off is worth as much less of the old share as a special dividend; where nobody knows how much, nothing changes.
            Instruction.SpecialDividend => product.Cut(DividendUnits.Ticks(Desk.Instruments[product.Underlying.Value], action.Amount)),
            Instruction.SpinOff when action.Amount > 0 => product.Cut(DividendUnits.Ticks(Desk.Instruments[product.Underlying.Value], action.Amount)),
            _ => null,
        };
    }

    private void Process(CoveredWarrant warrant, bool isLast)
    {
        var price = SettlementPrice(warrant);
        foreach (var (account, held) in HoldersAndWriters.Of(Desk, warrant))
        {
            var notice = _book.Take(warrant.Id, account).Contracts;
            if (notice > 0)
            {
                Desk.Ledger.Release(account, warrant.Base, notice);
            }

            var lots = isLast ? held : notice;
            if (lots != 0)
            {
                End(warrant, account, lots, price);
            }
        }

        if (isLast)
        {
            EndTrading(warrant);
        }
    }

    private void End(CoveredWarrant warrant, AccountId account, long lots, Price? price)
    {
        var size = price is { } known ? warrant.Payoff(Desk.Instruments[warrant.Underlying.Value], known, Math.Abs(lots)) : Money.Zero;
        Desk.Report(new MarketEvent
        {
            Kind = size > Money.Zero ? EventKind.Exercised : EventKind.ContractExpired, Instrument = warrant.Id, Account = account,
            Side = lots > 0 ? Side.Buy : Side.Sell, Quantity = new Quantity(Math.Abs(lots)), Price = price ?? default,
        });
        Redeem(warrant, account, lots, lots > 0 ? size : -size, Posting.ExerciseCash, price ?? default);
    }
}
