using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>An official close that the venue is told during a day is the close of that day, whatever traded.</summary>
public sealed class OfficialCloseTests
{
    [Theory(DisplayName = "EX-9h: what is in the money is decided by the official close, not by the day's last trade")]
    [InlineData(49.90, 50.01, false, 100)]
    [InlineData(49.90, 50.01, true, 100)]
    [InlineData(50.10, 50.00, false, 0)]
    [InlineData(50.10, 50.00, true, 0)]
    public void OptionsAreExercisedByTheOfficialClose(double last, double close, bool tradesAfter, long shares)
    {
        var market = new OptionVenue(50);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 1.00m, 1);
        market.GoTo(OptionVenue.Expiry);
        market.Print((decimal)last);
        market.Venue.Apply(Instructions.ClosingPrice(market.Share.Id, MechanismVenue.PriceOf(market.Share, (decimal)close)));
        if (tradesAfter)
        {
            market.Print((decimal)last);
        }

        market.Venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal(shares, market.Shares(market.Holder));
        var prices = market.Venue.Exchange.Prices;
        var official = MechanismVenue.PriceOf(market.Share, (decimal)close);
        Assert.Equal((official, official), (prices.Close(market.Share.Id), prices.Mark(market.Share.Id)));
    }

    [Fact]
    public void AfterThePhaseHasClosedAndBeforeTheDayRollsItCountsToo()
    {
        var market = new OptionVenue(50);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 1.00m, 1);
        market.GoTo(OptionVenue.Expiry);
        market.Print(49.90m);
        market.Venue.At("16:00").Apply(Commands.SetPhase(TradingPhase.Closed));
        market.Venue.Apply(Instructions.ClosingPrice(market.Share.Id, new(50_01)));
        market.Venue.Apply(Commands.RollDay());
        Assert.Equal(100, market.Shares(market.Holder));
    }

    [Fact]
    public void ToldBeforeTheFirstTradeItIsTheCloseOfTheDayBefore()
    {
        var market = new OptionVenue(50);
        market.Venue.Apply(Instructions.ClosingPrice(market.Share.Id, new(40_00)));
        market.Print(49.90m);
        Assert.Equal(new Price(40_00), market.Venue.Exchange.Prices.Close(market.Share.Id));
        market.Venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal(new Price(49_90), market.Venue.Exchange.Prices.Close(market.Share.Id));
    }

    [Fact]
    public void TheNextDaysShortSaleTestAndPriceBandsStartFromIt()
    {
        var share = MechanismVenue.Share(0);
        var venue = new MechanismVenue(
            [share],
            [
                MechanismSpec.Of("margin"), MechanismSpec.Of("short-selling", ("requires-locate", "false")),
                MechanismSpec.Of("limit-up-limit-down", ("high-price", "40.50")),
            ]);
        venue.Apply(Commands.OpenSession());
        var (maker, taker) = (venue.Open(0, AccountType.RegT, 1_000_000), venue.Open(1, AccountType.RegT, 1_000_000));
        venue.Give(maker, share, 10_000);
        venue.Trade(taker, maker, share, 41.00m, 100);
        venue.Apply(Instructions.ClosingPrice(share.Id, new(40_00)));
        venue.At("16:00").Apply(Commands.CloseSession());

        venue.At("09:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        venue.Trade(taker, maker, share, 36.80m, 100);

        // 20% below a close of at most 40.50: by the day's last trade it would be 5%.
        var bands = Assert.Single(venue.Last, e => e.Kind == EventKind.PriceLimits);
        Assert.Equal((29_44, 44_16), (bands.Price.Ticks, bands.UpperPrice.Ticks));
        Assert.DoesNotContain(venue.Last, e => e.Kind == EventKind.PriceTest);
        venue.At("10:30").Trade(taker, maker, share, 36.01m, 100);
        Assert.DoesNotContain(venue.Last, e => e.Kind == EventKind.PriceTest);
        venue.Trade(taker, maker, share, 36.00m, 100);
        Assert.Contains(venue.Last, e => e.Kind == EventKind.PriceTest);
    }
}
