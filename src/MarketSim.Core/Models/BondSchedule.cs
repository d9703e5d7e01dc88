namespace MarketSim.Core;

/// <summary>The coupons of a bond: when they are due, how much they are, and what has accrued between them, exactly.</summary>
/// <remarks>Coupon dates count back from maturity in whole months; of a maturity at the end of a month all lie at ends of months. Every
/// coupon is the annual rate over the number of coupons a year, except a short first one, which is counted by its days.</remarks>
public static class BondSchedule
{
    private const long Million = 1_000_000;

    /// <summary>The coupon period that a date falls in; the date of a coupon begins the next period.</summary>
    /// <returns>Null where there are no coupons, or the date lies at or after maturity.</returns>
    public static (DateOnly Start, DateOnly End)? PeriodAt(Bond bond, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(bond);
        if (bond.CouponsPerYear == 0 || bond.Maturity is not { } maturity || date >= maturity)
        {
            return null;
        }

        var step = 12 / bond.CouponsPerYear;
        var months = ((maturity.Year - date.Year) * 12) + maturity.Month - date.Month;
        var back = Math.Max(1, months / step);
        while (Back(maturity, back * step) > date)
        {
            back++;
        }

        return (Back(maturity, back * step), Back(maturity, (back - 1) * step));
    }

    /// <summary>The first coupon date after a date.</summary>
    public static DateOnly? NextCoupon(Bond bond, DateOnly date) => PeriodAt(bond, date)?.End;

    /// <summary>From when on a trade does not carry the coupon of a date any more.</summary>
    public static DateOnly ExDate(Bond bond, DateOnly coupon)
    {
        ArgumentNullException.ThrowIfNull(bond);
        return coupon.AddDays(-bond.ExCouponDays);
    }

    /// <summary>What so many notes are paid at a coupon date, in minor units, rounded half up once.</summary>
    /// <param name="bond">The bond.</param>
    /// <param name="coupon">One of its coupon dates.</param>
    /// <param name="notes">How many; negative for who owes them.</param>
    public static Money Coupon(Bond bond, DateOnly coupon, long notes)
        => PeriodAt(bond, coupon.AddDays(-1)) is { } period
            ? Interest(bond, notes, CouponFraction(bond, period))
            : Money.Zero;

    /// <summary>Interest that has accrued on so many notes by a settlement date, in minor units, rounded half up once; in the
    /// ex-coupon period what is still missing to the coupon, negative.</summary>
    public static Money AccruedInterest(Bond bond, DateOnly settlement, Quantity notes)
        => Interest(bond, notes.Lots, AccruedFraction(bond, settlement));

    /// <summary>Interest that has accrued by a settlement date, in percent of par, unrounded.</summary>
    /// <remarks>Accrued = coupon / f × days / basis.</remarks>
    public static decimal AccruedPercent(Bond bond, DateOnly settlement)
    {
        ArgumentNullException.ThrowIfNull(bond);
        var (years, of) = AccruedFraction(bond, settlement);
        return bond.CouponPartsPerMillion * (decimal)years / (10_000m * (decimal)of);
    }

    private static (Int128 Years, Int128 Of) AccruedFraction(Bond bond, DateOnly settlement)
    {
        if (PeriodAt(bond, settlement) is not { } period || bond.Issue >= settlement)
        {
            return (0, 1);
        }

        var (years, of) = Fraction(bond, period, Later(period.Start, bond.Issue), settlement);
        if (bond.ExCouponDays == 0 || settlement < ExDate(bond, period.End))
        {
            return (years, of);
        }

        var (full, fullOf) = CouponFraction(bond, period);
        return ((years * fullOf) - (full * of), of * fullOf);
    }

    private static (Int128 Years, Int128 Of) CouponFraction(Bond bond, (DateOnly Start, DateOnly End) period)
        => bond.Issue > period.Start
            ? bond.Issue >= period.End ? (0, 1) : Fraction(bond, period, bond.Issue.Value, period.End)
            : (1, bond.CouponsPerYear);

    private static (Int128 Years, Int128 Of) Fraction(
        Bond bond, (DateOnly Start, DateOnly End) period, DateOnly from, DateOnly to)
    {
        var days = bond.DayCount.Days(from, to);
        return bond.DayCount switch
        {
            DayCount.ActActIcma => (days, (period.End.DayNumber - period.Start.DayNumber) * bond.CouponsPerYear),
            _ => (days, bond.DayCount.DaysPerYear()),
        };
    }

    private static Money Interest(Bond bond, long notes, (Int128 Years, Int128 Of) fraction)
    {
        var exact = (Int128)bond.FaceValue.Minor * notes * bond.CouponPartsPerMillion * fraction.Years;
        return Money.FromInt128(Rounding.HalfUp.Divide(exact, Million * fraction.Of));
    }

    private static DateOnly Later(DateOnly date, DateOnly? other) => other > date ? other.Value : date;

    private static DateOnly Back(DateOnly maturity, int months)
    {
        var date = maturity.AddMonths(-months);
        var isMonthEnd = maturity.Day == DateTime.DaysInMonth(maturity.Year, maturity.Month);
        return isMonthEnd ? new DateOnly(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month)) : date;
    }
}
