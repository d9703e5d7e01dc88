using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>All-or-none and minimum-quantity orders.</summary>
public sealed class ConditionalOrderTests
{
    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void AnAllOrNoneOrderIsSkippedAndLocksNobodyOut(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(AllOrNone(1, Side.Sell, 100, 1000));
        Assert.Equal("Accepted #2 Buy Limit 60@1001\nRested #2 60@1001", market.Buy(2, 60, 1001));
        market.Sell(3, 10, 1002);
        Assert.Equal(
            "Accepted #4 Buy Limit 10@1002\nTraded #4 x #3 10@1002 left 0 x 0", market.Buy(4, 10, 1002));
        Assert.Equal("B 60@1001 #2 | S 100@1000 #1", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void ItIsRetriedAsAnAggressorOnceTheOtherSideHoldsEnough(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(AllOrNone(1, Side.Sell, 100, 1000));
        market.Buy(2, 60, 1001);
        Assert.Equal(
            """
            Accepted #3 Buy Limit 50@1000
            Rested #3 50@1000
            Repriced #1 100@1000
            Traded #1 x #2 60@1001 left 40 x 0
            Traded #1 x #3 40@1000 left 0 x 10
            """,
            market.Buy(3, 50, 1000));
        Assert.Equal("B 10@1000 #3", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void RetriesGoBidsFirstThenByPriceThenByTime(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(AllOrNone(1, Side.Sell, 20, 1001));
        market.Do(AllOrNone(2, Side.Sell, 20, 1000));
        market.Do(AllOrNone(3, Side.Sell, 20, 1000));
        market.Buy(4, 15, 1001);
        Assert.Equal(
            """
            Accepted #5 Buy Limit 15@1001
            Rested #5 15@1001
            Repriced #2 20@1000
            Traded #2 x #4 15@1001 left 5 x 0
            Traded #2 x #5 5@1001 left 0 x 10
            """,
            market.Buy(5, 15, 1001));
        Assert.Equal("B 10@1001 #5 | S 20@1000 #3 | S 20@1001 #1", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void ReducingItCanMakeItTrade(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(AllOrNone(1, Side.Sell, 100, 1000));
        market.Buy(2, 60, 1000);
        Assert.Equal("Reduced #1 by 40 to 60 [kept]\nRepriced #1 60@1000\nTraded #1 x #2 60@1000 left 0 x 0", market.Reduce(1, 40));
    }

    [Theory, MemberData(nameof(Books))]
    public void AnIncomingAllOrNoneOrderTradesOnlyIfAllOfItCan(string book)
    {
        var market = new MatchingFixture(book);
        market.Sell(1, 60, 1000);
        Assert.Equal("Accepted #2 Buy Limit 100@1000\nRested #2 100@1000", market.Do(AllOrNone(2, Side.Buy, 100, 1000)));
        Assert.Equal(
            "Accepted #3 Buy Limit 70@1000\nCancelled #3 70 NoRemainderRests",
            market.Do(AllOrNone(3, Side.Buy, 70, 1000) with { TimeInForce = TimeInForce.Ioc }));
        Assert.Equal("Accepted #4 Buy Limit 60@1000\nTraded #4 x #1 60@1000 left 0 x 0", market.Do(AllOrNone(4, Side.Buy, 60, 1000)));
    }

    [Theory, MemberData(nameof(Books))]
    public void AMinimumIsOfAllThatAnIncomingOrderTradesAtOnce(string book)
    {
        var market = new MatchingFixture(book);
        market.Sell(1, 30, 1000);
        market.Sell(2, 30, 1000);
        Assert.Equal(
            "Accepted #3 Buy Limit 100@1000\nRested #3 100@1000", market.Do(Minimum(3, Side.Buy, 100, 1000, minimum: 61)));
        Assert.Equal(
            """
            Accepted #4 Buy Limit 100@1000
            Traded #4 x #1 30@1000 left 70 x 0
            Traded #4 x #2 30@1000 left 40 x 0
            Rested #4 40@1000
            """,
            market.Do(Minimum(4, Side.Buy, 100, 1000, minimum: 60)));
    }

    [Theory, MemberData(nameof(Books))]
    public void AMinimumIsOfEachFillWhileItRestsAndASmallerRestMayBeFilled(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(Minimum(1, Side.Buy, 100, 1000, minimum: 40));
        Assert.Equal("Accepted #2 Sell Limit 30@1000\nRested #2 30@1000", market.Sell(2, 30, 1000));
        Assert.Equal(
            "Accepted #3 Sell Limit 80@1000\nTraded #3 x #1 80@1000 left 0 x 20\nRepriced #1 20@1000\nTraded #1 x #2 20@1000 left 0 x 10",
            market.Sell(3, 80, 1000));
    }

    [Theory, MemberData(nameof(Books))]
    public void TheRestOfARetriedMinimumOrderGoesToTheBack(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(Minimum(1, Side.Buy, 100, 1000, minimum: 40));
        market.Buy(2, 5, 1000);
        market.Sell(3, 39, 1000);
        Assert.Equal("B 100@1000 #1 | S 34@1000 #3", market.Book);
        Assert.Equal(
            "Accepted #4 Sell Limit 20@1000\nRested #4 20@1000\nRepriced #1 100@1000\nTraded #1 x #3 34@1000 left 66 x 0\n"
            + "Traded #1 x #4 20@1000 left 46 x 0\nRested #1 46@1000",
            market.Sell(4, 20, 1000));
    }

    [Theory, MemberData(nameof(Books))]
    public void ARetryMayElectStops(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(AllOrNone(1, Side.Sell, 100, 1000));
        market.Do(MatchingFixture.StopLimit(2, Side.Buy, 5, 1001, 900));
        market.Buy(3, 60, 1001);
        Assert.EndsWith("Triggered #2 at 1001\nRested #2 5@900", market.Buy(4, 50, 1000), StringComparison.Ordinal);
    }

    private static Command AllOrNone(ulong id, Side side, long lots, long price)
        => MatchingFixture.Limit(id, side, lots, price) with { Flags = OrderFlags.AllOrNone };

    private static Command Minimum(ulong id, Side side, long lots, long price, long minimum)
        => MatchingFixture.Limit(id, side, lots, price) with { Minimum = new Quantity(minimum) };
}
