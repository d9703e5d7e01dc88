using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>EX-7b, EX-7c, and what lenders ask.</summary>
public sealed class StockLoanTests
{
    public static TheoryData<decimal, long, long, decimal, decimal> Fees => new()
    {
        { 18.37m, 1_000, 150_000, 19.00m, 7.92m },
        { 0.40m, 1_000, 150_000, 1.00m, 0.42m },
        { 25.00m, 100_000, 600_000, 26.00m, 4333.33m },
        { 49.01m, 300, 25_000, 50.00m, 1.04m },
        { 49.02m, 300, 25_000, 51.00m, 1.06m },
    };

    // EX-7c: 1,000 shares at 18.37, 15% a year: collateral 19.00, fee 7.92 a day; at 0.40: collateral 1.00.
    [Theory]
    [MemberData(nameof(Fees))]
    public void StockIsBorrowedAtSettlementAndChargedByTheDay(decimal price, long lots, long rate, decimal collateral, decimal fee)
    {
        var venue = new ShortVenue().Close(price).Open();
        venue.Venue.Apply(Instructions.BorrowRate(venue.Share.Id, rate));
        venue.SellShort(price, lots);
        venue.EndDay(0);
        Assert.Empty(venue.Of(EventKind.Borrowed));
        venue.Open(1);
        var borrowed = Assert.Single(venue.Of(EventKind.Borrowed));
        Assert.Equal((lots, MechanismVenue.PriceOf(venue.Share, collateral)), (borrowed.Quantity.Lots, borrowed.Price));
        venue.EndDay(1);
        Assert.Equal(-fee, venue.Venue.Posted(venue.Seller, Posting.BorrowFee));
        Assert.Equal(fee, venue.Venue.Posted(HouseAccounts.Lenders, Posting.BorrowFee));
    }

    [Fact]
    public void AWeekendCostsThreeDaysAndTheRateMayChangeDaily()
    {
        var venue = new ShortVenue(("borrow-rate", "10")).Close(18.37m).Open();
        venue.SellShort(18.37m, 1_000);
        for (var day = 0; day < 5; day++)
        {
            venue.EndDay(day);
            venue.Open(day + 1);
        }

        // Tuesday, Wednesday, Thursday one day each at 5.28; Friday three: 15.83.
        Assert.Equal(-((3 * 5.28m) + 15.83m), venue.Venue.Posted(venue.Seller, Posting.BorrowFee));
        venue.Venue.Apply(Instructions.BorrowRate(venue.Share.Id, 150_000));
        venue.EndDay(5);
        Assert.Equal(-((3 * 5.28m) + 15.83m + 7.92m), venue.Venue.Posted(venue.Seller, Posting.BorrowFee));
    }

    [Fact]
    public void InterestOnTheCollateralLessTheFeeIsTheRebate()
    {
        var venue = new ShortVenue(("borrow-rate", "0.5"), ("cash-rate", "4")).Close(18.37m).Open();
        venue.SellShort(18.37m, 10_000);
        venue.EndDay(0);
        venue.Open(1);
        venue.EndDay(1);

        // 10,000 × 19.00 = 190,000: fee 2.64, interest 21.11; the rebate rate is 3.5%.
        Assert.Equal(-2.64m, venue.Venue.Posted(venue.Seller, Posting.BorrowFee));
        Assert.Equal(21.11m, venue.Venue.Posted(venue.Seller, Posting.BorrowRebate));
    }

    [Fact]
    public void WhatIsBoughtBackIsReturnedWhenThePurchaseSettles()
    {
        var venue = new ShortVenue().Close(20).Open();
        venue.SellShort(20, 1_000);
        venue.EndDay(0);
        venue.Open(1);
        venue.Venue.Trade(venue.Seller, venue.Holder, venue.Share, 20, 400);
        Assert.Empty(venue.Of(EventKind.Returned));
        venue.EndDay(1);
        venue.Open(2);
        Assert.Equal(400, Assert.Single(venue.Of(EventKind.Returned)).Quantity.Lots);
    }

    [Fact]
    public void WhatIsBoughtBackOnTheSameDayIsNeverBorrowed()
    {
        var venue = new ShortVenue().Close(20).Open();
        venue.SellShort(20, 1_000);
        venue.Venue.Trade(venue.Seller, venue.Holder, venue.Share, 20, 1_000);
        venue.EndDay(0);
        venue.Open(1);
        venue.EndDay(1);
        Assert.Empty(venue.Of(EventKind.Borrowed));
    }

