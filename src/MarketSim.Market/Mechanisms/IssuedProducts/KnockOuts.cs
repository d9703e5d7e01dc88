using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Turbos, mini futures, callable bull/bear contracts: daily financing, the barrier, the residual.</summary>
/// <remarks>
/// <code>
/// listed ──> traded ─┬─ underlying touches the barrier ──> KnockedOut: trading ends ──> [window] ──> Residual
///                    └─ last day ──> paid ratio × distance to the financing level
/// </code>
/// Source: MARKET rules, section 10.
/// </remarks>
public sealed class KnockOuts : IssuedProducts<KnockOut>
{
    // Products that were touched and are not yet paid: the worst price so far, and when the window ends.
    private readonly SortedDictionary<int, (Price Unwind, SimTime Until)> _unwinding = [];

    // By instrument: whether anything is written on it. Asked at every trade of the venue.
    private bool[] _isUnderlying = [];

    /// <summary>Makes it from its parameters.</summary>
    public KnockOuts(OptionSet options)
        : base("knock-outs", options)
        => Rules = KnockOutRules.Of(options);

    /// <summary>How it is listed.</summary>
    public static MechanismType Type { get; } = new([.. CommonSpecs, .. KnockOutRules.Specs], options => new KnockOuts(options));

    /// <summary>Its parameters.</summary>
    public KnockOutRules Rules { get; }

    /// <inheritdoc/>
    public override SimTime NextDeadline
        => _unwinding.Count == 0 || Rules.Unwind != UnwindPrice.Worst ? SimTime.Never : _unwinding.Values.Min(entry => entry.Until);

