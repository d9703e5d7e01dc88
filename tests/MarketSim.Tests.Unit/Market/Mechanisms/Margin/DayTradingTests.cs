using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Trading within the day on margin: the pattern-day-trader rule until 3 June 2026, the intraday margin standard from 4 June.
/// MARKET rules, section 8.</summary>
public sealed class DayTradingTests
{
    private static readonly DateOnly Before = new(2026, 6, 3);
    private static readonly DateOnly After = new(2026, 6, 4);
    private readonly Equity _share = MechanismVenue.Share(0);
    private AccountId _maker;

    private MechanismVenue Venue(DateOnly day, params (string, string)[] settings)
    {
        var venue = new MechanismVenue([_share], [MechanismSpec.Of("margin", [("debit-interest", "0"), .. settings])]);
        venue.At("09:30", day);
        venue.Apply(Commands.OpenSession());
        _maker = venue.Open(9, AccountType.Cash, 100_000_000);
        venue.Give(_maker, _share, 10_000_000);
        return venue;
    }

    private void Buy(MechanismVenue venue, AccountId trader, decimal price, long lots) => venue.Trade(trader, _maker, _share, price, lots);

    private void Sell(MechanismVenue venue, AccountId trader, decimal price, long lots) => venue.Trade(_maker, trader, _share, price, lots);

    private static void EndDay(MechanismVenue venue)
    {
        venue.At("16:00");
        venue.Apply(Commands.CloseSession());
    }

    private static void BeginDay(MechanismVenue venue, DateOnly day)
    {
        venue.At("09:30", day);
        venue.Apply(Commands.OpenSession());
    }

    private static MarginStatement Statement(MechanismVenue venue, AccountId account)
        => ((IMarginMechanism)venue.Exchange.Mechanisms[0]).StatementOf(account)!;

    private static List<MarketEvent> DayCalls(MechanismVenue venue)
        => [.. venue.Events.Where(e => e.Kind == EventKind.MarginCalled && e.Quantity.Lots == 2)];

