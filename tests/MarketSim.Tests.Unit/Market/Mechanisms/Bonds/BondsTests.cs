using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class BondsTests
{
    /// <summary>6% semi-annual notes of 1,000.00 to 15 January 2030, quoted in thousandths of a percent of par.</summary>
    private static Bond Note(DayCount days = DayCount.Thirty360, int exDays = 0, DateOnly? maturity = null) => new()
    {
        Id = new(0), Symbol = "T6", Base = new(1), Quote = MechanismVenue.Usd, PriceDecimals = 3, FaceValue = new(1_000_00),
        CouponPartsPerMillion = 60_000, CouponsPerYear = 2, Maturity = maturity ?? new(2030, 1, 15), DayCount = days, ExCouponDays = exDays,
    };

    private static MechanismVenue Venue(Bond bond, DateOnly firstDay, params (string, string)[] settings)
    {
        var venue = new MechanismVenue(
            [bond], [MechanismSpec.Of("bonds", settings)],
            new ExchangeOptions { Calendar = new MarketCalendar { FirstDay = firstDay, Holidays = [new(2026, 1, 19)] } });
        venue.Apply(Commands.OpenSession());
        return venue;
    }

    // EX-11f: settlement on 10 April 2026 is that of a trade on the 9th; ten thousand notes are ten million of par.
    [Theory]
    [InlineData(DayCount.Thirty360, 141_666.67)]
    [InlineData(DayCount.ThirtyE360, 141_666.67)]
    [InlineData(DayCount.ActActIcma, 140_883.98)]
    [InlineData(DayCount.Act360, 141_666.67)]
    [InlineData(DayCount.Act365, 139_726.03)]
    public void ABuyerPaysTheInterestAccruedToTheSettlementDate(DayCount days, double accrued)
    {
        var bond = Note(days);
        var venue = Venue(bond, new(2026, 4, 9));
        var (buyer, seller) = (venue.Open(0, dollars: 20_000_000), venue.Open(1));
        venue.Give(seller, bond, 10_000);
        venue.Trade(buyer, seller, bond, 101.67m, 10_000);
        Assert.Equal(20_000_000m - 10_167_000m - (decimal)accrued, venue.Cash(buyer));
        Assert.Equal(10_167_000m + (decimal)accrued, venue.Cash(seller));
        Assert.Equal((decimal)accrued, venue.Posted(seller, Posting.AccruedInterest));
    }

    [Theory]
    [InlineData(DayCount.Thirty360, 1.416667)]
    [InlineData(DayCount.ActActIcma, 1.408840)]
    public void AccruedInterestInPercentOfParIsUnrounded(DayCount days, double percent)
        => Assert.Equal((decimal)percent, decimal.Round(BondSchedule.AccruedPercent(Note(days), new(2026, 4, 10)), 6));

    [Fact]
    public void AnOrderSetsAsideItsAccruedInterestAndEveryDayMore()
    {
        var bond = Note();
        var venue = Venue(bond, new(2026, 4, 9));
        var (poor, buyer) = (venue.Open(0, dollars: 1_014.16m), venue.Open(1, dollars: 2_000));
        venue.Limit(poor, bond, Side.Buy, 100m, 1, TimeInForce.Gtc);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(buyer, bond, Side.Buy, 100m, 1, TimeInForce.Gtc);
        Assert.Equal(1_014_17 + 1, venue.Exchange.Ledger.Reserved(buyer, MechanismVenue.Usd));
        venue.Apply(Commands.CloseSession());

        // A trade on Friday settles on Monday: 88 days.
        venue.At("09:30", new(2026, 4, 10));
        Assert.Equal(1_014_67 + 1, venue.Exchange.Ledger.Reserved(buyer, MechanismVenue.Usd));
        Assert.Contains(venue.Last, e => e.Kind == EventKind.TermsChanged && e.Quantity.Lots == new DateOnly(2026, 4, 13).DayNumber);
    }

    [Fact]
    public void ACouponGoesToWhoHoldsTheBondByTradesThatSettleBeforeIt()
    {
        var bond = Note();
        var venue = Venue(bond, new(2026, 1, 13));
        var (early, late, holder) = (venue.Open(0, dollars: 50_000), venue.Open(1, dollars: 50_000), venue.Open(2));
        venue.Give(holder, bond, 30);
        venue.Trade(early, holder, bond, 100m, 10);

        // Settles on the 14th: 179 of 180 days; that of the next day on the coupon date: none.
        Assert.Equal(298.33m, venue.Posted(holder, Posting.AccruedInterest));
        venue.Apply(Commands.CloseSession());
        venue.At("09:30", new(2026, 1, 14)).Apply(Commands.OpenSession());
        venue.Trade(late, holder, bond, 100m, 10);
        Assert.Equal(298.33m, venue.Posted(holder, Posting.AccruedInterest));
        venue.At("09:30", new(2026, 1, 15));
        Assert.Equal(300m, venue.Posted(early, Posting.Coupon));
        Assert.Equal(0m, venue.Posted(late, Posting.Coupon));
        Assert.Equal(600m, venue.Posted(holder, Posting.Coupon));
    }

    [Fact]
    public void InTheExCouponPeriodTheSellerKeepsTheCouponAndPaysTheInterestThatIsMissing()
    {
        var bond = Note(DayCount.ActActIcma, exDays: 7);
        var venue = Venue(bond, new(2026, 7, 7));
        var (buyer, seller) = (venue.Open(0, dollars: 200_000), venue.Open(1));
        venue.Give(seller, bond, 100);
        venue.Trade(buyer, seller, bond, 100m, 100);

        // Settles on 8 July, seven of 181 days before the coupon.
        Assert.Equal(-116.02m, venue.Posted(seller, Posting.AccruedInterest));
        venue.At("09:30", new(2026, 7, 15));
        Assert.Equal((0m, 3_000m), (venue.Posted(buyer, Posting.Coupon), venue.Posted(seller, Posting.Coupon)));
    }

    [Fact]
    public void AtMaturityLastCouponAndParArePaidAndTradingHasEnded()
    {
        // Monday the 19th is a holiday, and the 17th a Saturday.
        var bond = Note(maturity: new(2026, 1, 17));
        var venue = Venue(bond, new(2026, 1, 15));
        var (holder, buyer) = (venue.Open(0), venue.Open(1, dollars: 10_000));
        venue.Give(holder, bond, 10);
        venue.Limit(buyer, bond, Side.Buy, 99m, 1, TimeInForce.Gtc);
        venue.At("09:30", new(2026, 1, 16));
        Assert.Contains(venue.Last, e => e.Cancel == CancelReason.InstrumentEnded);
        venue.Limit(buyer, bond, Side.Buy, 99m, 1);
        Assert.Equal(RejectReason.MarketClosed, venue.Refusal);
        venue.At("12:00", new(2026, 1, 19));
        Assert.Equal(0m, venue.Cash(holder));
        venue.At("09:30", new(2026, 1, 20));
        Assert.Equal(10_300m, venue.Cash(holder));
        Assert.Equal((300m, 10_000m), (venue.Posted(holder, Posting.Coupon), venue.Posted(holder, Posting.Redemption)));
        Assert.Equal(0, venue.Exchange.Ledger.Issued(bond.Base));
    }

    [Fact]
    public void AShortFirstCouponIsCountedByItsDays()
    {
        var bond = Note() with { Issue = new(2026, 3, 1) };
        Assert.Equal(new Money(22_33), BondSchedule.Coupon(bond, new(2026, 7, 15), 1));
        Assert.Equal(new Money(30_00), BondSchedule.Coupon(bond, new(2027, 1, 15), 1));
        Assert.Equal(Money.Zero, BondSchedule.AccruedInterest(bond, new(2026, 2, 20), new(1)));
        Assert.Equal(new Money(1_50), BondSchedule.AccruedInterest(bond, new(2026, 3, 10), new(1)));
    }

    [Fact]
    public void CouponsOfAMaturityAtTheEndOfAMonthLieAtEndsOfMonths()
    {
        var bond = Note(maturity: new(2028, 2, 29));
        Assert.Equal((new DateOnly(2026, 2, 28), new DateOnly(2026, 8, 31)), BondSchedule.PeriodAt(bond, new(2026, 3, 15)));
        Assert.Equal((new DateOnly(2027, 8, 31), new DateOnly(2028, 2, 29)), BondSchedule.PeriodAt(bond, new(2028, 2, 28)));
        Assert.Null(BondSchedule.PeriodAt(bond, new(2028, 2, 29)));
    }

    [Fact]
    public void ABondWithCouponsAndNoMaturityIsRefused()
        => Assert.Contains("has no maturity", Assert.Throws<ArgumentException>(() => new MechanismVenue(
            [Note() with { Maturity = null }], [MechanismSpec.Of("bonds")])).Message, StringComparison.Ordinal);
}
