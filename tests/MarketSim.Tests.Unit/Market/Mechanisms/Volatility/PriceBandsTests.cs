using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>EX-6a to EX-6f: where the bands lie; and when the reference moves.</summary>
public sealed class PriceBandsTests
{
    // Tier, leverage, close, reference, bands in the day, bands at 15:40.
    public static TheoryData<string, string, decimal, decimal, decimal, decimal, decimal, decimal> Bands => new()
    {
        { "1", "1", 50.00m, 48.20m, 45.79m, 50.61m, 43.38m, 53.02m }, // EX-6a
        { "2", "1", 7.50m, 7.37m, 6.63m, 8.11m, 6.63m, 8.11m }, // EX-6b
        { "1", "1", 1.80m, 1.80m, 1.44m, 2.16m, 1.08m, 2.52m }, // EX-6c
        { "2", "1", 1.80m, 1.80m, 1.44m, 2.16m, 1.08m, 2.52m }, // EX-6c
        { "2", "1", 0.60m, 0.60m, 0.45m, 0.75m, 0.30m, 0.90m }, // EX-6d
        { "2", "1", 0.12m, 0.12m, 0.03m, 0.21m, 0.01m, 0.30m }, // EX-6e
        { "2", "3", 40.00m, 40.00m, 28.00m, 52.00m, 28.00m, 52.00m }, // EX-6f
        { "1", "1", 3.00m, 3.10m, 2.48m, 3.72m, 1.86m, 4.34m },
        { "1", "1", 3.01m, 2.90m, 2.76m, 3.05m, 2.61m, 3.19m },
        { "2", "1", 0.75m, 0.70m, 0.56m, 0.84m, 0.42m, 0.98m },
        { "2", "1", 0.74m, 0.70m, 0.55m, 0.85m, 0.40m, 1.00m },
        { "1", "2", 100.00m, 101.37m, 91.23m, 111.51m, 81.10m, 121.64m },
    };

    [Theory]
    [MemberData(nameof(Bands))]
    public void BandsFollowTierCloseLeverageAndTimeOfDay(
        string tier, string leverage, decimal close, decimal reference, decimal lower, decimal upper, decimal lateLower, decimal lateUpper)
    {
        var venue = new VolatileVenue(VolatileVenue.Luld(("tier", tier), ("leverage", leverage))).Close(close).Open();
        venue.Trade(reference);
        Assert.Equal((lower, upper), venue.Limits);
        venue.At("15:34:59.999");
        Assert.Equal((lower, upper), venue.Limits);
        venue.At("15:40");
        Assert.Equal((lateLower, lateUpper), venue.Limits);
        venue.At("16:00");
        Assert.Equal((0, 0), venue.Limits);
    }

    [Fact]
    public void ANewMeanCountsOnceItIsOnePercentAwayAndTheOldOneHasStoodThirtySeconds()
    {
        var venue = new VolatileVenue(VolatileVenue.Luld()).Close(100).Open();
        venue.Trade(100);
        Assert.Equal((95, 105), venue.Limits);
        venue.At("09:30:10").Trade(104);

        // The mean is 102 now, but the reference is ten seconds old.
        Assert.Equal((95, 105), venue.Limits);
        venue.At("09:30:29.999");
        Assert.Equal((95, 105), venue.Limits);
        venue.At("09:30:30");
        Assert.Equal((96.90m, 107.10m), venue.Limits);

        // At 9:35 the first trade leaves the window: 104.
        venue.At("09:34:59.999");
        Assert.Equal((96.90m, 107.10m), venue.Limits);
        venue.At("09:35");
        Assert.Equal((98.80m, 109.20m), venue.Limits);

        // 104.52 is less than one percent more.
        venue.At("09:36").Trade(105.04m);
        venue.At("09:40");
        Assert.Equal((99.79m, 110.29m), venue.Limits);
    }

    [Fact]
    public void OddLotsMayBeLeftOutOfTheMean()
    {
        var venue = new VolatileVenue(VolatileVenue.Luld(("odd-lots", "false"))).Close(100).Open();
        venue.Trade(100);
        venue.At("09:31").Trade(104, 99);
        venue.At("09:34");
        Assert.Equal((95, 105), venue.Limits);
    }

