using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Margin accounts by Regulation T, driven through the venue. The examples are those of MARKET rules, section 8.</summary>
public sealed class RegTMarginTests
{
    private static readonly DateOnly Monday = new(2026, 1, 5);
    private readonly Equity _share = MechanismVenue.Share(0);

    private MechanismVenue Venue(params (string, string)[] settings)
    {
        var venue = new MechanismVenue([_share], [MechanismSpec.Of("margin", settings)]);
        venue.Apply(Commands.OpenSession());
        return venue;
    }

    // Somebody with shares and money enough, in full.
    private AccountId Counterparty(MechanismVenue venue, int id = 9)
    {
        var other = venue.Open(id, AccountType.Cash, 100_000_000);
        venue.Give(other, _share, 10_000_000);
        return other;
    }

    private static MarginStatement Statement(MechanismVenue venue, AccountId account)
        => venue.Exchange.Mechanisms.OfType<IMarginMechanism>().Single(m => m.StatementOf(account) is not null).StatementOf(account)!;

    private static MarketEvent Only(MechanismVenue venue, EventKind kind) => Assert.Single(venue.Events, e => e.Kind == kind);

    [Fact] // EX-8a
    public void AFallBelowTheCallPriceCallsAndAnUnmetCallSellsTheFewestShares()
    {
        var venue = Venue(("call-after", "30min"));
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, maker, _share, 60, 1000);
        Assert.Equal(-30_000m, venue.Cash(trader));
        Assert.Equal(40.00m, Statement(venue, trader).Positions[0].CallPrice);

