using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Volatility controls with other numbers than those of the rules' examples, and on their edges.</summary>
public sealed class Section06Tests
{
    // Tier, leverage, close, reference, bands in the day, bands from 15:35.
    public static TheoryData<string, string, decimal, decimal, decimal, decimal, decimal, decimal> Bands => new()
    {
        { "1", "1", 3.01m, 3.01m, 2.86m, 3.16m, 2.71m, 3.31m },
        { "1", "1", 3.00m, 3.00m, 2.40m, 3.60m, 1.80m, 4.20m },
        { "2", "1", 3.00m, 3.07m, 2.46m, 3.68m, 1.84m, 4.30m },
        { "2", "1", 3.01m, 3.07m, 2.76m, 3.38m, 2.76m, 3.38m },
        { "1", "1", 0.75m, 0.80m, 0.64m, 0.96m, 0.48m, 1.12m },
        { "1", "1", 0.74m, 0.80m, 0.65m, 0.95m, 0.50m, 1.10m },
        { "2", "1", 0.74m, 0.20m, 0.05m, 0.35m, 0.01m, 0.50m },
        { "2", "1", 0.74m, 0.16m, 0.04m, 0.28m, 0.01m, 0.40m },
        { "1", "1", 417.30m, 411.11m, 390.55m, 431.67m, 370.00m, 452.22m },
        { "2", "2", 65.00m, 61.37m, 49.10m, 73.64m, 49.10m, 73.64m },
        { "1", "3", 12.34m, 12.00m, 10.20m, 13.80m, 8.40m, 15.60m },
        { "2", "1", 10.00m, 10.05m, 9.05m, 11.06m, 9.05m, 11.06m },
    };

    [Theory]
    [MemberData(nameof(Bands))]
    public void BandsFollowThePreviousCloseTheReferenceAndTheClock(
        string tier, string leverage, decimal close, decimal reference, decimal lower, decimal upper, decimal lateLower, decimal lateUpper)
    {
        var venue = new VolatileVenue(VolatileVenue.Luld(("tier", tier), ("leverage", leverage))).Close(close).Open();
        venue.Trade(reference);
        Assert.Equal((lower, upper), venue.Limits);
        venue.At("15:34:59.999");
        Assert.Equal((lower, upper), venue.Limits);
        venue.At("15:35");
        Assert.Equal((lateLower, lateUpper), venue.Limits);
    }

    [Theory]
    [InlineData("11:12:13.001", "11:12:28", "11:12:28.001", "11:17:28.001", Side.Buy)]
    [InlineData("13:59:59.999", "14:00:14.998", "14:00:14.999", "14:05:14.999", Side.Sell)]
    public void ALimitStateThatStandsFifteenSecondsPausesForFiveMinutes(
        string begins, string still, string pauses, string reopens, Side side)
    {
        var venue = new VolatileVenue(VolatileVenue.Luld(("tier", "2"))).Close(30).Open();
        venue.Trade(30);
        venue.At(begins);
        _ = side == Side.Buy ? venue.Bid(33, 100) : venue.Ask(27, 100);
        Assert.Single(venue.Of(EventKind.LimitState));
        venue.At(still);
        Assert.Equal(TradingPhase.Continuous, venue.Phase);
        venue.At(pauses);
        Assert.Equal(VolatileVenue.Time(reopens), Assert.Single(venue.Of(EventKind.Paused)).Until);
        venue.At(reopens);
        Assert.Equal(TradingPhase.Continuous, venue.Phase);
    }

    [Theory]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    public void AnAggressorTradesUpToTheBandAndRestsThereAndAnImmediateOneIsCancelled(Side side)
    {
        foreach (var tif in (TimeInForce[])[TimeInForce.Day, TimeInForce.Ioc])
        {
            var venue = new VolatileVenue(VolatileVenue.Luld()).Close(80).Open();
            venue.Trade(80);
            OrderId order;
            if (side == Side.Buy)
            {
                venue.Ask(83.99m, 10);
                venue.Ask(84.00m, 20);
                venue.Ask(84.01m, 40);
                order = venue.Bid(90, 100, tif);
            }
            else
            {
                venue.Bid(76.01m, 10);
                venue.Bid(76.00m, 20);
                venue.Bid(75.99m, 40);
                order = venue.Ask(70, 100, tif);
            }

            Assert.Equal(30, venue.Venue.Last.Where(e => e.Kind == EventKind.Traded).Sum(e => e.Quantity.Lots));
            Assert.Equal(tif == TimeInForce.Ioc, venue.Venue.Last.Any(e => e is { Kind: EventKind.Cancelled, Quantity.Lots: 70 }));
            var rests = venue.Venue.Exchange.Model(venue.Share.Id).TryGetOpen(order, out var open);
            Assert.Equal(tif == TimeInForce.Day, rests);
            Assert.True(!rests || (open.Open.Lots == 70 && open.Price.Ticks == (side == Side.Buy ? 8400 : 7600)));
        }
    }

    public static TheoryData<decimal, decimal, string, int> Breakers => new()
    {
        { 4999.99m, 4649.99m, "10:00", 1 }, { 4999.99m, 4650.00m, "10:00", 0 }, { 4999.99m, 4649.99m, "15:24:59.999", 1 },
        { 4999.99m, 4649.99m, "15:25", 0 }, { 4999.99m, 4349.99m, "15:24:59", 2 }, { 4999.99m, 4349.99m, "15:25", 0 },
        { 4999.99m, 3999.99m, "15:59:59", 3 }, { 4999.99m, 4000.00m, "15:59:59", 0 }, { 6123.45m, 5694.81m, "9:30:01", 1 },
        { 6123.45m, 5327.40m, "9:30:01", 2 }, { 6123.45m, 4898.76m, "9:30:01", 3 }, { 6123.45m, 4898.77m, "9:30:01", 2 },
    };

    [Theory]
    [MemberData(nameof(Breakers))]
    public void TheMarketStopsFromTheExactCentAndUntilTheExactSecond(decimal close, decimal level, string time, int stops)
    {
        var index = new MarketIndex { Id = new(2), Symbol = "INDEX", Base = new(3), Quote = MechanismVenue.Usd };
        var venue = new VolatileVenue(
            [MechanismVenue.Share(0, "AAA"), MechanismVenue.Share(1, "BBB"), index], MechanismSpec.Of("circuit-breaker"));
        venue.Close(close, 2).Open();
        venue.At(time);
        venue.Venue.Apply(Instructions.ReferencePrice(new(2), new((long)(level * 100))));
        Assert.Equal(stops, venue.Of(EventKind.CircuitBreaker).Select(e => (int)e.Amount).DefaultIfEmpty(0).Last());
        Assert.Equal(
            stops switch { 0 => TradingPhase.Continuous, 3 => TradingPhase.Closed, _ => TradingPhase.ReopeningAuction }, venue.Phase);
    }
}