    [Theory]
    [InlineData(24_999, 4, RejectReason.InsufficientFunds)]
    [InlineData(25_000, 4, RejectReason.None)]
    [InlineData(24_999, 3, RejectReason.None)]
    public void UntilThirdJuneFourDayTradesAskForTwentyFiveThousand(decimal equity, int dayTrades, RejectReason expected)
    {
        var venue = Venue(Before);
        var trader = venue.Open(1, AccountType.RegT, equity);
        for (var i = 0; i < dayTrades; i++)
        {
            Buy(venue, trader, 50, 100);
            Sell(venue, trader, 50, 100);
        }

        Assert.Equal((dayTrades, dayTrades >= 4), (Statement(venue, trader).DayTrades, Statement(venue, trader).IsPatternDayTrader));
        venue.Limit(trader, _share, Side.Buy, 50, 1);
        Assert.Equal(expected, venue.Refusal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    public void FromFourthJuneNobodyIsAPatternDayTrader(int dayTrades)
    {
        var venue = Venue(After);
        var trader = venue.Open(1, AccountType.RegT, 5_000);
        for (var i = 0; i < dayTrades; i++)
        {
            Buy(venue, trader, 50, 100);
            Sell(venue, trader, 50, 100);
        }

        Assert.False(Statement(venue, trader).IsPatternDayTrader);
        venue.Limit(trader, _share, Side.Buy, 50, 200);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Fact]
    public void ThePatternEndsWithTheRule()
    {
        var venue = Venue(Before);
        var trader = venue.Open(1, AccountType.RegT, 10_000);
        for (var i = 0; i < 4; i++)
        {
            Buy(venue, trader, 50, 100);
            Sell(venue, trader, 50, 100);
        }

        venue.Limit(trader, _share, Side.Buy, 50, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        EndDay(venue);
        BeginDay(venue, After);
        venue.Limit(trader, _share, Side.Buy, 50, 1);
        Assert.Equal(RejectReason.None, venue.Refusal);
        Assert.False(Statement(venue, trader).IsPatternDayTrader);
    }

    [Fact]
    public void APatternDayTraderBelowTheMinimumMayCloseAndADepositOpensTheWay()
    {
        var venue = Venue(Before);
        var trader = venue.Open(1, AccountType.RegT, 20_000);
        for (var i = 0; i < 4; i++)
        {
            Buy(venue, trader, 50, 100);
            Sell(venue, trader, 50, i == 3 ? 60 : 100);
        }

        venue.Limit(trader, _share, Side.Sell, 51, 40);
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.Limit(trader, _share, Side.Buy, 50, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Deposit(trader, 5_000);
        venue.Limit(trader, _share, Side.Buy, 50, 1);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Fact]
    public void WhatWasHeldOvernightIsNoDayTradeAndOldDayTradesAreForgotten()
    {
        var venue = Venue(new DateOnly(2026, 3, 2));
        var trader = venue.Open(1, AccountType.RegT, 20_000);
        Buy(venue, trader, 50, 100);
        EndDay(venue);
        BeginDay(venue, new DateOnly(2026, 3, 3));
        Sell(venue, trader, 50, 100);
        Assert.Equal(0, Statement(venue, trader).DayTrades);
        Buy(venue, trader, 50, 100); // opens anew…
        Sell(venue, trader, 50, 40);
        Sell(venue, trader, 50, 60); // … and two sales without a purchase between them are one day trade
        Assert.Equal(1, Statement(venue, trader).DayTrades);
        EndDay(venue);
        foreach (var (day, expected) in new[] { (9, 1), (10, 0) })
        {
            BeginDay(venue, new DateOnly(2026, 3, day));
            Assert.Equal(expected, Statement(venue, trader).DayTrades);
            EndDay(venue);
        }
    }

    [Fact]
    public void FewDayTradesAmongManyTradesMakeNoPattern()
    {
        var venue = Venue(Before, ("day-trade-share", "40"));
        var trader = venue.Open(1, AccountType.RegT, 20_000);
        for (var i = 0; i < 6; i++)
        {
            Buy(venue, trader, 10, 10);
        }

        for (var i = 0; i < 4; i++)
        {
            Sell(venue, trader, 10, 5);
            Buy(venue, trader, 10, 5);
        }

        // Four day trades of fourteen trades are 29%; at 6% they would be a pattern.
        Assert.Equal((4, false), (Statement(venue, trader).DayTrades, Statement(venue, trader).IsPatternDayTrader));
    }

    [Theory]
    [InlineData(10_000, 60, 1_000, 500_000)] // 25% of 60,000 - 10,000
    [InlineData(8_000, 20, 2_000, 200_000)] // 25% of 40,000 - 8,000
    [InlineData("12345.67", 100, 600, 265_433)] // 15,000 - 12,345.67
    public void FromFourthJuneTheHighestExposureOfTheDayIsCalledForAndClosingDoesNotMeetIt(
        decimal equity, decimal price, long lots, long deficit)
    {
        var venue = Venue(After, ("intraday-orders", "any"));
        var trader = venue.Open(1, AccountType.RegT, equity);
        Buy(venue, trader, price, lots);
        Sell(venue, trader, price, lots);
        Assert.Equal(deficit, Statement(venue, trader).IntradayDeficit);
        EndDay(venue);

        var call = Assert.Single(DayCalls(venue));
        Assert.Equal((deficit, trader), (call.Amount, call.Account));
        Assert.Equal(new DateOnly(2026, 6, 11), venue.Exchange.Options.Calendar.DateOf(call.Until)); // five business days
        Assert.Equal(deficit, Statement(venue, trader).IntradayCall);
        BeginDay(venue, new DateOnly(2026, 6, 5));
        Assert.Equal(deficit, Statement(venue, trader).IntradayCall);
        venue.Deposit(trader, (deficit / 100m) - 0.01m);
        Assert.Equal(1, Statement(venue, trader).IntradayCall);
        venue.Deposit(trader, 0.01m);
        Assert.Contains(venue.Last, e => e.Kind == EventKind.MarginCallMet && e.Quantity.Lots == 2);
        Assert.Equal(0, Statement(venue, trader).IntradayCall);
    }

    [Fact]
    public void TheSameDayBeforeFourthJuneLeavesNoCall()
    {
        var venue = Venue(Before, ("intraday-orders", "any"));
        var trader = venue.Open(1, AccountType.RegT, 10_000);
        venue.Limit(trader, _share, Side.Buy, 60, 1_000);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal); // only initial margin there is
        Buy(venue, trader, 60, 300);
        Sell(venue, trader, 60, 300);
        EndDay(venue);
        Assert.Empty(DayCalls(venue));
    }

    [Fact]
    public void ABrokerMayPhaseTheStandardIn()
    {
        var venue = Venue(
            After, ("intraday-orders", "any"), ("intraday-margin", "0; 2026-10-20=100"), ("pattern-day-trader", "25000; 2026-10-20=0"));
        var trader = venue.Open(1, AccountType.RegT, 10_000);
        venue.Limit(trader, _share, Side.Buy, 60, 1_000);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
    }

    [Fact]
    public void WhatIsBroughtTheSameDayCountsAndAFallOfPricesDoesNot()
    {
        var venue = Venue(After, ("intraday-orders", "any"));
        var trader = venue.Open(1, AccountType.RegT, 10_000);
        Buy(venue, trader, 60, 1_000);
        venue.Deposit(trader, 2_000);
        Sell(venue, trader, 60, 1_000);
        Buy(venue, trader, 60, 500);
        var other = venue.Open(2, AccountType.Cash, 1_000_000);
        Buy(venue, other, 40, 1);
        Sell(venue, trader, 40, 500);
        EndDay(venue);
        Assert.Equal(300_000, Assert.Single(DayCalls(venue)).Amount);
    }

    [Fact]
    public void AnUnmetCallFreezesCreditForNinetyDays()
    {
        var venue = Venue(After, ("intraday-orders", "any"));
        var trader = venue.Open(1, AccountType.RegT, 10_000);
        Buy(venue, trader, 60, 1_000);
        Sell(venue, trader, 60, 1_000);
        EndDay(venue);
        venue.At("12:00", new DateOnly(2026, 6, 11));
        venue.Apply(Commands.OpenSession());
        Assert.Equal(new DateOnly(2026, 9, 9), Statement(venue, trader).FrozenUntil);
        venue.Limit(trader, _share, Side.Buy, 60, 167); // 10,020
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, _share, Side.Sell, 60, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, _share, Side.Buy, 60, 166);
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.Deposit(trader, -100);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Apply(Commands.MassCancel(trader));

        venue.At("12:00", new DateOnly(2026, 9, 9));
        venue.Limit(trader, _share, Side.Buy, 60, 167);
        Assert.Equal(RejectReason.None, venue.Refusal);
        Assert.Null(Statement(venue, trader).FrozenUntil);
    }

    [Theory]
    [InlineData(10_499, 1_600, false)] // lacks 101: no more than 5% of equity and 1,000
    [InlineData(10_000, 1_600, true)] // lacks 600: more than 500
    [InlineData(100_000, 16_200, true)] // lacks 1,250: less than 5,000, but more than 1,000
    public void ASmallDeficitFreezesNothing(decimal equity, long lots, bool freezes)
    {
        var price = equity == 100_000 ? 25 : 26.5m;
        var venue = Venue(After, ("intraday-orders", "any"));
        var trader = venue.Open(1, AccountType.RegT, equity);
        Buy(venue, trader, price, lots);
        Sell(venue, trader, price, lots);
        EndDay(venue);
        Assert.Single(DayCalls(venue));
        venue.At("12:00", new DateOnly(2026, 6, 11));
        Assert.Equal(freezes, Statement(venue, trader).FrozenUntil is not null);
    }

    [Fact]
    public void WithMaintenanceMarginAskedOfOrdersTheDayEndsWithAnInitialCall()
    {
        var venue = Venue(After, ("intraday-orders", "maintenance"));
        var trader = venue.Open(1, AccountType.RegT, 15_000);
        Assert.Equal(6_000_000, Statement(venue, trader).BuyingPower);
        venue.Limit(trader, _share, Side.Buy, 60, 1_001);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        Buy(venue, trader, 60, 1_000);
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.MarginCalled);
        EndDay(venue);
        Assert.Empty(DayCalls(venue));
        var call = Assert.Single(venue.Events, e => e.Kind == EventKind.MarginCalled);
        Assert.Equal((1_500_000, 1), (call.Amount, call.Quantity.Lots));

        BeginDay(venue, new DateOnly(2026, 6, 5));
        Sell(venue, trader, 60, 500);
        Assert.Contains(venue.Events, e => e.Kind == EventKind.MarginCallMet);
    }

    [Theory]
    [InlineData("maintenance", 30_000, 1_800, 1_200)] // 4 × 30,000 = 120,000 at 66.67 and at 100
    [InlineData("maintenance", 40_000, 2_400, 1_600)]
    public void APatternDayTraderOpensFourTimesTheExcessOfTheEvening(string orders, decimal equity, long atMost66, long atMost100)
    {
        var venue = Venue(new DateOnly(2026, 5, 4), ("intraday-orders", orders));
        var trader = venue.Open(1, AccountType.RegT, equity);
        for (var i = 0; i < 4; i++)
        {
            Buy(venue, trader, 100, 10);
            Sell(venue, trader, 100, 10);
        }

        Assert.Equal((long)equity * 400, Statement(venue, trader).BuyingPower);
        venue.Limit(trader, _share, Side.Buy, 100, atMost100 + 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        Buy(venue, trader, 100, atMost100);
        Sell(venue, trader, 100, atMost100);
        venue.Limit(trader, _share, Side.Buy, 66, atMost66);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Fact]
    public void APatternDayTraderWhoOpensMoreIsCalledForAQuarterOfItAndHasTwiceTheExcessUntilItIsMet()
    {
        var venue = Venue(new DateOnly(2026, 5, 4), ("intraday-orders", "any"));
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        for (var i = 0; i < 4; i++)
        {
            Buy(venue, trader, 100, 10);
            Sell(venue, trader, 100, 10);
        }

        Buy(venue, trader, 100, 1_500);
        Sell(venue, trader, 100, 1_500);
        EndDay(venue);
        var call = Assert.Single(DayCalls(venue));
        Assert.Equal(750_000, call.Amount); // (150,000 - 4 × 30,000) / 4
        Assert.Equal(new DateOnly(2026, 5, 11), venue.Exchange.Options.Calendar.DateOf(call.Until));
        BeginDay(venue, new DateOnly(2026, 5, 5));
        Assert.Equal(6_000_000, Statement(venue, trader).BuyingPower);
        venue.Deposit(trader, 7_500);
        Assert.Equal(4 * 3_750_000, Statement(venue, trader).BuyingPower);
    }
}