    /// <inheritdoc/>
    protected override string Noun => "knock-out product";

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        base.Begin(desk);
        _isUnderlying = new bool[desk.Instruments.Count];
        foreach (var product in Products)
        {
            _isUnderlying[product.Underlying.Value] = true;
        }
    }

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        if (instruction.Instruction is Instruction.ReferencePrice or Instruction.ClosingPrice && Rules.SeesReferences)
        {
            See(instruction.Instrument, instruction.Price);
        }

        return RejectReason.UnknownInstruction;
    }

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        if (Rules.SeesTrades)
        {
            See(trade.Instrument, trade.Price);
        }
    }

    /// <inheritdoc/>
    public override void OnTime(SimTime now)
    {
        foreach (var (id, (unwind, until)) in _unwinding.ToList())
        {
            if (Rules.Unwind == UnwindPrice.Worst && until <= now)
            {
                PayResidual(Terms(new InstrumentId(id)), unwind);
            }
        }
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        switch (step)
        {
            case DayStep.Expiry:
                UnwindAtClose();
                Expire(date);
                break;
            case DayStep.Charges:
                Finance(date);
                break;
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        base.AddTo(ref hash);
        foreach (var (product, (unwind, until)) in _unwinding)
        {
            hash.Add((long)product);
            hash.Add(unwind.Ticks);
            hash.Add(until.Nanoseconds);
        }
    }

    /// <inheritdoc/>
    protected override InstrumentId UnderlyingOf(KnockOut product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return product.Underlying;
    }

    /// <inheritdoc/>
    protected override DateOnly LastDayOf(KnockOut product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return product.Expiry ?? DateOnly.MaxValue;
    }

    /// <inheritdoc/>
    protected override MarketEvent? TermsAfter(KnockOut product, in MarketEvent action)
    {
        ArgumentNullException.ThrowIfNull(product);
        return action.Instruction switch
        {
            Instruction.Split => product.Split(action.Quantity.Lots, action.Open.Lots),
            Instruction.Dividend or Instruction.SpecialDividend when Rules.PassesDividends
                => product.Cut(DividendUnits.MicroTicks(Desk.Instruments[product.Underlying.Value], action.Amount)),

            // A certificate on the share follows the share, whatever becomes of its dividends.
            Instruction.SpinOff when action.Amount > 0
                => product.Cut(DividendUnits.MicroTicks(Desk.Instruments[product.Underlying.Value], action.Amount)),
            _ => null,
        };
    }

    private void See(InstrumentId underlying, Price price)
    {
        if (!_isUnderlying[underlying.Value])
        {
            return;
        }

        foreach (var product in Products.Where(product => product.Underlying == underlying))
        {
            if (_unwinding.TryGetValue(product.Id.Value, out var entry))
            {
                var isWorse = product.Right == OptionRight.Call ? price < entry.Unwind : price > entry.Unwind;
                _unwinding[product.Id.Value] = isWorse ? (price, entry.Until) : entry;
            }
            else if (!HasEnded(product.Id) && product.IsTouchedAt(price))
            {
                KnockOut(product, price);
            }
        }
    }

    private void KnockOut(KnockOut product, Price price)
    {
        Desk.Report(new MarketEvent { Kind = EventKind.KnockedOut, Instrument = product.Id, Price = price });
        EndTrading(product);
        switch (Rules.Unwind)
        {
            case UnwindPrice.Touch:
                PayResidual(product, price);
                break;
            case UnwindPrice.Barrier when product.BarrierIsLevel:
                PayResidual(product, product.Strike, isWorthless: true);
                break;
            case UnwindPrice.Barrier:
                PayResidual(product, product.Barrier);
                break;
            case UnwindPrice.Worst when Rules.Window > SimDuration.Zero:
                _unwinding[product.Id.Value] = (price, Desk.Now + Rules.Window);
                break;
            case UnwindPrice.Worst:
                PayResidual(product, price);
                break;
            case UnwindPrice.Close:
                _unwinding[product.Id.Value] = (price, SimTime.Never);
                break;
        }
    }

    private void PayResidual(KnockOut product, Price unwind, bool isWorthless = false)
    {
        _unwinding.Remove(product.Id.Value);
        var underlying = Desk.Instruments[product.Underlying.Value];
        foreach (var (account, lots) in HoldersAndWriters.Of(Desk, product))
        {
            var size = isWorthless ? Money.Zero : product.Payoff(underlying, unwind, Math.Abs(lots));
            Redeem(product, account, lots, lots > 0 ? size : -size, Posting.Residual, unwind);
        }
    }

    private void UnwindAtClose()
    {
        if (Rules.Unwind == UnwindPrice.Close)
        {
            foreach (var id in _unwinding.Keys.ToList())
            {
                var product = Terms(new InstrumentId(id));
                PayResidual(product, SettlementPrice(product) ?? _unwinding[id].Unwind);
            }
        }
    }

    private void Expire(DateOnly date)
    {
        foreach (var product in Products.Where(product => date >= product.Expiry && !HasEnded(product.Id)).ToList())
        {
            var price = SettlementPrice(product);
            var underlying = Desk.Instruments[product.Underlying.Value];
            foreach (var (account, lots) in HoldersAndWriters.Of(Desk, product))
            {
                var size = price is { } known ? product.Payoff(underlying, known, Math.Abs(lots)) : Money.Zero;
                Desk.Report(new MarketEvent
                {
                    Kind = size > Money.Zero ? EventKind.Exercised : EventKind.ContractExpired, Instrument = product.Id,
                    Account = account, Side = lots > 0 ? Side.Buy : Side.Sell, Quantity = new Quantity(Math.Abs(lots)),
                    Price = price ?? default,
                });
                Redeem(product, account, lots, lots > 0 ? size : -size, Posting.ExerciseCash, price ?? default);
            }

            EndTrading(product);
        }
    }

    private void Finance(DateOnly date)
    {
        var days = Rules.CountsCalendarDays ? Desk.Calendar.DaysToNextBusinessDay(date) : 1;
        foreach (var product in Products.Where(product => !HasEnded(product.Id)).ToList())
        {
            var level = product.Expiry is null || Rules.FinancesDated ? Rules.LevelAfter(product, days) : product.Level;
            if (level != product.Level)
            {
                Change(product, product.Financed(level));
            }
        }
    }
}
