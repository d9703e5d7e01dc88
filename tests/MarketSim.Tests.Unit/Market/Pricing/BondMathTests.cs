using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class BondMathTests
{
    private static readonly CouponPeriod Period = new(new(2026, 1, 15), new(2026, 7, 15), new(2026, 4, 10), 8);

    [Fact]
    public void TheBondOfTheRulesComesOut()
    {
        Assert.Equal(1.416667m, Math.Round(BondMath.Accrued(6, 2, DayCount.Thirty360, Period), 6));
        Assert.Equal(1.408840m, Math.Round(BondMath.Accrued(6, 2, DayCount.ActActIcma, Period), 6));
        var dirty = BondMath.Dirty(6, 2, 8, Period.Elapsed(DayCount.ActActIcma, 2), 0.055);
        Assert.Equal(103.078467, dirty, 5e-7);
        Assert.Equal(101.669627, dirty - (double)BondMath.Accrued(6, 2, DayCount.ActActIcma, Period), 5e-7);
    }

    [Fact]
    public void TheMoneyMarketConventionsCountActualDays()
    {
        Assert.Equal(6m * 85 / 360, BondMath.Accrued(6, 2, DayCount.Act360, Period));
        Assert.Equal(6m * 85 / 365, BondMath.Accrued(6, 2, DayCount.Act365, Period));
    }

    [Theory]
    [InlineData("2026-01-15", "2026-04-10", 85, 85)]
    [InlineData("2026-01-31", "2026-03-31", 60, 60)]
    [InlineData("2026-01-30", "2026-03-31", 60, 60)]
    [InlineData("2026-01-29", "2026-03-31", 62, 61)]
    [InlineData("2024-02-28", "2024-03-31", 33, 32)]
    [InlineData("2025-12-31", "2026-12-31", 360, 360)]
    public void ThirtyDayMonthsAreCountedByTheirRule(string from, string to, int us, int euro)
    {
        Assert.Equal(us, DayCount.Thirty360.Days(DateOnly.Parse(from), DateOnly.Parse(to)));
        Assert.Equal(euro, DayCount.ThirtyE360.Days(DateOnly.Parse(from), DateOnly.Parse(to)));
    }

    [Theory]
    [InlineData("2030-01-15", "2026-04-10", 2, "2026-01-15", "2026-07-15", 8)]
    [InlineData("2030-01-15", "2026-01-15", 2, "2026-01-15", "2026-07-15", 8)]
    [InlineData("2028-02-29", "2026-11-30", 4, "2026-11-30", "2027-02-28", 5)]
    [InlineData("2027-08-31", "2027-02-27", 2, "2026-08-31", "2027-02-28", 2)]
    [InlineData("2027-06-15", "2027-06-14", 1, "2026-06-15", "2027-06-15", 1)]
    public void TheScheduleGoesBackFromMaturity(
        string maturity, string settlement, int perYear, string last, string next, int left)
        => Assert.Equal(
            new CouponPeriod(DateOnly.Parse(last), DateOnly.Parse(next), DateOnly.Parse(settlement), left),
            CouponPeriod.Of(DateOnly.Parse(maturity), DateOnly.Parse(settlement), perYear));

    [Fact]
    public void AtItsCouponABondIsWorthParOnACouponDate()
    {
        var figures = BondMath.Figures(5, 2, 20, 0, 0.05);
        Assert.Equal(100, figures.Dirty, 1e-11);

        // At par the duration of a bond is that of an annuity paid in advance: (1 + y/f) (1 - v^n) / y.
        Assert.Equal(1.025 * (1 - Math.Pow(1.025, -20)) / 0.05, figures.MacaulayDuration, 1e-11);
    }

    [Fact]
    public void DurationAndConvexityAreTheSlopesOfThePrice()
    {
        double Price(double yield) => BondMath.Dirty(4, 2, 15, 0.3, yield);
        var figures = BondMath.Figures(4, 2, 15, 0.3, 0.06);
        Assert.Equal((Price(0.0601) - Price(0.0599)) / 0.0002, -figures.ModifiedDuration * figures.Dirty, 1e-4);
        Assert.Equal(
            (Price(0.0601) - (2 * Price(0.06)) + Price(0.0599)) / 1e-8, figures.Convexity * figures.Dirty, 0.01);
    }

    [Fact]
    public void AYieldComesBackFromItsPrice()
        => Replay.Cases(nameof(BondMathTests), 2_000, 100_000, random =>
        {
            var (coupon, perYear, left) = (random.NextUniform(0, 15), random.Chance(0.5) ? 2 : 1, (int)random.Between(1, 60));
            var (elapsed, yield) = (random.NextDouble() * 0.99, random.NextUniform(-0.1, 0.4));
            var dirty = BondMath.Dirty(coupon, perYear, left, elapsed, yield);
            Replay.Near(yield, BondMath.Yield(coupon, perYear, left, elapsed, dirty), 1e-11, (coupon, perYear, left, elapsed));
        });

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        Assert.Contains("1, 2, 3, 4, 6 or 12", Assert.Throws<ArgumentException>(
            () => BondMath.Dirty(5, 5, 10, 0, 0.05)).Message);
        Assert.Contains("coupons left", Assert.Throws<ArgumentException>(() => BondMath.Dirty(5, 2, 0, 0, 0.05)).Message);
        Assert.Contains("growth", Assert.Throws<ArgumentException>(() => BondMath.Dirty(5, 2, 10, 0, -2)).Message);
        Assert.Contains("price", Assert.Throws<ArgumentException>(() => BondMath.Yield(5, 2, 10, 0, -1)).Message);
        Assert.Contains("before the maturity", Assert.Throws<ArgumentException>(
            () => CouponPeriod.Of(new(2026, 1, 1), new(2026, 1, 1), 2)).Message);
        Assert.Contains("between the last coupon", Assert.Throws<ArgumentException>(() => BondMath.Accrued(
            5, 2, DayCount.Act360, Period with { Settlement = new(2026, 8, 1) })).Message);
        Assert.Contains("no year of its own", Assert.Throws<ArgumentException>(() => DayCount.ActActIcma.DaysPerYear()).Message);
    }
}
