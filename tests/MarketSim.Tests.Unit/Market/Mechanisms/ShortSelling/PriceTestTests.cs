using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>EX-7a and its surroundings.</summary>
public sealed class PriceTestTests
{
    public static TheoryData<decimal, decimal, decimal> Triggers => new()
    {
        { 40.00m, 36.01m, 36.00m },
        { 10.00m, 9.01m, 9.00m },
        { 33.33m, 30.00m, 29.99m },
        { 0.95m, 0.86m, 0.85m },
    };

    // EX-7a: prior close 40.00; 36.00 triggers, 36.01 does not.
    [Theory]
    [MemberData(nameof(Triggers))]
    public void ATradeTenPercentBelowTheCloseTriggersIt(decimal close, decimal above, decimal trigger)
    {
        var venue = new ShortVenue().Close(close).Open();
        venue.Venue.Trade(venue.Buyer, venue.Holder, venue.Share, above, 10);
        Assert.Empty(venue.Of(EventKind.PriceTest));
        venue.Venue.Trade(venue.Buyer, venue.Holder, venue.Share, trigger, 10);
        var test = Assert.Single(venue.Of(EventKind.PriceTest));
        Assert.Equal((1, MechanismVenue.PriceOf(venue.Share, trigger)), (test.Quantity.Lots, test.Price));
    }

    // EX-7a: best bid 36.05: short 36.05 rejected, 36.06 accepted, long 36.05 accepted.
    [Fact]
    public void UnderTheTestAShortSaleMustStandAboveTheBestBid()
    {
        var venue = Triggered();
        venue.Bid(36.05m, 500);
        Assert.Equal(RejectReason.ShortSalePriceTest, venue.Sell(36.05m, 100));
        Assert.Equal(RejectReason.ShortSalePriceTest, venue.Sell(30, 100));
        Assert.Equal(RejectReason.None, venue.Sell(36.06m, 100));
        venue.Venue.Market(venue.Seller, venue.Share, Side.Sell, 10);
        Assert.Equal(RejectReason.ShortSalePriceTest, venue.Venue.Refusal);
        venue.Venue.Limit(venue.Holder, venue.Share, Side.Sell, 36.05m, 100);
        Assert.Contains(venue.Venue.Last, e => e is { Kind: EventKind.Traded, Price.Ticks: 3605, Quantity.Lots: 100 });
    }

    // EX-7a: … or repriced to 36.06.
    [Fact]
    public void TheVenueMayRaiseItsPriceInstead()
    {
        var venue = Triggered(("price-test", "reprice"));
        venue.Bid(36.05m, 500);
        Assert.Equal(RejectReason.None, venue.Sell(36.05m, 100));
        Assert.Contains(venue.Venue.Last, e => e is { Kind: EventKind.Accepted, Price.Ticks: 3606 });
        Assert.Contains(venue.Venue.Last, e => e is { Kind: EventKind.Rested, Price.Ticks: 3606 });
        Assert.DoesNotContain(venue.Venue.Last, e => e.Kind == EventKind.Traded);
    }

    [Fact]
    public void ShortExemptOrdersAreNotTested()
    {
        var venue = Triggered();
        venue.Bid(36.05m, 500);
        Assert.Equal(RejectReason.None, venue.Sell(36.05m, 100, OrderMark.ShortExempt));
        Assert.Contains(venue.Venue.Last, e => e.Kind == EventKind.Traded);
    }

    [Fact]
    public void AStopThatIsElectedUnderTheTestIsTestedThen()
    {
        var venue = new ShortVenue().Close(40).Open();
        venue.Locate(100);
        venue.Bid(35.50m, 100);
        venue.Venue.Apply(Commands.Stop(venue.Seller, venue.Share.Id, new(900), Side.Sell, new(3590), new(100)));
        Assert.Equal(RejectReason.None, venue.Venue.Refusal);
        venue.Venue.Trade(venue.Buyer, venue.Holder, venue.Share, 36, 10);
        venue.Venue.Trade(venue.Buyer, venue.Holder, venue.Share, 35.80m, 10);
        var last = Assert.Single(venue.Venue.Events, e => e.Kind == EventKind.Cancelled && e.Order == new OrderId(900));
        Assert.Equal((CancelReason.Refused, RejectReason.ShortSalePriceTest), (last.Cancel, last.Reject));
    }

