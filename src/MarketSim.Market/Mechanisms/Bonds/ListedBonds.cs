using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Bonds: a trade pays the clean price and the interest accrued to its settlement date; coupons are paid to who is entitled to
/// them, and par at maturity.</summary>
/// <remarks>
/// Coupon and par come from the outside world, where the issuer is; who is short pays them. A coupon belongs to who holds the bond by
/// trades that settle before the ex-date: later trades carry accrued interest from the new period, or are paid back what the seller keeps
/// of the old one. Coupons and par that fall on a holiday are paid on the next business day. Trading ends when trades would settle at
/// maturity. Source: MARKET rules, section 11; ICMA Rule Book, rule 251.
/// </remarks>
public sealed class ListedBonds : TradingMechanism
{
    private readonly OptionSet _options;
    private readonly SortedDictionary<int, CouponState> _bonds = [];
    private SimTime _nextDay = SimTime.Never;

    private ListedBonds(OptionSet options)
        : base("bonds", options) => _options = options;

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            new()
            {
                Name = "instruments", Kind = OptionKind.Text, Default = "*", Unit = "symbols",
                Summary = "The bonds that it concerns, separated by blanks; * is all bonds of the venue.",
            },
            new()
            {
                Name = "settlement-days", Kind = OptionKind.Integer, Default = "1", Min = 0, Max = 10, Unit = "business days",
                Summary = "When a trade settles after its day: interest accrues to then.",
                Source = "SEC Rule 15c6-1(a); MARKET rules, section 14",
            },
        ],
        options => new ListedBonds(options));

    /// <inheritdoc/>
    public override SimTime NextDeadline => _nextDay;

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        base.Begin(desk);
        var symbols = _options.Text("instruments");
        foreach (var instrument in desk.FindAll(symbols))
        {
            if (instrument is Bond bond)
            {
                Validate(bond);
                _bonds.Add(bond.Id.Value, new CouponState { Next = BondSchedule.NextCoupon(bond, desk.Today) });
                desk.Relist(bond with { SettlementDate = SettlementOf(desk.Today) });
            }
            else if (symbols.Trim() != "*")
            {
                throw new ArgumentException($"Mechanism 'bonds': '{instrument.Symbol}' is not a bond; name bonds, or * for all.");
            }
        }

        ScheduleNextDay();
    }

    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command command, in EntryContext context)
        => command.Kind != CommandKind.Deposit && _bonds.ContainsKey(command.Instrument.Value) && HasEnded((Bond)context.Instrument)
            ? RejectReason.MarketClosed
            : RejectReason.None;

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        if (!_bonds.TryGetValue(trade.Instrument.Value, out var state) || trade.Account == trade.CounterAccount)
        {
            return;
        }

        var bond = (Bond)Desk.Instruments[trade.Instrument.Value];
        var (buyer, seller) = trade.Side == Side.Buy ? (trade.Account, trade.CounterAccount) : (trade.CounterAccount, trade.Account);
        Desk.Post(
            Posting.AccruedInterest, buyer, seller, bond.Quote, bond.AccruedInterest(trade.Quantity).Minor,
            new MarketEvent { Instrument = bond.Id, Order = trade.Order, Price = trade.Price, Quantity = trade.Quantity });
        if (state.Next is { } coupon && bond.SettlementDate >= BondSchedule.ExDate(bond, coupon))
        {
            state.Add(buyer, trade.Quantity.Lots);
            state.Add(seller, -trade.Quantity.Lots);
        }
    }

    /// <inheritdoc/>
    public override void OnTime(SimTime now)
    {
        if (now < _nextDay)
        {
            return;
        }

        ScheduleNextDay();
        foreach (var (id, state) in _bonds)
        {
            BeginDay((Bond)Desk.Instruments[id], state);
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        foreach (var (id, state) in _bonds)
        {
            hash.Add((long)id);
            hash.Add((long)(state.Next?.DayNumber ?? 0));
            hash.Add(state.IsRedeemed ? 1L : 0L);
            foreach (var (account, lots) in state.BoughtWithout)
            {
                hash.Add((long)account);
                hash.Add(lots);
            }
        }

        hash.Add(_nextDay.Nanoseconds);
    }

    private void BeginDay(Bond bond, CouponState state)
    {
        if (state.IsRedeemed)
        {
            return;
        }

        while (state.Next is { } coupon && Desk.Calendar.AddBusinessDays(coupon, 0) <= Desk.Today)
        {
            PayCoupon(bond, coupon, state);
            state.Next = BondSchedule.NextCoupon(bond, coupon);
        }

        if (bond.Maturity is { } maturity && Desk.Calendar.AddBusinessDays(maturity, 0) <= Desk.Today)
        {
            Redeem(bond, maturity);
            state.IsRedeemed = true;
        }

        var settlement = SettlementOf(Desk.Today);
        if (settlement != bond.SettlementDate)
        {
            bond = bond with { SettlementDate = settlement };
            Desk.Relist(bond);
            Desk.Report(new MarketEvent
            {
                Kind = EventKind.TermsChanged, Instrument = bond.Id, Quantity = new Quantity(settlement.DayNumber),
            });
        }

        if (HasEnded(bond))
        {
            Desk.CancelAll(bond.Id, CancelReason.InstrumentEnded);
        }
    }

    private void PayCoupon(Bond bond, DateOnly coupon, CouponState state)
    {
        foreach (var account in Desk.Participants)
        {
            var lots = Desk.Ledger.Balance(account, bond.Base) - state.BoughtWithout.GetValueOrDefault(account.Value);
            Desk.Post(
                Posting.Coupon, Ledger.OutsideWorld, account, bond.Quote, BondSchedule.Coupon(bond, coupon, lots).Minor,
                About(bond, coupon, lots));
        }

        state.BoughtWithout.Clear();
    }

    private void Redeem(Bond bond, DateOnly maturity)
    {
        foreach (var account in Desk.Participants)
        {
            var lots = Desk.Ledger.Balance(account, bond.Base);
            Desk.Post(
                Posting.Redemption, Ledger.OutsideWorld, account, bond.Quote, checked(bond.FaceValue.Minor * lots),
                About(bond, maturity, lots));
            Desk.Post(Posting.Redemption, account, Ledger.OutsideWorld, bond.Base, lots, About(bond, maturity, lots));
        }

        Desk.Report(new MarketEvent { Kind = EventKind.ContractExpired, Instrument = bond.Id });
    }

    private static MarketEvent About(Bond bond, DateOnly date, long lots) => new()
    {
        Instrument = bond.Id, Quantity = new Quantity(Math.Abs(lots)), Open = new Quantity(date.DayNumber),
        Side = lots < 0 ? Side.Sell : Side.Buy,
    };

    private DateOnly SettlementOf(DateOnly day) => Desk.Calendar.AddBusinessDays(day, _options.Count("settlement-days"));

    private static bool HasEnded(Bond bond) => bond.Maturity is { } maturity && bond.SettlementDate >= maturity;

    private void ScheduleNextDay()
        => _nextDay = _bonds.Count == 0 ? SimTime.Never : Desk.Calendar.At(Desk.Today.AddDays(1), SimDuration.Zero);

    private static void Validate(Bond bond)
    {
        if (bond.CouponsPerYear is not (0 or 1 or 2 or 3 or 4 or 6 or 12))
        {
            throw new ArgumentException(
                $"Bond '{bond.Symbol}' has {bond.CouponsPerYear} coupons a year; accepted are 0, 1, 2, 3, 4, 6 and 12.");
        }

        if (bond.CouponsPerYear > 0 && bond.Maturity is null)
        {
            throw new ArgumentException($"Bond '{bond.Symbol}' pays coupons but has no maturity to count their dates from; give one.");
        }
    }

    /// <summary>Where a bond stands with its coupons.</summary>
    private sealed class CouponState
    {
        /// <summary>The coupon that is paid next.</summary>
        public DateOnly? Next { get; set; }

        /// <summary>Whether par has been paid.</summary>
        public bool IsRedeemed { get; set; }

        /// <summary>What accounts have bought (sold: negative) without that coupon.</summary>
        public SortedDictionary<int, long> BoughtWithout { get; } = [];

        public void Add(AccountId account, long lots)
            => BoughtWithout[account.Value] = checked(BoughtWithout.GetValueOrDefault(account.Value) + lots);
    }
}