    [Fact]
    public void RecalledStockThatIsNotReturnedIsBoughtIn()
    {
        var venue = Short(1_000);
        venue.Venue.Apply(Instructions.Recall(venue.Share.Id, new(400)));
        var recalled = Assert.Single(venue.Of(EventKind.Recalled));
        Assert.Equal((400, venue.Seller), (recalled.Quantity.Lots, recalled.Account));
        venue.EndDay(1);
        venue.Open(2);
        venue.Venue.Limit(venue.Holder, venue.Share, Side.Sell, 22, 1_000);
        var bought = Assert.Single(venue.Of(EventKind.BoughtIn));
        Assert.Equal((400, 2200, venue.Seller), (bought.Quantity.Lots, bought.Price.Ticks, bought.Account));
        Assert.Equal(-600, venue.Venue.Position(venue.Seller, venue.Share));
        venue.EndDay(2);
        venue.Open(3);
        Assert.Equal(400, Assert.Single(venue.Of(EventKind.Returned)).Quantity.Lots);
        venue.Venue.Limit(venue.Holder, venue.Share, Side.Sell, 22, 1_000);
        Assert.Single(venue.Of(EventKind.BoughtIn));
    }

    [Theory]
    [InlineData(2, 1, 800)]
    [InlineData(3, 2, 600)]
    [InlineData(7, 1, 2_800)]
    public void ARecallThatIsOutstandingFollowsASplit(long newShares, long oldShares, long boughtIn)
    {
        var venue = new ShortVenue([MechanismSpec.Of("corporate-actions")]).Close(20).Open();
        venue.SellShort(20, 1_000);
        venue.EndDay(0);
        venue.Open(1);
        venue.Venue.Apply(Instructions.Recall(venue.Share.Id, new(400)));
        var exDate = MarketCalendar.Default.At(ShortVenue.Day(2), SimDuration.FromMinutes(570));
        venue.Venue.Apply(Instructions.Split(venue.Share.Id, newShares, oldShares, exDate));
        venue.EndDay(1);
        venue.Open(2);
        venue.Venue.Limit(venue.Holder, venue.Share, Side.Sell, 11, 10_000);
        Assert.Equal(boughtIn, Assert.Single(venue.Of(EventKind.BoughtIn)).Quantity.Lots);
        Assert.Equal(boughtIn - (1_000 * newShares / oldShares), venue.Venue.Position(venue.Seller, venue.Share));
    }

    [Fact]
    public void RecalledStockThatIsBoughtInTimeIsReturned()
    {
        var venue = Short(1_000);
        venue.Venue.Apply(Instructions.Recall(venue.Share.Id, new(400), venue.Seller));
        venue.Venue.Trade(venue.Seller, venue.Holder, venue.Share, 20, 400);
        venue.EndDay(1);
        venue.Open(2);
        venue.Venue.Limit(venue.Holder, venue.Share, Side.Sell, 22, 1_000);
        Assert.Empty(venue.Of(EventKind.BoughtIn));
        Assert.Equal(400, Assert.Single(venue.Of(EventKind.Returned)).Quantity.Lots);
    }

    [Fact]
    public void ARecallFromAllIsSharedInProportion()
    {
        var venue = new ShortVenue().Close(20).Open();
        var other = venue.Venue.Open(7, AccountType.RegT, 100_000);
        venue.SellShort(20, 300);
        venue.Venue.Apply(Instructions.Locate(other, venue.Share.Id, new(100)));
        venue.Venue.Trade(venue.Buyer, other, venue.Share, 20, 100);
        venue.EndDay(0);
        venue.Open(1);
        venue.Venue.Apply(Instructions.Recall(venue.Share.Id, new(101)));
        Assert.Equal([75L, 26L], venue.Of(EventKind.Recalled).Select(e => e.Quantity.Lots));
    }

    // EX-7b: trade Monday, settlement Tuesday, short fail closed out by Wednesday's open.
    [Fact]
    public void AShortFailIsClosedOutAtTheOpenOfTheDayAfterSettlement()
    {
        var venue = new ShortVenue(("inventory", "1000")).Close(20).Open();
        venue.SellShort(20, 1_000);
        venue.Venue.Apply(Instructions.BorrowInventory(venue.Share.Id, new(300)));
        venue.EndDay(0);
        venue.Open(1);
        Assert.Equal(300, Assert.Single(venue.Of(EventKind.Borrowed)).Quantity.Lots);
        venue.Venue.Limit(venue.Holder, venue.Share, Side.Sell, 20, 5_000, TimeInForce.Gtc);
        Assert.Empty(venue.Of(EventKind.BoughtIn));
        venue.EndDay(1);
        venue.Open(2);
        var bought = Assert.Single(venue.Of(EventKind.BoughtIn));
        Assert.Equal((700, MarketCalendar.Default.At(ShortVenue.Day(2), SimDuration.FromMinutes(570))), (bought.Quantity.Lots, bought.Time));
        venue.EndDay(2);
        venue.Open(3);
        Assert.Single(venue.Of(EventKind.BoughtIn));
    }