    [Fact]
    public void APegThatWouldReachTheBidIsRefused()
    {
        var venue = Triggered();
        venue.Bid(36.05m, 500);
        venue.Venue.Apply(new Command
        {
            Kind = CommandKind.Place, Type = OrderType.Pegged, Peg = PegReference.Market, Account = venue.Seller, Order = new(900),
            Instrument = venue.Share.Id, Side = Side.Sell, Quantity = new(10),
        });
        Assert.Equal(RejectReason.ShortSalePriceTest, venue.Venue.Refusal);
    }

    // Only orders that are passed over can stand there: a thousand or nothing against five hundred or nothing.
    [Theory]
    [InlineData("reject")]
    [InlineData("reprice")]
    public void WhatRestsAtTheBidWhenItBeginsIsTakenAway(string mode)
    {
        var venue = new ShortVenue(("price-test", mode)).Close(40).Open();
        venue.Locate(500);
        foreach (var (account, side, lots) in new[] { (venue.Buyer, Side.Buy, 1_000), (venue.Seller, Side.Sell, 500) })
        {
            venue.Venue.Apply(Commands.Limit(account, venue.Share.Id, new((ulong)lots), side, new(3605), new(lots)) with
            {
                Flags = OrderFlags.AllOrNone,
            });
        }

        venue.Bid(36, 10);
        venue.Venue.Limit(venue.Holder, venue.Share, Side.Sell, 36, 10);
        Assert.Single(venue.Of(EventKind.PriceTest));
        Assert.Contains(venue.Venue.Last, e => e.Order == new OrderId(500) && (mode == "reject"
            ? e is { Kind: EventKind.Cancelled, Cancel: CancelReason.Venue }
            : e is { Kind: EventKind.Rested, Price.Ticks: 3606 }));
    }

    [Fact]
    public void ItLastsTheRestOfTheDayAndTheNextAndMayBeTriggeredAnew()
    {
        var venue = Triggered();
        venue.EndDay(0);
        venue.Close(39).Open(1);
        venue.Locate(1000);
        venue.Bid(38, 10);
        Assert.Equal(RejectReason.ShortSalePriceTest, venue.Sell(38, 10));

        // 35.10 is 90% of the new close: two more days.
        venue.Venue.Limit(venue.Holder, venue.Share, Side.Sell, 38, 10);
        venue.Venue.Trade(venue.Buyer, venue.Holder, venue.Share, 35.10m, 5);
        venue.EndDay(1);
        venue.Close(39).Open(2);
        venue.Locate(1000);
        venue.Bid(38, 10);
        Assert.Equal(RejectReason.ShortSalePriceTest, venue.Sell(38, 10));
        venue.EndDay(2);
        venue.Close(39).Open(3);
        Assert.Equal(0, venue.Of(EventKind.PriceTest).Last().Quantity.Lots);
        venue.Locate(1000);
        venue.Bid(38, 10);
        Assert.Equal(RejectReason.None, venue.Sell(38, 10));
    }

    [Fact]
    public void WhereLocateAndTestBothFailTheLocateIsNamed()
    {
        var venue = new ShortVenue().Close(40).Open();
        venue.Venue.Trade(venue.Buyer, venue.Holder, venue.Share, 36, 10);
        venue.Bid(36.05m, 10);
        Assert.Equal(RejectReason.NoLocate, venue.Sell(36, 10));
    }

    private static ShortVenue Triggered(params IReadOnlyList<(string Name, string Value)> settings)
    {
        var venue = new ShortVenue(settings).Close(40).Open();
        venue.Locate(10_000);
        venue.Venue.Trade(venue.Buyer, venue.Holder, venue.Share, 36, 10);
        return venue;
    }
}