    [Fact]
    public void AnAggressorTradesUpToTheBandAndRestsThere()
    {
        var venue = Opened();
        venue.Ask(105, 100);
        venue.Ask(105.01m, 100);
        venue.Bid(110, 500);
        Assert.Equal([(10500L, 100L)], venue.Venue.Last.Where(e => e.Kind == EventKind.Traded).Select(e => (e.Price.Ticks, e.Quantity.Lots)));
        Assert.Contains(venue.Venue.Last, e => e is { Kind: EventKind.LimitReached, Price.Ticks: 10500, Quantity.Lots: 400 });
        Assert.Contains(venue.Venue.Last, e => e is { Kind: EventKind.Rested, Price.Ticks: 10500, Open.Lots: 400 });
    }

    [Theory]
    [InlineData(TimeInForce.Ioc)]
    [InlineData(TimeInForce.Day)]
    public void AMarketOrderStopsThereToo(TimeInForce tif)
    {
        var venue = Opened();
        venue.Bid(95, 100);
        venue.Bid(94.99m, 100);
        venue.Venue.Market(venue.Seller, venue.Share, Side.Sell, 300, tif);
        var trade = Assert.Single(venue.Venue.Last, e => e.Kind == EventKind.Traded);
        Assert.Equal((9500, 100), (trade.Price.Ticks, trade.Quantity.Lots));
        Assert.Contains(venue.Venue.Last, e => tif == TimeInForce.Ioc
            ? e is { Kind: EventKind.Cancelled, Quantity.Lots: 200 }
            : e is { Kind: EventKind.Rested, Price.Ticks: 9500, Open.Lots: 200 });
    }

    [Fact]
    public void AFillOrKillOrderThatWouldNeedPricesBeyondIsKilled()
    {
        var venue = Opened();
        venue.Ask(105, 100);
        venue.Ask(106, 100);
        venue.Bid(110, 200, TimeInForce.Fok);
        Assert.Equal(RejectReason.FokKilled, venue.Venue.Refusal);
        venue.Bid(110, 100, TimeInForce.Fok);
        Assert.Contains(venue.Venue.Last, e => e.Kind == EventKind.Traded);
    }

    [Fact]
    public void ElectedStopsStopAtTheBand()
    {
        var venue = Opened();
        venue.Venue.Apply(Commands.Stop(venue.Seller, venue.Share.Id, new(900), Side.Sell, new(9800), new(300)));
        venue.Bid(97, 100);
        venue.Bid(95, 50);
        venue.Bid(94, 500);
        venue.Trade(98);
        Assert.Equal([9800L, 9700, 9500], venue.Venue.Last.Where(e => e.Kind == EventKind.Traded).Select(e => e.Price.Ticks));
        Assert.Contains(venue.Venue.Last, e => e is { Kind: EventKind.Rested, Price.Ticks: 9500, Open.Lots: 150 });
    }

    [Fact]
    public void OrdersThatRestBeyondNewBandsMoveToThem()
    {
        var venue = Opened();
        var bid = venue.Bid(104.50m, 100);
        venue.Ask(104.60m, 50);
        venue.At("09:30:31");

        // A seller of another price: the mean falls to 98 and the upper band to 102.90.
        venue.Venue.Apply(Commands.Cancel(venue.Buyer, venue.Share.Id, bid));
        venue.Trade(96);
        Assert.Equal((93.10m, 102.90m), venue.Limits);
        Assert.True(venue.Venue.Exchange.Model(venue.Share.Id).Limits.Contains(new(10290)));
    }

    [Fact]
    public void AReplacementMayNotCrossTheBandEither()
    {
        var venue = Opened();
        venue.Ask(105.50m, 100);
        var bid = venue.Bid(104, 100);
        venue.Venue.Apply(Commands.Replace(venue.Buyer, venue.Share.Id, bid, new(10600), new(100)));
        Assert.DoesNotContain(venue.Venue.Last, e => e.Kind == EventKind.Traded);
        Assert.Contains(venue.Venue.Last, e => e is { Kind: EventKind.Rested, Price.Ticks: 10500 });
    }

    private static VolatileVenue Opened()
    {
        var venue = new VolatileVenue(VolatileVenue.Luld()).Close(100).Open();
        venue.Trade(100);
        return venue;
    }
}
