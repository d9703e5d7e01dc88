using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Where a settlement date stands in a bond's schedule of coupons.</summary>
/// <param name="LastCoupon">The coupon date at or before settlement.</param>
/// <param name="NextCoupon">The one after.</param>
/// <param name="Settlement">From the last coupon on, before the next.</param>
/// <param name="CouponsLeft">How many are still to be paid, the one with the redemption included.</param>
public readonly record struct CouponPeriod(DateOnly LastCoupon, DateOnly NextCoupon, DateOnly Settlement, int CouponsLeft)
{
    /// <summary>The period of a bond whose coupon dates go back from its maturity in equal months; where the maturity is a month's last
    /// day, so are they all.</summary>
    /// <param name="perYear">Coupons a year: 1, 2, 3, 4, 6 or 12.</param>
    /// <exception cref="ArgumentException">Settlement is not before maturity, or the frequency does not divide a year.</exception>
    public static CouponPeriod Of(DateOnly maturity, DateOnly settlement, int perYear)
    {
        var months = MonthsBetween(perYear);
        if (settlement >= maturity)
        {
            throw new ArgumentException($"Settlement must be before the maturity {maturity:yyyy-MM-dd}; it is {settlement:yyyy-MM-dd}.");
        }

        var count = 1;
        while (Back(maturity, months * count) > settlement)
        {
            count++;
        }

        return new CouponPeriod(Back(maturity, months * count), Back(maturity, months * (count - 1)), settlement, count);
    }

    /// <summary>The part of the period that has passed, by a convention: 85/180 is 0.4722.</summary>
    /// <param name="perYear">Coupons a year.</param>
    public double Elapsed(DayCount convention, int perYear)
        => (double)convention.Days(LastCoupon, Settlement)
            / (convention == DayCount.ActActIcma
                ? convention.Days(LastCoupon, NextCoupon)
                : (double)convention.DaysPerYear() / perYear);

    internal static int MonthsBetween(int perYear) => perYear is 1 or 2 or 3 or 4 or 6 or 12
        ? 12 / perYear
        : throw new ArgumentException($"A bond pays 1, 2, 3, 4, 6 or 12 coupons a year, not {perYear}.");

    private static DateOnly Back(DateOnly maturity, int months)
    {
        var date = maturity.AddMonths(-months);
        var isMonthEnd = maturity.AddDays(1).Day == 1;
        return isMonthEnd ? new DateOnly(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month)) : date;
    }
}
