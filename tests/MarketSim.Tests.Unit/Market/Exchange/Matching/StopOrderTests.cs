using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Stop and stop-limit orders (MARKET rules, sections 3 and 17).</summary>
public sealed class StopOrderTests
{
    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void ElectedStopsEnterAfterTheSweepInOrderOfStopTime(string book)
    {
        // EX-3b.
        var market = new MatchingFixture(book);
        Trade(market, 2000);
        Assert.Equal("Accepted #1 Sell Stop 100@0", market.Do(MatchingFixture.Stop(1, Side.Sell, 100, 1950)));
        Assert.Equal("Accepted #2 Sell StopLimit 100@1940", market.Do(MatchingFixture.StopLimit(2, Side.Sell, 100, 1950, 1940)));
        market.Buy(11, 100, 1945);
        market.Buy(12, 100, 1930);
        market.Buy(13, 10, 1950);
        Assert.Equal(
            """
            Accepted #14 Sell Limit 10@1950
            Traded #14 x #13 10@1950 left 0 x 0
            Triggered #1 at 1950
            Traded #1 x #11 100@1945 left 0 x 0
            Triggered #2 at 1950
            Rested #2 100@1940
            """,
            market.Sell(14, 10, 1950));
        Assert.Equal("B 100@1930 #12 | S 100@1940 #2", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void TheTakersRemainderRestsBeforeTheStopsItElectedEnter(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(MatchingFixture.Stop(1, Side.Buy, 5, 100));
        market.Sell(2, 10, 100);
        Assert.Equal(
            """
            Accepted #3 Buy Limit 30@100
            Traded #3 x #2 10@100 left 20 x 0
            Rested #3 20@100
            Triggered #1 at 100
            Cancelled #1 5 NoRemainderRests
            """,
            market.Buy(3, 30, 100));
    }

    [Theory, MemberData(nameof(Books))]
    public void CascadesElectBatchAfterBatch(string book)
    {
        var market = new MatchingFixture(book);
        for (var i = 0UL; i < 4; i++)
        {
            market.Buy(50 + i, 10, 100 - (long)i);
        }

        // The order placed last is nearest; each one's trade elects the next.
        market.Do(MatchingFixture.Stop(3, Side.Sell, 10, 98));
        market.Do(MatchingFixture.Stop(2, Side.Sell, 10, 99));
        market.Do(MatchingFixture.Stop(1, Side.Sell, 10, 100));
        Assert.Equal(
            """
            Accepted #9 Sell Limit 10@100
            Traded #9 x #50 10@100 left 0 x 0
            Triggered #1 at 100
            Traded #1 x #51 10@99 left 0 x 0
            Triggered #2 at 99
            Traded #2 x #52 10@98 left 0 x 0
            Triggered #3 at 98
            Traded #3 x #53 10@97 left 0 x 0
            """,
            market.Sell(9, 10, 100));
        Assert.Equal("", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void OneSweepThroughSeveralPricesElectsByEntryNotByNearness(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(MatchingFixture.StopLimit(1, Side.Buy, 1, 102, 50));
        market.Do(MatchingFixture.StopLimit(2, Side.Buy, 2, 100, 50));
        market.Do(MatchingFixture.StopLimit(3, Side.Buy, 3, 103, 50));
        market.Sell(4, 1, 100);
        market.Sell(5, 1, 102);
        Assert.Equal(
            """
            Accepted #6 Buy Limit 2@102
            Traded #6 x #4 1@100 left 1 x 0
            Traded #6 x #5 1@102 left 0 x 0
            Triggered #1 at 102
            Rested #1 1@50
            Triggered #2 at 100
            Rested #2 2@50
            """,
            market.Buy(6, 2, 102));
        Assert.True(market.Model.TryGetOpen(new OrderId(3), out var open) && open.IsDormant);
    }

    [Theory, MemberData(nameof(Books))]
    public void AStopThatIsAlreadyReachedIsElectedAsItEnters(string book)
    {
        var market = new MatchingFixture(book);
        Trade(market, 100);
        Assert.Equal(
            "Accepted #1 Buy StopLimit 5@90\nTriggered #1 at 100\nRested #1 5@90",
            market.Do(MatchingFixture.StopLimit(1, Side.Buy, 5, 100, 90)));
        Assert.Equal("Accepted #2 Buy StopLimit 5@90", market.Do(MatchingFixture.StopLimit(2, Side.Buy, 5, 101, 90)));
    }

    [Theory, MemberData(nameof(Books))]
    public void ByQuoteAStopIsElectedByTheOppositeBestAndNotByATrade(string book)
    {
        var market = new MatchingFixture(book, new ContinuousBookOptions { Trigger = TriggerSource.Quote });
        market.Do(MatchingFixture.StopLimit(1, Side.Buy, 5, 100, 90));
        market.Buy(90, 1, 105);
        market.Sell(91, 1, 105);
        Assert.True(market.Model.TryGetOpen(new OrderId(1), out var open) && open.IsDormant);
        Assert.Equal(
            "Accepted #2 Sell Limit 1@100\nRested #2 1@100\nTriggered #1 at 100\nRested #1 5@90", market.Sell(2, 1, 100));
    }

    [Theory, MemberData(nameof(Books))]
    public void AnElectedOrderThatMayNotEnterIsCancelledAndSaysWhy(string book)
    {
        var market = new MatchingFixture(book);
        market.Sell(1, 5, 101);
        market.Do(MatchingFixture.StopLimit(2, Side.Buy, 10, 100, 105) with { TimeInForce = TimeInForce.Fok });
        market.Do(MatchingFixture.StopLimit(3, Side.Buy, 10, 100, 105) with { PostOnly = PostOnly.Reject });
        Trade(market, 100);
        Assert.Equal(
            ["Triggered #2 at 100", "Cancelled #2 10 Refused FokKilled", "Triggered #3 at 100", "Cancelled #3 10 Refused PostOnlyWouldTrade"],
            market.Events.ToArray().Where(item => item.Order.Value is 2 or 3).Select(item => EventText.Describe(item)));
        Assert.False(market.Model.TryGetOpen(new OrderId(2), out _));
    }

    [Theory, MemberData(nameof(Books))]
    public void DormantOrdersAreCancelledReducedAndSeenLikeOthers(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(MatchingFixture.StopLimit(1, Side.Sell, 100, 90, 80));
        Assert.Equal("Reduced #1 by 30 to 70 [kept]", market.Reduce(1, 30));
        Assert.True(market.Model.TryGetOpen(new OrderId(1), out var open));
        Assert.Equal(new OpenOrder(new AccountId(1), Side.Sell, new Price(80), new Quantity(70), IsDormant: true), open);
        Assert.Equal("Rejected #1 NotOwner", market.Do(Commands.Cancel(new AccountId(7), MatchingFixture.Alpha, new OrderId(1))));
        Assert.Equal("Rejected #1 DuplicateOrderId", market.Buy(1, 1, 1));
        Assert.Equal("Cancelled #1 70 Requested", market.Cancel(1));
        Assert.Equal("Rejected #1 UnknownOrder", market.Cancel(1));
        market.Do(MatchingFixture.Stop(2, Side.Sell, 100, 90));
        Assert.Equal("Cancelled #2 100 Requested", market.Reduce(2, 100));
    }

    [Theory, MemberData(nameof(Books))]
    public void AReplacedStopKeepsItsStopTimeOnlyIfNothingButItsSizeFell(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(MatchingFixture.StopLimit(1, Side.Buy, 10, 100, 50));
        market.Do(MatchingFixture.StopLimit(2, Side.Buy, 10, 100, 50));
        market.Do(MatchingFixture.StopLimit(3, Side.Buy, 10, 100, 50));
        Assert.Equal("Replaced #1 as #1 5@50 [kept]", market.Replace(1, 5, 50));
        Assert.Equal("Replaced #2 as #2 11@50", market.Replace(2, 11, 50));
        Assert.Equal("Replaced #3 as #33 10@51", market.Replace(3, 10, 51, newId: 33));
        Trade(market, 100);
        Assert.Equal(
            ["Triggered #1 at 100", "Triggered #2 at 100", "Triggered #33 at 100"],
            market.Events.ToArray().Where(item => item.Kind == EventKind.Triggered).Select(item => EventText.Describe(item)));
    }

    [Theory, MemberData(nameof(Books))]
    public void AStopMovedToWhereTheMarketIsIsElectedAtOnce(string book)
    {
        var market = new MatchingFixture(book);
        Trade(market, 100);
        market.Do(MatchingFixture.StopLimit(1, Side.Buy, 10, 105, 50));
        var moved = Commands.Replace(new AccountId(1), MatchingFixture.Alpha, new OrderId(1), new Price(50), new Quantity(10));
        Assert.Equal(
            "Replaced #1 as #1 10@50\nTriggered #1 at 100\nRested #1 10@50",
            market.Do(moved with { StopPrice = new Price(100) }));
    }

    [Theory, MemberData(nameof(Books))]
    public void AProtectedStopStopsAtItsProtection(string book)
    {
        var market = new MatchingFixture(book, new ContinuousBookOptions { RestAtProtection = true });
        market.Do(MatchingFixture.Stop(1, Side.Buy, 10, 100) with { Price = new Price(102), Flags = OrderFlags.HasLimit });
        market.Sell(2, 4, 101);
        market.Sell(3, 4, 103);
        Trade(market, 100);
        Assert.Equal("B 6@102 #1 | S 4@103 #3", market.Book);
    }

    /// <summary>Makes one trade at a price, leaving nothing behind.</summary>
    private static void Trade(MatchingFixture market, long price)
    {
        market.Sell(90, 1, price);
        market.Buy(91, 1, price);
    }
}
