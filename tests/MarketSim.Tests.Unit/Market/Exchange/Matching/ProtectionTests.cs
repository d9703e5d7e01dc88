using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Market orders with protection.</summary>
public sealed class ProtectionTests
{
    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void TheVenuesBandIsCountedInTicksFromTheBestOppositePrice(string book)
    {
        var market = Asks(book, new ContinuousBookOptions { ProtectionTicks = 2 });
        Assert.Equal(
            """
            Accepted #9 Buy Market 30@102
            Traded #9 x #1 10@100 left 20 x 0
            Traded #9 x #2 10@102 left 10 x 0
            Cancelled #9 10 NoRemainderRests
            """,
            market.Do(MatchingFixture.Market(9, Side.Buy, 30)));
    }

    [Theory, MemberData(nameof(Books))]
    public void TheRemainderMayRestAtTheProtectionPrice(string book)
    {
        var market = Asks(book, new ContinuousBookOptions { ProtectionTicks = 2, RestAtProtection = true });
        Assert.EndsWith("Rested #9 10@102", market.Do(MatchingFixture.Market(9, Side.Buy, 30)), StringComparison.Ordinal);
        Assert.EndsWith(
            "Cancelled #8 5 NoRemainderRests",
            market.Do(MatchingFixture.Market(8, Side.Sell, 15) with { TimeInForce = TimeInForce.Ioc }), StringComparison.Ordinal);
        Assert.Equal("S 10@103 #3", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void AnOrdersOwnProtectionReplacesTheVenues(string book)
    {
        var market = Asks(book, new ContinuousBookOptions { ProtectionTicks = 1 });
        market.Do(MatchingFixture.Market(9, Side.Buy, 30) with { Price = new Price(103), Flags = OrderFlags.HasLimit });
        Assert.Equal("", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void ABandWithNothingToStartFromIsRefused(string book)
    {
        var market = new MatchingFixture(book, new ContinuousBookOptions { ProtectionTicks = 1 });
        Assert.Equal("Rejected #9 NoReferencePrice", market.Do(MatchingFixture.Market(9, Side.Buy, 30)));
        market.Do(MatchingFixture.Limit(1, Side.Sell, 10, 100) with { Flags = OrderFlags.Hidden });
        Assert.StartsWith("Accepted #9 Buy Market 30@101", market.Do(MatchingFixture.Market(9, Side.Buy, 30)), StringComparison.Ordinal);
    }

    private static MatchingFixture Asks(string book, ContinuousBookOptions options)
    {
        var market = new MatchingFixture(book, options);
        market.Sell(1, 10, 100);
        market.Sell(2, 10, 102);
        market.Sell(3, 10, 103);
        return market;
    }
}