    // EX-7b: … a long fail, and that of a market maker, by Friday's open.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ALongFailHasUntilTheThirdDayAfterSettlement(bool isMarketMaker)
    {
        var fails = new FailingSettlement();
        var share = MechanismVenue.Share(0);
        var venue = new MechanismVenue([share], [MechanismSpec.Of("short-selling")], null, new FreeCredit(), fails);
        var seller = venue.Open(0, AccountType.RegT, 1_000_000);
        var holder = venue.Open(1, AccountType.RegT, 1_000_000);
        venue.Give(holder, share, 10_000);
        venue.Apply(Instructions.MarketMaker(seller, isMarketMaker));
        for (var day = 0; day < 5; day++)
        {
            venue.At("09:30", ShortVenue.Day(day)).Apply(Commands.OpenSession());
            venue.Limit(holder, share, Side.Sell, 20, 5_000);
            Assert.Equal(day == 4, venue.Events.Any(e => e.Kind == EventKind.BoughtIn));
            if (day >= 1)
            {
                fails.Tonight = (seller, 250);
            }

            venue.At("16:00").Apply(Commands.CloseSession());
        }

        Assert.Equal(250, venue.Events.Single(e => e.Kind == EventKind.BoughtIn).Quantity.Lots);
    }

    [Fact]
    public void WithoutABuyInTheAccountMustBorrowBeforeItSellsShortAgain()
    {
        var venue = new ShortVenue(("buys-in", "false"), ("inventory", "1000")).Close(20).Open();
        venue.SellShort(20, 1_000);
        venue.Venue.Apply(Instructions.BorrowInventory(venue.Share.Id, new(300)));
        venue.EndDay(0);
        venue.Open(1);
        venue.EndDay(1);
        venue.Venue.Apply(Instructions.BorrowInventory(venue.Share.Id, new(300)));
        venue.Open(2);
        venue.Venue.Apply(Instructions.MarketMaker(venue.Seller));
        Assert.Equal(RejectReason.PreBorrowRequired, venue.Sell(20, 100));
        venue.Venue.Apply(Instructions.BorrowInventory(venue.Share.Id, new(1_250)));
        venue.Venue.Apply(Instructions.Borrow(venue.Seller, venue.Share.Id, new(250)));
        Assert.Equal(RejectReason.None, venue.Venue.Refusal);
        Assert.Equal(RejectReason.None, venue.Sell(20, 250));
        Assert.Equal(RejectReason.PreBorrowRequired, venue.Sell(20, 1));
    }

    [Fact]
    public void StockBorrowedAheadAndNotUsedGoesBackTheNextMorning()
    {
        var venue = new ShortVenue().Close(20).Open();
        venue.Venue.Apply(Instructions.Borrow(venue.Seller, venue.Share.Id, new(500)));
        Assert.Equal(RejectReason.None, venue.Sell(20, 500));
        Assert.Equal(RejectReason.NoLocate, venue.Sell(20, 1));
        venue.EndDay(0);
        Assert.True(venue.Venue.Posted(venue.Seller, Posting.BorrowFee) < 0);
        venue.Open(1);
        Assert.Equal(500, Assert.Single(venue.Of(EventKind.Returned)).Quantity.Lots);
    }

    [Fact]
    public void LargeFailsOfFiveDaysMakeAThresholdSecurityThatIsBoughtInAfterThirteen()
    {
        var venue = new ShortVenue(("buys-in", "false"), ("inventory", "20000")).Close(20).Open();
        venue.SellShort(20, 20_000);
        venue.Venue.Apply(Instructions.BorrowInventory(venue.Share.Id, new(5_000)));
        for (var day = 0; day < 16; day++)
        {
            venue.EndDay(day);
            venue.Open(day + 1);
            venue.Venue.Limit(venue.Holder, venue.Share, Side.Sell, 20, 50_000);
            Assert.Equal(day + 1 >= 5, venue.Of(EventKind.ThresholdListed).Any());
            Assert.Equal(day + 1 >= 13, venue.Of(EventKind.BoughtIn).Any());
        }

        Assert.Equal(15_000, Assert.Single(venue.Of(EventKind.BoughtIn)).Quantity.Lots);
    }

    private static ShortVenue Short(long lots)
    {
        var venue = new ShortVenue().Close(20).Open();
        venue.SellShort(20, lots);
        venue.EndDay(0);
        return venue.Open(1);
    }

    /// <summary>Reports the fails that it is told of, as a settlement mechanism does in the evening.</summary>
    private sealed class FailingSettlement() : TradingMechanism("failing-settlement", new OptionSet([]))
    {
        public (AccountId Account, long Lots)? Tonight { get; set; }

        public override void OnDay(DayStep step, DateOnly date)
        {
            if (step == DayStep.Settlement && Tonight is var (account, lots))
            {
                Desk.Report(new MarketEvent { Kind = EventKind.SettlementFailed, Account = account, Quantity = new(lots) });
            }
        }
    }
}
