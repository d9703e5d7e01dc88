using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class FrequentBatchAuctionTests
{
    private static readonly Instrument Xyz = MechanismVenue.Share(0);

    [Fact]
    public void OrdersOfOneBatchMeetAtItsEndWhoeverCameFirst()
    {
        var (venue, buyer, seller) = Open();
        venue.At("9:30:00.010");
        venue.Limit(seller, Xyz, Side.Sell, 10.00m, 10);
        venue.At("9:30:00.050");
        venue.Limit(buyer, Xyz, Side.Buy, 10.02m, 30);
        Assert.DoesNotContain(venue.Events, e => e.Kind is EventKind.Traded or EventKind.Indicative);

        venue.At("9:30:00.100");

        var trade = venue.Last.Single(e => e.Kind == EventKind.Traded);
        Assert.Equal((1_002, 10, true), (trade.Price.Ticks, trade.Quantity.Lots, (trade.Flags & EventFlags.Auction) != 0));
        Assert.Contains(venue.Last, e => e.Kind == EventKind.Quoted && e.Side == Side.Buy && e.Quantity.Lots == 20);
        Assert.Equal(TradingPhase.BatchAuction, venue.Exchange.Model(Xyz.Id).Phase);
    }

    [Fact]
    public void WhatComesAtTheEndOfABatchBelongsToTheNext()
    {
        var (venue, buyer, seller) = Open();
        venue.Limit(seller, Xyz, Side.Sell, 10.00m, 10);
        venue.At("9:30:00.100");
        venue.Limit(buyer, Xyz, Side.Buy, 10.00m, 10);
        venue.At("9:30:00.199");
        Assert.Equal(0, venue.Position(buyer, Xyz));
        venue.At("9:30:00.200");
        Assert.Equal(10, venue.Position(buyer, Xyz));
    }

    [Theory]
    [InlineData("pro-rata", 15, 5)]
    [InlineData("time", 20, 0)]
    public void OrdersAtTheLastPriceShareItByTheirMargin(string margin, long first, long second)
    {
        var (venue, buyer, seller) = Open(("margin", margin));
        var other = venue.Open(2, dollars: 10_000);
        venue.Limit(buyer, Xyz, Side.Buy, 10.00m, 30);
        venue.Limit(other, Xyz, Side.Buy, 10.00m, 10);
        venue.Limit(seller, Xyz, Side.Sell, 10.00m, 20);
        venue.At("9:30:01");

        Assert.Equal((first, second), (venue.Position(buyer, Xyz), venue.Position(other, Xyz)));
    }

    [Fact]
    public void AStopElectedByABatchTakesPartInTheNext()
    {
        var (venue, buyer, seller) = Open();
        venue.Apply(Commands.Stop(seller, Xyz.Id, new OrderId(900), Side.Sell, new(1_000), new(5)));
        venue.Limit(buyer, Xyz, Side.Buy, 10.00m, 30);
        venue.Limit(seller, Xyz, Side.Sell, 10.00m, 10);
        venue.At("9:30:00.100");
        Assert.Equal(10, venue.Position(buyer, Xyz));
        Assert.Contains(venue.Last, e => e.Kind == EventKind.Triggered && e.Order.Value == 900);
        venue.At("9:30:00.200");
        Assert.Equal(15, venue.Position(buyer, Xyz));
    }

    [Fact]
    public void BatchesRunBetweenTheAuctionsOfATradingDay()
    {
        var venue = new MechanismVenue([Xyz], [MechanismSpec.Of("frequent-batch-auction"), MechanismSpec.Of("trading-day")]);
        venue.At("17:00");

        Assert.Equal(
            [TradingPhase.Continuous, TradingPhase.BatchAuction, TradingPhase.ClosingAuction, TradingPhase.Closed],
            venue.Events.Where(e => e.Kind == EventKind.PhaseChanged).Select(e => e.Phase));
    }

    private static (MechanismVenue Venue, AccountId Buyer, AccountId Seller) Open(params (string, string)[] settings)
    {
        var venue = new MechanismVenue([Xyz], [MechanismSpec.Of("frequent-batch-auction", settings)]);
        var buyer = venue.Open(0, dollars: 100_000);
        var seller = venue.Open(1);
        venue.Give(seller, Xyz, 10_000);
        venue.Apply(Commands.OpenSession());
        return (venue, buyer, seller);
    }
}
