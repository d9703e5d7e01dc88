using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Post-only, iceberg and hidden orders, alone and together.</summary>
public sealed class AttributeTests
{
    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void APostOnlyOrderIsRejectedWhereItWouldTradeAndRestsElsewhere(string book)
    {
        // EX-3a.
        var market = Asks(book);
        var before = market.Hash;
        Assert.Equal("Rejected #9 PostOnlyWouldTrade", market.Do(PostOnlyBuy(9, 50, 1000)));
        Assert.Equal(before, market.Hash);
        Assert.Equal("Accepted #9 Buy Limit 50@999\nRested #9 50@999", market.Do(PostOnlyBuy(9, 50, 999)));
    }

    [Theory, MemberData(nameof(Books))]
    public void APostOnlyOrderMayStepOneTickAwayInstead(string book)
    {
        var market = Asks(book);
        Assert.Equal(
            "Accepted #9 Buy Limit 50@999\nRested #9 50@999",
            market.Do(PostOnlyBuy(9, 50, 1005) with { PostOnly = PostOnly.Reprice }));
        Assert.Equal(
            "Accepted #8 Sell Limit 50@1000\nRested #8 50@1000",
            market.Do(MatchingFixture.Limit(8, Side.Sell, 50, 990) with { PostOnly = PostOnly.Reprice }));
    }

    [Theory, MemberData(nameof(Books))]
    public void SteppingAwayGoesByTheTickInForceThere(string book)
    {
        var market = new MatchingFixture(book, instrument: MatchingFixture.Cents with { Ticks = new TickRegime((0, 5), (1000, 10)) });
        market.Sell(1, 10, 1000);
        market.Do(PostOnlyBuy(2, 10, 1000) with { PostOnly = PostOnly.Reprice });
        Assert.Equal("B 10@995 #2 | S 10@1000 #1", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void HiddenOrdersCountForPostOnlyAndAtTheEndOfTheRangeItIsRejected(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(MatchingFixture.Limit(1, Side.Sell, 10, 1) with { Flags = OrderFlags.Hidden });
        Assert.Equal("Rejected #2 PostOnlyWouldTrade", market.Do(PostOnlyBuy(2, 5, 1)));
        Assert.Equal("Rejected #2 PostOnlyWouldTrade", market.Do(PostOnlyBuy(2, 5, 1) with { PostOnly = PostOnly.Reprice }));
    }

    [Theory, MemberData(nameof(Books))]
    public void AnOrderThatCouldNotTradeAnywayMayBePosted(string book)
    {
        // The only ask wants all of its 100 at once.
        var market = new MatchingFixture(book);
        market.Do(MatchingFixture.Limit(1, Side.Sell, 100, 1000) with { Flags = OrderFlags.AllOrNone });
        Assert.Equal("Accepted #2 Buy Limit 50@1000\nRested #2 50@1000", market.Do(PostOnlyBuy(2, 50, 1000)));
        Assert.Equal("Rejected #3 PostOnlyWouldTrade", market.Do(PostOnlyBuy(3, 100, 1000)));
    }

    [Theory, MemberData(nameof(Books))]
    public void APostOnlyIcebergShowsOnlyItsSlice(string book)
    {
        var market = Asks(book);
        var iceberg = PostOnlyBuy(9, 50, 1000) with { Display = new Quantity(20), PostOnly = PostOnly.Reprice };
        Assert.Equal("Accepted #9 Buy Limit 50@999\nRested #9 20/50@999", market.Do(iceberg));
        Assert.Equal("Rejected #8 PostOnlyWouldTrade", market.Do(iceberg with { Order = new OrderId(8), PostOnly = PostOnly.Reject }));
        Assert.Contains("Quoted Buy 10@999", market.DoAll(MatchingFixture.Limit(7, Side.Sell, 10, 999)));
        Assert.Equal(
            "Accepted #6 Sell Limit 15@999\nTraded #6 x #9 10@999 left 5 x 30\nRefreshed #9 20/30@999\nTraded #6 x #9 5@999 left 0 x 25",
            market.Sell(6, 15, 999));
    }

    [Theory, MemberData(nameof(Books))]
    public void AnIcebergsNextSliceGoesToTheBackWithinTheSweep(string book)
    {
        // EX-1g.
        var market = new MatchingFixture(book);
        market.Do(MatchingFixture.Limit(1, Side.Sell, 300, 1000) with { Display = new Quantity(100) });
        market.Sell(2, 50, 1000);
        market.Sell(3, 200, 1000);
        Assert.Equal(
            """
            Accepted #9 Buy Limit 400@1000
            Traded #9 x #1 100@1000 left 300 x 200
            Refreshed #1 100/200@1000
            Traded #9 x #2 50@1000 left 250 x 0
            Traded #9 x #3 200@1000 left 50 x 0
            Traded #9 x #1 50@1000 left 0 x 150
            """,
            market.Buy(9, 400, 1000));
        Assert.Equal("S 50/150@1000 #1", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void AnIcebergTradesAllOfItselfAsAnAggressorAndRestsASlice(string book)
    {
        var market = Asks(book);
        Assert.Equal(
            """
            Accepted #9 Buy Limit 600@1001
            Traded #9 x #1 200@1000 left 400 x 0
            Traded #9 x #2 300@1001 left 100 x 0
            Rested #9 30/100@1001
            """,
            market.Do(MatchingFixture.Limit(9, Side.Buy, 600, 1001) with { Display = new Quantity(30) }));
    }

    [Theory, MemberData(nameof(Books))]
    public void HiddenOrdersTradeBehindDisplayedOnesAndQuoteNothing(string book)
    {
        var market = new MatchingFixture(book);
        Assert.Equal(
            ["Accepted #1 Sell Limit 10@1000 [Hidden]", "Rested #1 0/10@1000 [Hidden]"],
            market.DoAll(MatchingFixture.Limit(1, Side.Sell, 10, 1000) with { Flags = OrderFlags.Hidden }));
        market.Sell(2, 10, 1000);
        Assert.Equal(
            """
            Accepted #3 Buy Limit 15@1000
            Traded #3 x #2 10@1000 left 5 x 0
            Traded #3 x #1 5@1000 left 0 x 5 [Hidden]
            """,
            market.Buy(3, 15, 1000));
    }

    private static Command PostOnlyBuy(ulong id, long lots, long price)
        => MatchingFixture.Limit(id, Side.Buy, lots, price) with { PostOnly = PostOnly.Reject };

    private static MatchingFixture Asks(string book)
    {
        var market = new MatchingFixture(book);
        market.Sell(1, 200, 1000);
        market.Sell(2, 300, 1001);
        return market;
    }
}
