using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>EX-6g: the limit state, its end, the pause and the reopening.</summary>
public sealed class LimitStateTests
{
    // EX-6g: at 10:00:14.900 the offer is executed and the next one is higher: the state ends, no pause.
    [Fact]
    public void ALimitStateThatEndsInTimeLeadsToNoPause()
    {
        var venue = AtLowerBand("10:00");
        venue.Ask(99, 100);
        venue.At("10:00:14.9").Bid(95, 100);
        Assert.Single(venue.Of(EventKind.LimitStateEnded));
        venue.At("10:10");
        Assert.Empty(venue.Of(EventKind.Paused));
        Assert.Equal(TradingPhase.Continuous, venue.Phase);
    }

    // EX-6g: if it stands at 10:00:15.000: pause until 10:05:15.000.
    [Fact]
    public void ALimitStateOfFifteenSecondsLeadsToAPauseOfFiveMinutes()
    {
        var venue = AtLowerBand("10:00");
        venue.At("10:00:14.9999999");
        Assert.Empty(venue.Of(EventKind.Paused));
        venue.At("10:00:15");
        Assert.Equal(VolatileVenue.Time("10:05:15"), Assert.Single(venue.Of(EventKind.Paused)).Until);
        Assert.Equal(TradingPhase.ReopeningAuction, venue.Phase);
        Assert.Equal((0, 0), venue.Limits);
        venue.At("10:05:14.999");
        Assert.Equal(TradingPhase.ReopeningAuction, venue.Phase);
        venue.At("10:05:15");
        Assert.Equal(TradingPhase.Continuous, venue.Phase);
    }

    [Theory]
    [InlineData("13:07:21.25", "13:07:36.25", "13:12:36.25", "15s", "5min")]
    [InlineData("11:00", "11:00:30", "11:10:30", "30s", "10min")]
    public void ItsLengthsAreParameters(string begins, string pauses, string reopens, string state, string pause)
    {
        var venue = new VolatileVenue(VolatileVenue.Luld(("limit-state", state), ("pause", pause))).Close(20).Open();
        venue.Trade(20);
        venue.At(begins).Bid(21, 100);
        Assert.Equal((Side.Buy, 2100), Assert.Single(venue.Of(EventKind.LimitState)) is var e ? (e.Side, (int)e.Price.Ticks) : default);
        venue.At("15:00");
        var paused = Assert.Single(venue.Of(EventKind.Paused));
        Assert.Equal((VolatileVenue.Time(pauses), VolatileVenue.Time(reopens)), (paused.Time, paused.Until));
    }

    [Fact]
    public void CancellingTheQuoteEndsItToo()
    {
        var venue = Opened();
        var ask = venue.Ask(90, 100);
        Assert.Equal((Side.Sell, 9500), Assert.Single(venue.Of(EventKind.LimitState)) is var e ? (e.Side, (int)e.Price.Ticks) : default);
        venue.Venue.Apply(Commands.Cancel(venue.Seller, venue.Share.Id, ask));
        Assert.Single(venue.Of(EventKind.LimitStateEnded));
    }

    [Fact]
    public void TheReopeningPriceIsTheNewReference()
    {
        var venue = AtLowerBand("10:00");
        venue.At("10:02").Bid(94, 300);
        venue.Ask(93.50m, 200);
        venue.At("10:05:15");
        var trade = venue.Of(EventKind.Uncrossed).Last();
        Assert.Equal(200, trade.Quantity.Lots);
        Assert.Equal(decimal.Round(trade.Price.Ticks / 100m * 0.95m, 2, MidpointRounding.AwayFromZero), venue.Limits.Lower);
    }

    [Fact]
    public void WhereNothingTradesInTheReopeningTheBandIsTheReference()
    {
        var venue = AtLowerBand("10:00");
        venue.At("10:05:15");
        Assert.Equal((90.25m, 99.75m), venue.Limits);
    }

    [Fact]
    public void AReopeningFarBelowTheBandIsPutOff()
    {
        var venue = AtLowerBand("10:00");
        venue.At("10:01").Bid(86, 300);
        venue.Ask(86, 300);
        venue.At("10:05:15");
        Assert.Equal(VolatileVenue.Time("10:10:15"), Assert.Single(venue.Of(EventKind.Extended)).Until);
        Assert.Equal(TradingPhase.ReopeningAuction, venue.Phase);

        // The collar began at 95 - 4.75 and is 85.50 now.
        venue.At("10:10:15");
        Assert.Equal(TradingPhase.Continuous, venue.Phase);
        Assert.Equal(8600, venue.Of(EventKind.Uncrossed).Last().Price.Ticks);
    }

