using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>The rules where prices are finer than money, or money has no smaller unit.</summary>
public sealed class OtherUnitsTests
{
    private static readonly Equity Fine = MechanismVenue.Share(0) with { PriceDecimals = 4, TickValueDenominator = 100 };
    private static readonly Equity Yen = MechanismVenue.Share(0) with { PriceDecimals = 0 };

    [Theory]
    [InlineData("1", "50.00", "48.20", "45.79", "50.61")]
    [InlineData("2", "7.50", "7.37", "6.63", "8.11")]
    [InlineData("2", "0.60", "0.5733", "0.42", "0.72")]
    public void BandsLieOnTheCentWhereThePriceUnitIsFiner(string tier, string close, string reference, string lower, string upper)
    {
        var venue = new VolatileVenue([Fine], VolatileVenue.Luld(("tier", tier))).Close(Number(close)).Open();
        venue.Trade(Number(reference));
        var limits = venue.Of(EventKind.PriceLimits).Last();
        Assert.Equal((Number(lower), Number(upper)), (Fine.ToDecimal(limits.Price), Fine.ToDecimal(limits.UpperPrice)));
    }

    [Theory]
    [InlineData(4, "0.8005", "0.7204", true)]
    [InlineData(4, "0.8005", "0.7205", false)]
    [InlineData(0, "1005", "904", true)]
    [InlineData(0, "1005", "905", false)]
    public void ThePriceTestIsTriggeredAtTheExactUnit(int decimals, string close, string print, bool triggers)
    {
        var share = decimals == 4 ? Fine : Yen;
        var venue = new MechanismVenue([share], [MechanismSpec.Of("short-selling")], null, new FreeCredit());
        venue.Apply(Instructions.ClosingPrice(share.Id, MechanismVenue.PriceOf(share, Number(close))));
        venue.Apply(Commands.OpenSession());
        var (buyer, holder) = (venue.Open(0, AccountType.RegT, 1_000_000), venue.Open(1, AccountType.RegT, 1_000_000));
        venue.Give(holder, share, 1_000);
        venue.Trade(buyer, holder, share, Number(print), 100);
        Assert.Equal(triggers, venue.Events.Any(e => e.Kind == EventKind.PriceTest));
    }

    [Theory] // Collateral and one day's fee at 36% of 500 shares, in minor units.
    [InlineData(4, "18.37", "19", 9_50)]
    [InlineData(4, "0.4001", "1", 50)]
    [InlineData(0, "1837", "1874", 937)]
    public void CollateralIsRoundedUpToTheWholeUnitOfTheCurrency(int decimals, string price, string collateral, long fee)
    {
        var share = decimals == 4 ? Fine : Yen;
        var venue = new MechanismVenue([share], [MechanismSpec.Of("short-selling")], null, new FreeCredit());
        venue.Apply(Instructions.ClosingPrice(share.Id, MechanismVenue.PriceOf(share, Number(price))));
        venue.Apply(Commands.OpenSession());
        var (buyer, seller) = (venue.Open(0, AccountType.RegT, 10_000_000), venue.Open(1, AccountType.RegT, 10_000_000));
        venue.Apply(Instructions.BorrowRate(share.Id, 360_000));
        venue.Apply(Instructions.Locate(seller, share.Id, new(500)));
        venue.Trade(buyer, seller, share, Number(price), 500);
        venue.At("16:00").Apply(Commands.CloseSession());
        venue.At("9:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        Assert.Equal(
            MechanismVenue.PriceOf(share, Number(collateral)), Assert.Single(venue.Events, e => e.Kind == EventKind.Borrowed).Price);
        venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal(-fee, venue.Posted(seller, Posting.BorrowFee) * 100);
    }

    [Theory]
    [InlineData("30.00", "0.215", "29.78")]
    [InlineData("0.9800", "0.0123", "0.9677")]
    [InlineData("1.0100", "0.0123", "0.9977")] // Below a dollar the tick is finer.
    public void ADividendCutsABuyLimitToTheTickInForceAtItsNewPrice(string price, string dividend, string expected)
    {
        var venue = new MechanismVenue(
            [Fine], [MechanismSpec.Of("tick-regime"), MechanismSpec.Of("corporate-actions")], others: new FreeCredit());
        venue.Apply(Commands.OpenSession());
        var order = venue.Limit(venue.Open(0, dollars: 100_000), Fine, Side.Buy, Number(price), 100, TimeInForce.Gtc);
        var calendar = venue.Exchange.Options.Calendar;
        venue.Apply(Instructions.Dividend(
            Fine.Id, CorporateDay.Micro(Number(dividend)), calendar.At(new(2026, 1, 6), SimDuration.FromHours(12))));
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.At("16:00").Apply(Commands.CloseSession());
        venue.At("9:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        Assert.True(venue.Exchange.Model(Fine.Id).TryGetOpen(order, out var open));
        Assert.Equal(Number(expected), Fine.ToDecimal(open.Price));
    }

    [Fact]
    public void ACallOfFridayIsDueOnTuesdayAndLiquidatedThen()
    {
        var share = MechanismVenue.Share(0);
        var venue = new MechanismVenue([share], [MechanismSpec.Of("margin")]);
        venue.Apply(Commands.OpenSession());
        var (maker, other) = (venue.Open(8, dollars: 1_000_000), venue.Open(9, dollars: 1_000_000));
        venue.Give(maker, share, 10_000);
        var trader = venue.Open(1, AccountType.RegT, 20_000);
        venue.Trade(trader, maker, share, 40, 1000);
        venue.At("15:59", new(2026, 1, 9));
        venue.Trade(other, maker, share, 26, 1);
        Assert.Contains(venue.Last, e => e.Kind == EventKind.MarginCalled);
        venue.At("16:00").Apply(Commands.CloseSession());
        venue.At("9:30", new(2026, 1, 12)).Apply(Commands.OpenSession());
        venue.At("16:00").Apply(Commands.CloseSession());
        venue.At("9:30", new(2026, 1, 13)).Apply(Commands.OpenSession());
        venue.Limit(other, share, Side.Buy, 26, 1000);
        venue.At("11:59:59");
        Assert.Equal(1000, venue.Position(trader, share));
        venue.At("12:00");

        // 26,000 less 20,000 is 6,000; 6,500 are needed: 2,000 of shares at 26, rounded up.
        Assert.Equal(1000 - 77, venue.Position(trader, share));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
