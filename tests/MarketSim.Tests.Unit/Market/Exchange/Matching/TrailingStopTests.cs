using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Trailing stops: they follow the market, never step back, and then trade.</summary>
public sealed class TrailingStopTests
{
    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void ASellStopFollowsUpAndNeverStepsBack(string book)
    {
        var market = new MatchingFixture(book);
        Trade(market, 100);
        market.Do(MatchingFixture.Trailing(1, Side.Sell, 10, offset: 5));
        Assert.Equal("Repriced #1 0/10@98", Repriced(market, 103));
        Assert.Equal("", Repriced(market, 99));
        Assert.Equal("", Repriced(market, 103));
        Assert.Equal("Repriced #1 0/10@99", Repriced(market, 104));
        Trade(market, 99);
        Assert.Contains("Triggered #1 at 99", Lines(market));
    }

    [Theory, MemberData(nameof(Books))]
    public void ABuyStopFollowsDown(string book)
    {
        var market = new MatchingFixture(book);
        Trade(market, 100);
        market.Do(MatchingFixture.Trailing(1, Side.Buy, 10, offset: 5));
        Assert.Equal("Repriced #1 0/10@95", Repriced(market, 90));
        Assert.Equal("", Repriced(market, 94));
        Trade(market, 95);
        Assert.Contains("Triggered #1 at 95", Lines(market));
    }

    [Theory, MemberData(nameof(Books))]
    public void TheDistanceMayBeInBasisPointsAndRoundsAwayFromTheMarket(string book)
    {
        // 1.25% of 1010 is 12.625: the stop stands 13 below.
        var market = new MatchingFixture(book);
        market.Do(MatchingFixture.Trailing(1, Side.Sell, 10, offset: 125, stop: 900) with { Flags = OrderFlags.OffsetInBasisPoints });
        Assert.Equal("Repriced #1 0/10@997", Repriced(market, 1010));
    }

    [Theory, MemberData(nameof(Books))]
    public void InOneSweepItFollowsFirstAndIsElectedLater(string book)
    {
        var market = new MatchingFixture(book);
        Trade(market, 100);
        market.Do(MatchingFixture.Trailing(1, Side.Sell, 10, offset: 2));
        market.Buy(2, 1, 104);
        market.Buy(3, 1, 102);
        market.Buy(4, 20, 50);
        Assert.Equal(
            """
            Accepted #5 Sell Limit 2@102
            Traded #5 x #2 1@104 left 1 x 0
            Traded #5 x #3 1@102 left 0 x 0
            Triggered #1 at 102
            Traded #1 x #4 10@50 left 0 x 10
            """,
            market.Sell(5, 2, 102));
    }

    [Theory, MemberData(nameof(Books))]
    public void WithoutATradeItNeedsAFirstStop(string book)
    {
        var market = new MatchingFixture(book);
        Assert.Equal("Rejected #1 NoReferencePrice", market.Do(MatchingFixture.Trailing(1, Side.Sell, 10, offset: 5)));
        Assert.Equal("Accepted #1 Sell TrailingStop 10@0", market.Do(MatchingFixture.Trailing(1, Side.Sell, 10, 5, stop: 90)));
        Assert.Equal("Repriced #1 0/10@92", Repriced(market, 97));
    }

    [Theory, MemberData(nameof(Books))]
    public void ALimitOneKeepsTheDistanceBetweenStopAndLimit(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(MatchingFixture.StopLimit(1, Side.Sell, 10, 95, 93) with { Type = OrderType.TrailingStopLimit, Offset = 5 });
        Assert.Equal("Repriced #1 0/10@105", Repriced(market, 110));
        Assert.True(market.Model.TryGetOpen(new OrderId(1), out var open));
        Assert.Equal(new Price(103), open.Price);
        Trade(market, 105);
        Assert.Equal(["Triggered #1 at 105", "Rested #1 10@103"], Lines(market).Where(line => line.Contains("#1 ", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Books))]
    public void ReplacingItsSizeLeavesItsStopWhereItHasMovedTo(string book)
    {
        var market = new MatchingFixture(book);
        Trade(market, 100);
        market.Do(MatchingFixture.Trailing(1, Side.Sell, 10, offset: 5));
        Trade(market, 120);
        Trade(market, 116);
        Assert.Equal("Replaced #1 as #1 20@0", market.Replace(1, 20, 0));
        Assert.Equal("", Repriced(market, 119));
        Trade(market, 115);
        Assert.Contains("Triggered #1 at 115", Lines(market));
    }

    [Theory, MemberData(nameof(Books))]
    public void ByQuoteItFollowsTheOppositeBest(string book)
    {
        var market = new MatchingFixture(book, new ContinuousBookOptions { Trigger = TriggerSource.Quote });
        market.Buy(2, 10, 100);
        market.Do(MatchingFixture.Trailing(1, Side.Sell, 10, offset: 5));
        Assert.EndsWith("Repriced #1 0/10@98", market.Buy(3, 10, 103), StringComparison.Ordinal);
        market.Cancel(3);
        market.Buy(4, 10, 98);
        Assert.EndsWith("Triggered #1 at 98\nTraded #1 x #4 10@98 left 0 x 0", market.Cancel(2), StringComparison.Ordinal);
    }

    private static string Repriced(MatchingFixture market, long price)
    {
        Trade(market, price);
        return string.Join('\n', Lines(market).Where(line => line.StartsWith("Repriced", StringComparison.Ordinal)));
    }

    private static List<string> Lines(MatchingFixture market)
        => market.Events.ToArray().Select(item => EventText.Describe(item)).ToList();

    private static void Trade(MatchingFixture market, long price)
    {
        market.Sell(90, 1, price);
        market.Buy(91, 1, price);
    }
}