    [Theory]
    [InlineData(1.37, 1, "10:05:15")]
    [InlineData(1.29, 1, "10:05:15")]
    [InlineData(1.28, 2, "10:10:15")]
    public void TheReopeningCollarOfACheapShareIsAnAmount(double price, int ends, string time)
    {
        // The lower band is 1.44; the collar begins at 1.29, five percent would be 1.37.
        var venue = new VolatileVenue(VolatileVenue.Luld()).Close(1.80m).Open();
        venue.Trade(1.80m);
        venue.At("10:00").Ask(1.44m, 100);
        venue.At("10:01").Bid((decimal)price, 300);
        venue.Ask((decimal)price, 300);
        venue.At("10:05:15");
        Assert.Equal(ends - 1, venue.Of(EventKind.Extended).Count());
        venue.At("10:10:15");
        Assert.Equal(VolatileVenue.Time(time), venue.Of(EventKind.Uncrossed).Last().Time);
    }

    [Fact]
    public void WhereNothingOpensTheMidpointOfTheQuoteIsTheFirstReference()
    {
        var venue = new VolatileVenue(VolatileVenue.Luld()).Close(100).Open();
        venue.Bid(99, 100);
        venue.Ask(103, 100);
        venue.At("09:34:59");
        Assert.Empty(venue.Of(EventKind.PriceLimits));
        venue.At("09:35");
        Assert.Equal((95.95m, 106.05m), venue.Limits);

        var late = new VolatileVenue(VolatileVenue.Luld()).Close(100).Open();
        late.At("10:00").Bid(99, 100);
        Assert.Empty(late.Of(EventKind.PriceLimits));
        late.Ask(101, 100);
        Assert.Equal((95, 105), late.Limits);
    }

    [Fact]
    public void TheReferenceStandsStillInALimitState()
    {
        var venue = Opened();
        venue.At("10:00").Ask(95, 300);
        venue.At("10:00:05").Bid(95, 100);

        // The window has lost the opening trade: its mean is 95.
        Assert.Equal((95, 105), venue.Limits);
        venue.At("10:00:10").Bid(95, 200);
        Assert.Single(venue.Of(EventKind.LimitStateEnded));
        Assert.Equal((90.25m, 99.75m), venue.Limits);
    }

    [Fact]
    public void ABidBelowTheLowerBandIsAStraddleState()
    {
        var venue = Opened();
        var bid = venue.Bid(94, 100);
        Assert.Equal(Side.Buy, Assert.Single(venue.Of(EventKind.StraddleState)).Side);
        venue.Venue.Apply(Commands.Cancel(venue.Buyer, venue.Share.Id, bid));
        Assert.Single(venue.Of(EventKind.StraddleStateEnded));
        Assert.Empty(venue.Of(EventKind.Paused));
    }

    [Fact]
    public void AStraddleStateMayLeadToAPause()
    {
        var venue = new VolatileVenue(VolatileVenue.Luld(("straddle-pause", "1min"))).Close(100).Open();
        venue.Trade(100);
        venue.At("11:00").Bid(94, 100);
        venue.At("11:00:59");
        Assert.Empty(venue.Of(EventKind.Paused));
        venue.At("11:01");
        Assert.Equal(VolatileVenue.Time("11:06"), Assert.Single(venue.Of(EventKind.Paused)).Until);
    }

    [Fact]
    public void AHaltEndsBandsAndTheyComeBackWithTrading()
    {
        var venue = Opened();
        venue.Venue.Apply(Commands.Halt(venue.Share.Id));
        Assert.Equal((0, 0), venue.Limits);
        venue.Venue.Apply(Commands.Resume(venue.Share.Id));
        Assert.Equal((95, 105), venue.Limits);
    }

    [Fact]
    public void EveryDayBeginsWithItsOwnOpening()
    {
        var venue = Opened();
        venue.At("16:00").Venue.Apply(Commands.CloseSession());
        venue.Venue.At("09:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        venue.Ask(120, 100);
        venue.Bid(120, 100);
        Assert.Equal((114, 126), venue.Limits);
    }

    private static VolatileVenue Opened()
    {
        var venue = new VolatileVenue(VolatileVenue.Luld()).Close(100).Open();
        venue.Trade(100);
        return venue;
    }

    private static VolatileVenue AtLowerBand(string time)
    {
        var venue = Opened();
        venue.At(time).Ask(95, 100);
        Assert.Equal(VolatileVenue.Time(time), Assert.Single(venue.Of(EventKind.LimitState)).Time);
        return venue;
    }
}
