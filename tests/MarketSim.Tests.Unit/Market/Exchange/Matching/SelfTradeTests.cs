using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Self-trade prevention (MARKET rules, section 5).</summary>
public sealed class SelfTradeTests
{
    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void CancelNewestEndsTheTaker(string book)
    {
        // EX-5a.
        var market = Ex5Book(book);
        Assert.Equal(
            """
            Accepted #3 Buy Limit 200@1000
            Traded #3 x #100 100@1000 left 100 x 0
            Prevented #3 x #1 100
            Cancelled #3 100 SelfTrade
            """,
            market.Do(OwnBuy(SelfTradePrevention.CancelNewest)));
        Assert.Equal("S 60@1000 #1 | S 80@1000 #101", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void CancelOldestEndsTheMakerAndGoesOn(string book)
    {
        // EX-5b.
        var market = Ex5Book(book);
        Assert.Equal(
            """
            Accepted #3 Buy Limit 200@1000
            Traded #3 x #100 100@1000 left 100 x 0
            Prevented #3 x #1 60
            Cancelled #1 60 SelfTrade
            Traded #3 x #101 80@1000 left 20 x 0
            Rested #3 20@1000
            """,
            market.Do(OwnBuy(SelfTradePrevention.CancelOldest)));
        Assert.Equal("B 20@1000 #3", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void CancelBothEndsBoth(string book)
    {
        // EX-5c.
        var market = Ex5Book(book);
        Assert.Equal(
            """
            Accepted #3 Buy Limit 200@1000
            Traded #3 x #100 100@1000 left 100 x 0
            Prevented #3 x #1 60
            Cancelled #1 60 SelfTrade
            Prevented #3 x #1 100
            Cancelled #3 100 SelfTrade
            """,
            market.Do(OwnBuy(SelfTradePrevention.CancelBoth)));
        Assert.Equal("S 80@1000 #101", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void DecrementReducesBothByTheSmaller(string book)
    {
        // EX-5d.
        var market = Ex5Book(book);
        Assert.Equal(
            """
            Accepted #3 Buy Limit 200@1000
            Traded #3 x #100 100@1000 left 100 x 0
            Prevented #3 x #1 60
            Cancelled #1 60 SelfTrade
            Reduced #3 by 60 to 40 [kept]
            Traded #3 x #101 40@1000 left 0 x 40
            """,
            market.Do(OwnBuy(SelfTradePrevention.Decrement)));
        Assert.Equal("S 40@1000 #101", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void DecrementByASmallerTakerEndsTheTaker(string book)
    {
        var market = new MatchingFixture(book);
        market.Sell(1, 60, 1000);
        Assert.Equal(
            "Accepted #3 Buy Limit 25@1000\nPrevented #3 x #1 25\nReduced #1 by 25 to 35 [kept]\nCancelled #3 25 SelfTrade",
            market.Do(OwnBuy(SelfTradePrevention.Decrement) with { Quantity = new Quantity(25) }));
    }

    [Theory, MemberData(nameof(Books))]
    public void AccountsOfOneGroupAreOneOwnerAndGroupZeroIsNobodys(string book)
    {
        var options = new ContinuousBookOptions { OwnerOf = account => account.Value >= 200 ? 0 : 7 };
        var market = new MatchingFixture(book, options);
        market.Sell(100, 10, 1000);
        Assert.EndsWith("Cancelled #3 200 SelfTrade", market.Do(OwnBuy(SelfTradePrevention.CancelNewest)), StringComparison.Ordinal);
        market.Cancel(100);
        market.Sell(200, 10, 1000);
        Assert.Contains(
            "Traded #201 x #200",
            market.Do(MatchingFixture.Limit(201, Side.Buy, 10, 1000) with { SelfTrade = SelfTradePrevention.CancelNewest }),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Books))]
    public void WithPreventionOffAnOwnerMayTradeWithItself(string book)
    {
        var market = new MatchingFixture(book);
        market.Sell(1, 10, 1000);
        Assert.Contains("Traded #2 x #1", market.Buy(2, 10, 1000), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Books))]
    public void AReplacedOrderKeepsItsMode(string book)
    {
        var market = new MatchingFixture(book);
        market.Sell(1, 10, 1000);
        market.Do(OwnBuy(SelfTradePrevention.CancelOldest) with { Price = new Price(990) });
        Assert.Equal(
            "Replaced #3 as #3 200@1000\nPrevented #3 x #1 10\nCancelled #1 10 SelfTrade\nRested #3 200@1000",
            market.Replace(3, 200, 1000));
    }

    [Theory, MemberData(nameof(Books))]
    public void OwnQuantityDoesNotCountForFillOrKill(string book)
    {
        var market = Ex5Book(book);
        var order = OwnBuy(SelfTradePrevention.CancelOldest) with { TimeInForce = TimeInForce.Fok };
        Assert.Equal("Rejected #3 FokKilled", market.Do(order));
        Assert.StartsWith("Accepted", market.Do(order with { Quantity = new Quantity(180) }), StringComparison.Ordinal);
    }

    private static Command OwnBuy(SelfTradePrevention mode)
        => MatchingFixture.Limit(3, Side.Buy, 200, 1000) with { SelfTrade = mode };

    private static MatchingFixture Ex5Book(string book)
    {
        var market = new MatchingFixture(book);
        market.Sell(100, 100, 1000);
        market.Sell(1, 60, 1000);
        market.Sell(101, 80, 1000);
        return market;
    }
}
