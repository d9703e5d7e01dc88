using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class PerpetualTests
{
    // EX-11b.
    [Fact]
    public void LongsPayShortsTheMarkTimesTheSizeTimesTheRate()
    {
        var perpetual = new PerpetualVenue();
        var (longs, shorts, maker) = (perpetual.Open(0, 50_000), perpetual.Open(1, 50_000), perpetual.Open(2, 500_000));
        perpetual.Trade(longs, shorts, 60_000m, 2m);
        perpetual.Limit(maker, Side.Buy, 60_045m, 10m);
        perpetual.Limit(maker, Side.Sell, 60_055m, 10m);
        perpetual.Mark(60_030m);
        perpetual.SetIndex(60_000m);
        perpetual.Venue.At("15:59:59");
        Assert.Equal(0.00075m, perpetual.Perpetual.Premium(PerpetualVenue.Btc.Id));
        perpetual.Venue.At("16:00");

        var rate = Assert.Single(perpetual.Venue.Last, e => e.Kind == EventKind.FundingRate && e.Instrument == PerpetualVenue.Btc.Id);
        Assert.Equal(250_000, rate.Amount);
        Assert.Equal(50_000m - 30.015m, perpetual.Money(longs));
        Assert.Equal(50_000m + 30.015m, perpetual.Money(shorts));
        Assert.Equal(0, perpetual.Money(HouseAccounts.Ccp));
    }

    [Theory]
    [InlineData(0.0, 0.0001)]
    [InlineData(0.0003, 0.0001)]
    [InlineData(0.00075, 0.00025)]
    [InlineData(-0.0002, 0.0001)]
    [InlineData(-0.001, -0.0005)]
    [InlineData(0.02, 0.005)]
    public void TheRateStaysAtTheInterestRateWhileThePremiumIsSmall(double premium, double rate)
        => Assert.Equal((decimal)rate, new PerpetualVenue([("funding-cap", "0.5")]).Perpetual.RateOf((decimal)premium));

    [Fact]
    public void ImpactPricesAverageOverAsManyLevelsAsTheNotionalNeeds()
    {
        var perpetual = new PerpetualVenue([("impact-notional", "120090")]);
        var maker = perpetual.Open(0, 500_000);
        perpetual.SetIndex(60_000m);
        perpetual.Limit(maker, Side.Buy, 60_060m, 1m);
        perpetual.Limit(maker, Side.Buy, 60_030m, 5m);
        perpetual.Venue.At("09:31");

        // One at 60,060 and one at 60,030: 60,045.
        Assert.Equal(0.00075m, perpetual.Perpetual.Premium(PerpetualVenue.Btc.Id));
    }

    [Fact]
    public void ThePremiumIsTheAverageOfTheSamplesOfItsInterval()
    {
        var perpetual = new PerpetualVenue();
        var maker = perpetual.Open(0, 500_000);
        perpetual.SetIndex(60_000m);
        perpetual.Limit(maker, Side.Buy, 60_060m, 1m);
        perpetual.Venue.At("09:32:30");
        perpetual.Venue.Apply(Commands.MassCancel(maker));
        perpetual.Limit(maker, Side.Sell, 59_880m, 1m);
        perpetual.Venue.At("09:33:30");

        // Twice +0.1%, once -0.2%.
        Assert.Equal(0m, perpetual.Perpetual.Premium(PerpetualVenue.Btc.Id));
        perpetual.Venue.At("16:00");
        Assert.Equal(0m, perpetual.Perpetual.Premium(PerpetualVenue.Btc.Id));
    }

    [Fact]
    public void ManyReceiversShareExactlyWhatIsPaid()
    {
        var perpetual = new PerpetualVenue();
        var longs = perpetual.Open(0, 50_000);
        perpetual.SetIndex(60_000.01m);
        foreach (var id in new[] { 1, 2, 3, 4, 5, 6, 7 })
        {
            perpetual.Trade(longs, perpetual.Open(id, 5_000), 60_000.01m, 0.333m);
        }

        perpetual.Venue.At("16:00");
        Assert.True(perpetual.Posted(longs, Posting.Funding) < 0);
        Assert.Equal(0, perpetual.Money(HouseAccounts.Ccp));
    }

    [Fact]
    public void ATradeMovesNoCashAndWhatIsClosedIsSettledAtOnce()
    {
        var perpetual = new PerpetualVenue();
        var (a, b, c) = (perpetual.Open(0, 20_000), perpetual.Open(1, 20_000), perpetual.Open(2, 20_000));
        perpetual.Trade(a, b, 60_000m, 1m);
        perpetual.Trade(a, b, 61_000m, 1m);
        Assert.Equal((20_000m, 20_000m), (perpetual.Money(a), perpetual.Money(b)));
        Assert.Equal(60_500m, perpetual.Perpetual.Position(a, PerpetualVenue.Btc.Id).EntryPrice(PerpetualVenue.Btc));

        perpetual.Trade(c, a, 61_500m, 0.5m);
        Assert.Equal(20_500m, perpetual.Money(a));
        Assert.Equal(-500m, perpetual.Money(HouseAccounts.Ccp));
        perpetual.Trade(b, c, 61_500m, 0.5m);
        perpetual.Trade(b, a, 61_500m, 1.5m);

        // Everybody is flat again: what one has gained others have lost.
        Assert.Equal(22_000m, perpetual.Money(a));
        Assert.Equal(18_000m, perpetual.Money(b));
        Assert.Equal(20_000m, perpetual.Money(c));
        Assert.Equal(0m, perpetual.Money(HouseAccounts.Ccp));
    }

    [Fact]
    public void OnlyAccountsWithCryptoMarginTradeIt()
    {
        var perpetual = new PerpetualVenue();
        var cash = perpetual.Open(0, 100_000, AccountType.Cash);
        perpetual.Limit(cash, Side.Buy, 60_000m, 1m);
        Assert.Equal(RejectReason.NotPermitted, perpetual.Venue.Refusal);
    }

    [Fact]
    public void TheMarkCanFollowIndexAndFundingToCome()
    {
        var perpetual = new PerpetualVenue([("mark", "basis")]);
        perpetual.SetIndex(60_000m);
        perpetual.Venue.At("16:00");

        // The rate is 0.01%, and the whole interval is still to come; at 20:00 half of it.
        Assert.Equal(new Price(60_006_00), perpetual.Perpetual.Mark(PerpetualVenue.Btc.Id));
        perpetual.Venue.At("20:00");
        Assert.Equal(new Price(60_003_00), perpetual.Perpetual.Mark(PerpetualVenue.Btc.Id));
    }
}
