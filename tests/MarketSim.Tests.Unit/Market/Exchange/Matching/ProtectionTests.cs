using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Market orders with protection.</summary>
public sealed class ProtectionTests
{
    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void AMarketOrderTradesUpToItsProtectionPrice(string book)
    {
        var market = Asks(book, new ContinuousBookOptions());
        Assert.Equal(
            """
            Accepted #9 Buy Market 30@102
            Traded #9 x #1 10@100 left 20 x 0
            Traded #9 x #2 10@102 left 10 x 0
            Cancelled #9 10 NoRemainderRests
            """,
            market.Do(UpTo(102, MatchingFixture.Market(9, Side.Buy, 30))));
    }

    [Theory, MemberData(nameof(Books))]
    public void TheRemainderMayRestAtTheProtectionPrice(string book)
    {
        var market = Asks(book, new ContinuousBookOptions { RestAtProtection = true });
        Assert.EndsWith(
            "Rested #9 10@102", market.Do(UpTo(102, MatchingFixture.Market(9, Side.Buy, 30))), StringComparison.Ordinal);
        Assert.EndsWith(
            "Cancelled #8 5 NoRemainderRests",
            market.Do(UpTo(100, MatchingFixture.Market(8, Side.Sell, 15)) with { TimeInForce = TimeInForce.Ioc }),
            StringComparison.Ordinal);
        Assert.Equal("S 10@103 #3", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void WithoutAProtectionPriceItTradesAtAnyPriceAndNothingRests(string book)
    {
        var market = Asks(book, new ContinuousBookOptions { RestAtProtection = true });
        Assert.EndsWith(
            "Cancelled #9 5 NoRemainderRests", market.Do(MatchingFixture.Market(9, Side.Buy, 35)), StringComparison.Ordinal);
        Assert.Equal("", market.Book);
    }

    [Theory]
    [InlineData(10, 1010)]
    [InlineData(25, 1025)]
    public void TheVenueCountsItsBandFromTheBestOppositePrice(long band, long worst)
    {
        var venue = new TestVenue(new ExchangeOptions { ProtectionTicks = band, RestsMarketRemainder = true });
        venue.Limit(TestVenue.Bob, 1, Side.Sell, 1000, 10);
        var events = venue.Do(Commands.Market(TestVenue.Alice, TestVenue.Share, new OrderId(3), Side.Buy, new Quantity(20)));
        Assert.Equal(worst, Assert.Single(events, e => e.Kind == EventKind.Rested).Price.Ticks);
        Assert.Equal(10 * worst, venue.Exchange.Ledger.Reserved(TestVenue.Alice, TestVenue.Cash));
    }

    [Fact]
    public void ABandWithNothingToStartFromIsRefused()
    {
        var venue = new TestVenue(new ExchangeOptions { ProtectionTicks = 10 });
        var events = venue.Do(Commands.Market(TestVenue.Alice, TestVenue.Share, new OrderId(3), Side.Buy, new Quantity(20)));
        Assert.Equal(RejectReason.NoReferencePrice, TestVenue.ReasonOf(events));
    }

    private static Command UpTo(long price, Command order) => order with { Price = new Price(price), Flags = OrderFlags.HasLimit };

    private static MatchingFixture Asks(string book, ContinuousBookOptions options)
    {
        var market = new MatchingFixture(book, options);
        market.Sell(1, 10, 100);
        market.Sell(2, 10, 102);
        market.Sell(3, 10, 103);
        return market;
    }
}
