using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What a bond's price says of its yield and risk.</summary>
/// <param name="Dirty">Price with accrued interest, per 100 of par.</param>
/// <param name="MacaulayDuration">Mean time to the payments, in years.</param>
/// <param name="ModifiedDuration">Relative fall of the price per 1.00 of yield.</param>
/// <param name="Convexity">Second derivative of the price by the yield over the price, in years squared.</param>
public readonly record struct BondFigures(double Dirty, double MacaulayDuration, double ModifiedDuration, double Convexity);

/// <summary>Bonds with a fixed coupon, redeemed at par in one sum.</summary>
/// <remarks>Source: ICMA rule 803 and the Securities Industry Association's "Standard Securities Calculation Methods": payments are
/// discounted by (1 + y/f) to the number of periods until each. Prices are per 100 of par.</remarks>
public static class BondMath
{
    /// <summary>Interest that the buyer owes the seller: coupon/f × days/period, or coupon × days/year for Act/360 and
    /// Act/365.</summary>
    /// <param name="couponPercent">A year, in percent of par: 6 is 6%; not negative.</param>
    /// <param name="perYear">Coupons a year.</param>
    /// <returns>Per 100 of par, not rounded.</returns>
    /// <exception cref="ArgumentException">A number is out of its range, or settlement lies outside the period.</exception>
    public static decimal Accrued(decimal couponPercent, int perYear, DayCount convention, CouponPeriod period)
    {
        CouponPeriod.MonthsBetween(perYear);
        PricingGuard.NotNegative(couponPercent, "coupon");
        if (period.Settlement < period.LastCoupon || period.Settlement > period.NextCoupon)
        {
            throw new ArgumentException("Settlement must lie between the last coupon and the next.");
        }

        var days = convention.Days(period.LastCoupon, period.Settlement);
        return convention == DayCount.ActActIcma
            ? couponPercent * days / (perYear * convention.Days(period.LastCoupon, period.NextCoupon))
            : couponPercent * days / convention.DaysPerYear();
    }

    /// <summary>The price with accrued interest at a yield.</summary>
    /// <param name="couponPercent">A year, in percent of par.</param>
    /// <param name="perYear">Coupons a year.</param>
    /// <param name="couponsLeft">At least 1.</param>
    /// <param name="elapsed">The part of the coupon period that has passed: from 0 to 1.</param>
    /// <param name="yield">A year, compounded at each coupon: 0.055 is 5.5%; above -<paramref name="perYear"/>.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static double Dirty(double couponPercent, int perYear, int couponsLeft, double elapsed, double yield)
        => Figures(couponPercent, perYear, couponsLeft, elapsed, yield).Dirty;

    /// <summary>Price, duration and convexity at a yield.</summary>
    /// <inheritdoc cref="Dirty"/>
    public static BondFigures Figures(double couponPercent, int perYear, int couponsLeft, double elapsed, double yield)
    {
        CouponPeriod.MonthsBetween(perYear);
        PricingGuard.NotNegative(couponPercent, "coupon");
        PricingGuard.AtLeast(couponsLeft, 1, "number of coupons left");
        PricingGuard.Between(elapsed, 0, 1, "elapsed part of the coupon period");
        var factor = PricingGuard.Positive(1 + (yield / perYear), "growth 1 + yield / coupons a year");
        var discount = PortableMath.Pow(factor, elapsed - 1);
        var (sum, byTime, bySquare) = (0.0, 0.0, 0.0);
        for (var n = 1; n <= couponsLeft; n++)
        {
            var periods = n - elapsed;
            var value = discount * ((couponPercent / perYear) + (n == couponsLeft ? 100 : 0));
            sum += value;
            byTime += value * periods;
            bySquare += value * periods * (periods + 1);
            discount /= factor;
        }

        var macaulay = byTime / sum / perYear;
        return new BondFigures(sum, macaulay, macaulay / factor, bySquare / (sum * perYear * perYear * factor * factor));
    }

    /// <summary>The yield at which <see cref="Dirty"/> is a price.</summary>
    /// <param name="dirty">Per 100 of par; above 0.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static double Yield(double couponPercent, int perYear, int couponsLeft, double elapsed, double dirty)
    {
        PricingGuard.Positive(dirty, "price");

        // The price falls with the yield and is convex: from a yield that is too low Newton's method comes up to the root.
        var yield = Math.Max(-0.9 * perYear, -0.5);
        while (Dirty(couponPercent, perYear, couponsLeft, elapsed, yield) < dirty)
        {
            yield = -perYear + (0.5 * (yield + perYear));
            PricingGuard.Positive((yield / perYear) + 1 - 1e-9, "growth per coupon period at this price (it is far too high)");
        }

        for (var step = 0; step < 200; step++)
        {
            var figures = Figures(couponPercent, perYear, couponsLeft, elapsed, yield);
            var move = (figures.Dirty - dirty) / (figures.Dirty * figures.ModifiedDuration);
            yield += double.IsFinite(move) ? move : 0;
            if (!(Math.Abs(move) > 1e-15 * (1 + Math.Abs(yield))))
            {
                break;
            }
        }

        return yield;
    }
}
