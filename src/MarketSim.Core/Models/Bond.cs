namespace MarketSim.Core;

/// <summary>A bond, quoted clean in percent of par. One lot is one note of <see cref="FaceValue"/>.</summary>
/// <remarks>Give <see cref="Instrument.TickValueNumerator"/> and its denominator so that price units (of a percent) times notes
/// yield minor units: face value in minor units / 100 / 10^PriceDecimals. <see cref="BondSchedule"/> knows its coupons.</remarks>
public sealed record Bond : Instrument
{
    /// <summary>Par value of one note in minor units of the quote currency.</summary>
    public required Money FaceValue { get; init; }

    /// <summary>Annual coupon in parts per million of par.</summary>
    public int CouponPartsPerMillion { get; init; }

    /// <summary>Coupons a year: 1, 2, 3, 4, 6 or 12; zero for one that pays none.</summary>
    public int CouponsPerYear { get; init; }

    /// <summary>From when on interest accrues; left out, the first coupon is a full one.</summary>
    public DateOnly? Issue { get; init; }

    /// <summary>When par is paid back; left out, it never is, and no coupon has a date.</summary>
    public DateOnly? Maturity { get; init; }

    /// <summary>How days are counted between coupons.</summary>
    public DayCount DayCount { get; init; }

    /// <summary>Calendar days before a coupon date in which a buyer does not get the coupon any more.</summary>
    public int ExCouponDays { get; init; }

    /// <summary>When a trade of the present day settles; accrued interest is reckoned to it. None: trades carry none.</summary>
    public DateOnly? SettlementDate { get; init; }

    /// <summary>Interest that a buyer of so many notes pays the seller beside the clean price, in minor units, rounded half up
    /// once; negative where the seller keeps the coming coupon.</summary>
    public Money AccruedInterest(Quantity quantity)
        => SettlementDate is { } date ? BondSchedule.AccruedInterest(this, date, quantity) : Money.Zero;

    /// <inheritdoc/>
    /// <remarks>Clean price and accrued interest; each note may trade by itself and be rounded up.</remarks>
    public override (AssetId Asset, long Amount) RequirementFor(Side side, Price price, Quantity quantity)
    {
        var (asset, amount) = base.RequirementFor(side, price, quantity);
        var accrued = side == Side.Buy ? AccruedInterest(quantity).Minor : 0;
        return (asset, accrued > 0 ? checked(amount + accrued + ((quantity.Lots + 1) / 2)) : amount);
    }

    /// <inheritdoc/>
    /// <remarks>The settlement date of trades, as the number of a day, in the quantity.</remarks>
    public override Instrument After(in MarketEvent item) => item.Kind == EventKind.TermsChanged
        ? this with { SettlementDate = DateOnly.FromDayNumber((int)item.Quantity.Lots) }
        : this;

    /// <inheritdoc/>
    protected override bool MarginIsCarried(Quantity quantity) => (Int128)FaceValue.Minor * quantity.Lots <= LargestAmount;
}