        var other = venue.Open(2, AccountType.Cash, 1_000_000);
        venue.Trade(other, maker, _share, 40.00m, 1);
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.MarginCalled);

        venue.At("10:00");
        venue.Trade(other, maker, _share, 38.00m, 1);
        var statement = Statement(venue, trader);
        Assert.Equal((800_000, 950_000, 150_000), (statement.Equity, statement.Maintenance, statement.Call));
        var call = Only(venue, EventKind.MarginCalled);
        Assert.Equal((150_000, trader), (call.Amount, call.Account));

        venue.Limit(other, _share, Side.Buy, 38.00m, 5000);
        venue.At("10:29:59");
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.LiquidationStarted);
        venue.At("10:30");
        Assert.Equal(842, venue.Position(trader, _share)); // 158 sold
        Assert.Equal(0, Only(venue, EventKind.LiquidationEnded).Amount);
    }

    [Fact] // EX-8b
    public void ARiseLocksTheExcessIntoTheSpecialMemorandumAccount()
    {
        var venue = Venue();
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, maker, _share, 60, 1000);
        Assert.Equal((0, 0), (Statement(venue, trader).Sma, Statement(venue, trader).BuyingPower));

        var other = venue.Open(2, AccountType.Cash, 1_000_000);
        venue.Trade(other, maker, _share, 80, 1);
        var statement = Statement(venue, trader);
        Assert.Equal((5_000_000, 4_000_000), (statement.Equity, statement.Initial));
        Assert.Equal((1_000_000, 2_000_000), (statement.Sma, statement.BuyingPower));

        // It is a high-water line, and falls by use only.
        venue.Trade(other, maker, _share, 70, 1);
        Assert.Equal((1_000_000, 2_000_000), (Statement(venue, trader).Sma, Statement(venue, trader).BuyingPower));
        venue.Trade(trader, maker, _share, 70, 200);
        Assert.Equal(300_000, Statement(venue, trader).Sma);
        venue.Trade(maker, trader, _share, 70, 100);
        Assert.Equal(650_000, Statement(venue, trader).Sma);
    }

    [Fact] // EX-8c
    public void AShortPositionIsCalledAboveItsCallPrice()
    {
        var venue = Venue();
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 10_000);
        venue.Trade(maker, trader, _share, 40, 500);
        Assert.Equal((30_000m, -500), (venue.Cash(trader), venue.Position(trader, _share)));
        Assert.Equal(46.1538m, decimal.Round(Statement(venue, trader).Positions[0].CallPrice!.Value, 4));

        var other = venue.Open(2, AccountType.Cash, 1_000_000);
        venue.Trade(other, maker, _share, 46.15m, 1);
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.MarginCalled);
        venue.Trade(other, maker, _share, 48, 1);
        var statement = Statement(venue, trader);
        Assert.Equal((600_000, 720_000, 120_000), (statement.Equity, statement.Maintenance, statement.Call));
    }

    [Theory] // EX-8d
    [InlineData(180, 2_500)]
    [InlineData(400, 4_000)]
    [InlineData(1200, 5_000)]
    [InlineData(2000, 6_000)]
    public void TheMaintenanceOfAShortPositionGoesByPriceRegions(int cents, int requirement)
    {
        var venue = Venue();
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 50_000);
        venue.Trade(maker, trader, _share, cents / 100m, 1000);

        Assert.Equal(requirement * 100, Statement(venue, trader).Maintenance);
    }

    [Fact] // EX-8e
    public void DebitInterestAccruesByTheDayAndIsPostedOnce()
    {
        var venue = Venue(("interest-days", "30"));
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, maker, _share, 60, 1000);
        for (var day = Monday; day <= new DateOnly(2026, 2, 3); day = venue.Exchange.Options.Calendar.AddBusinessDays(day, 1))
        {
            venue.At("16:00", day);
            venue.Apply(Commands.CloseSession());
        }

        Assert.Equal(-200.00m, venue.Posted(trader, Posting.DebitInterest));
        Assert.Equal(200.00m, venue.Posted(HouseAccounts.Broker, Posting.DebitInterest));
    }

    [Fact]
    public void InterestOfAMonthIsPostedAtItsEnd()
    {
        var venue = Venue();
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, maker, _share, 60, 1000);
        for (var day = Monday; day <= new DateOnly(2026, 2, 2); day = venue.Exchange.Options.Calendar.AddBusinessDays(day, 1))
        {
            venue.At("16:00", day);
            venue.Apply(Commands.CloseSession());
        }

        // 5 to 31 January: 27 days; the month ends on a Saturday, so Friday's roll posts it.
        Assert.Equal(-180.00m, venue.Posted(trader, Posting.DebitInterest));
        var posted = Assert.Single(venue.Events, e => e.Kind == EventKind.Posted);
        Assert.Equal(new DateOnly(2026, 1, 30), venue.Exchange.Options.Calendar.DateOf(posted.Time));
    }

    [Fact]
    public void APurchaseNeedsHalfOfItInTheWorstCaseOfAllOpenOrders()
    {
        var venue = Venue();
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Limit(trader, _share, Side.Buy, 60, 600);
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.Limit(trader, _share, Side.Buy, 59, 407);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, _share, Side.Buy, 59, 406);
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.Limit(trader, _share, Side.Buy, 10, 5);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
    }

    [Fact]
    public void AShortSaleNeedsHalfOfItBesidesItsProceedsAndTwoThousandOfEquity()
    {
        var venue = Venue();
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 10_000);
        venue.Limit(trader, _share, Side.Sell, 40, 501);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, _share, Side.Sell, 40, 500);
        Assert.Equal(RejectReason.None, venue.Refusal);

        var small = venue.Open(2, AccountType.RegT, 1_999);
        venue.Limit(small, _share, Side.Sell, 10, 10);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(small, _share, Side.Buy, 10, 199); // paid in full
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.Limit(small, _share, Side.Buy, 10, 10);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        _ = maker;
    }

    [Fact]
    public void WhatClosesIsAlwaysAcceptedWhatOpensIsNotInACall()
    {
        var venue = Venue();
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, maker, _share, 60, 1000);
        var other = venue.Open(2, AccountType.Cash, 1_000_000);
        venue.Trade(other, maker, _share, 38, 1);

        venue.Limit(trader, _share, Side.Buy, 38, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, _share, Side.Sell, 39, 3000);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, _share, Side.Sell, 39, 1000);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Fact]
    public void ADepositOrAPriceMeetsTheCall()
    {
        var venue = Venue();
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, maker, _share, 60, 1000);
        var other = venue.Open(2, AccountType.Cash, 1_000_000);
        venue.Trade(other, maker, _share, 38, 1);
        Only(venue, EventKind.MarginCalled);
        venue.Deposit(trader, 1_499.99m);
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.MarginCallMet);
        venue.Deposit(trader, 0.01m);
        Only(venue, EventKind.MarginCallMet);

        venue.Trade(other, maker, _share, 37, 1);
        venue.Trade(other, maker, _share, 38, 1);
        Assert.Equal(2, venue.Events.Count(e => e.Kind == EventKind.MarginCallMet));
    }

    [Fact]
    public void ACallByDaysIsDueTwoBusinessDaysLater()
    {
        var venue = Venue();
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, maker, _share, 60, 1000);
        venue.At("10:00", new DateOnly(2026, 1, 8));
        var other = venue.Open(2, AccountType.Cash, 1_000_000);
        venue.Trade(other, maker, _share, 38, 1);

        var due = Only(venue, EventKind.MarginCalled).Until;
        Assert.Equal(new DateOnly(2026, 1, 12), venue.Exchange.Options.Calendar.DateOf(due));
    }

    [Fact]
    public void AWithdrawalIsLimitedByTheSmaTheMaintenanceAndTheMinimum()
    {
        var venue = Venue();
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 40_000);
        venue.Trade(trader, maker, _share, 60, 1000);
        venue.Deposit(trader, -10_000.01m);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Deposit(trader, -10_000);
        Assert.Equal(RejectReason.None, venue.Refusal);
        Assert.Equal(0, Statement(venue, trader).Sma);
        venue.Give(trader, _share, -1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
    }

    [Fact]
    public void ALiquidationCancelsOrdersBuysShortsInAndLeavesADebtToTheBroker()
    {
        var venue = Venue(("call-after", "10min"));
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 10_000);
        venue.Trade(maker, trader, _share, 40, 500);
        var resting = venue.Limit(trader, _share, Side.Buy, 20, 10);
        var other = venue.Open(2, AccountType.Cash, 1_000_000);
        venue.At("10:00");
        venue.Limit(maker, _share, Side.Sell, 70, 5000);
        venue.Trade(other, maker, _share, 62, 1);

        // Below zero equity nothing is waited for: 30,000 of credit buys in at 70.
        Assert.Contains(venue.Events, e => e.Kind == EventKind.Cancelled && e.Order == resting && e.Cancel == CancelReason.Liquidation);
        Assert.Equal(0, venue.Position(trader, _share));
        Assert.Equal(30_000m - (500 * 70m), venue.Cash(trader));
        Assert.Equal(500_000, Only(venue, EventKind.LiquidationEnded).Amount);

        venue.At("16:00");
        venue.Apply(Commands.CloseSession());
        Assert.Equal(0m, venue.Cash(trader));
        Assert.Equal(5_000m, venue.Posted(trader, Posting.LossWrittenOff));
        Assert.Equal(-5_000m, venue.Posted(HouseAccounts.Broker, Posting.LossWrittenOff));
    }

    [Fact]
    public void ALiquidationTriesAgainWhileTheBookIsThin()
    {
        var venue = Venue(("call-after", "10min"), ("retry-after", "1min"));
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, maker, _share, 60, 1000);
        var other = venue.Open(2, AccountType.Cash, 1_000_000);
        venue.At("10:00");
        venue.Trade(other, maker, _share, 38, 1);
        venue.Limit(other, _share, Side.Buy, 38, 100);
        venue.At("10:10");
        Assert.Equal(900, venue.Position(trader, _share));
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.LiquidationEnded);
        venue.Limit(other, _share, Side.Buy, 38, 100);
        venue.At("10:11");
        Assert.Equal(842, venue.Position(trader, _share));
        Only(venue, EventKind.LiquidationEnded);
    }

    [Fact] // S9: 4 × debit - 3 × market value = 40,000 dollars
    public void TheFirstForcedSaleOfTheMarginSpiralIsFortyThousand()
    {
        var venue = Venue(("call-after", "1min"));
        var maker = Counterparty(venue);
        var trader = venue.Open(1, AccountType.RegT, 500_000);
        venue.Trade(trader, maker, _share, 100, 10_000);
        venue.Apply(Commands.Deposit(trader, MechanismVenue.Usd, -1));
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal); // what it may lend initially is used
        var other = venue.Open(2, AccountType.Cash, 10_000_000);
        venue.Trade(other, maker, _share, 140, 1);
        venue.Deposit(trader, -200_000);
        Assert.Equal(-700_000m, venue.Cash(trader));
        venue.At("10:00");
        venue.Trade(other, maker, _share, 92, 1);
        venue.Limit(other, _share, Side.Buy, 92, 10_000);
        venue.At("10:01");

        // 40,000 / 92 = 434.8
        Assert.Equal(10_000 - 435, venue.Position(trader, _share));
    }

    [Fact]
    public void HouseRatesAndSharesThatArePaidInFullHold()
    {
        var second = MechanismVenue.Share(1, "ABC");
        var venue = new MechanismVenue(
            [_share, second], [MechanismSpec.Of("margin", ("house-maintenance", "XYZ=40"), ("not-marginable", "ABC"))]);
        venue.Apply(Commands.OpenSession());
        var maker = Counterparty(venue);
        venue.Give(maker, second, 10_000);
        var trader = venue.Open(1, AccountType.RegT, 10_000);
        venue.Limit(trader, second, Side.Buy, 10, 1001);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Trade(trader, maker, second, 10, 200);
        venue.Trade(trader, maker, _share, 10, 1000);

        Assert.Equal((2_000 + 4_000) * 100, Statement(venue, trader).Maintenance);
    }

    [Fact]
    public void AnAccountTypeThatNobodyCarriesIsRefused()
    {
        var venue = Venue();
        venue.Apply(Commands.OpenAccount(new AccountId(30), AccountType.Portfolio));

        Assert.Equal(RejectReason.NotPermitted, venue.Refusal);
    }
}
