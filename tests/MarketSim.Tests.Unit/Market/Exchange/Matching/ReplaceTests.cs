using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Who keeps priority: cancel, reduce and replace (MARKET rules, 1.1).</summary>
public sealed class ReplaceTests
{
    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void SamePriceAndNotLargerKeepsPriority(string book)
    {
        var market = TwoBids(book);
        Assert.Equal("Replaced #1 as #1 5@99 [kept]", market.Replace(1, 5, 99));
        Assert.Equal("Replaced #1 as #1 5@99 [kept]", market.Replace(1, 5, 99));
        Assert.Equal("B 5@99 #1 | B 10@99 #2", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void LargerOrAnotherPriceLosesIt(string book)
    {
        var market = TwoBids(book);
        Assert.Equal("Replaced #1 as #1 11@99\nRested #1 11@99", market.Replace(1, 11, 99));
        Assert.Equal("B 10@99 #2 | B 11@99 #1", market.Book);
        Assert.Equal("Replaced #2 as #2 10@98\nRested #2 10@98", market.Replace(2, 10, 98));
        market.Replace(2, 10, 99);
        Assert.Equal("B 11@99 #1 | B 10@99 #2", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void ANewIdIsANewOrderInTheQueue(string book)
    {
        var market = TwoBids(book);
        Assert.Equal("Replaced #1 as #7 10@99\nRested #7 10@99", market.Replace(1, 10, 99, newId: 7));
        Assert.Equal("B 10@99 #2 | B 10@99 #7", market.Book);
        Assert.Equal("Rejected #1 UnknownOrder", market.Cancel(1));
        Assert.Equal("Rejected #7 DuplicateOrderId", market.Replace(7, 5, 98, newId: 2));
        Assert.Equal("Replaced #7 as #7 5@99 [kept]", market.Replace(7, 5, 99, newId: 7));
    }

    [Theory, MemberData(nameof(Books))]
    public void AReplacementThatCrossesTradesAtOnce(string book)
    {
        var market = TwoBids(book);
        market.Sell(3, 4, 101);
        Assert.Equal(
            "Replaced #1 as #1 10@101\nTraded #1 x #3 4@101 left 6 x 0\nRested #1 6@101", market.Replace(1, 10, 101));
    }

    [Theory, MemberData(nameof(Books))]
    public void AReducedOrderKeepsItsPlaceAndByAllItIsGone(string book)
    {
        var market = TwoBids(book);
        Assert.Equal("Reduced #1 by 4 to 6 [kept]", market.Reduce(1, 4));
        Assert.Equal("B 6@99 #1 | B 10@99 #2", market.Book);
        Assert.Equal("Cancelled #1 6 Requested", market.Reduce(1, 6));
        Assert.Equal("Cancelled #2 10 Requested", market.Reduce(2, 100));
        Assert.Equal("Rejected #2 UnknownOrder", market.Reduce(2, 1));
    }

    [Theory, MemberData(nameof(Books))]
    public void AnIcebergKeepsItsSliceAndLosesHiddenQuantityFirst(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(MatchingFixture.Limit(1, Side.Buy, 100, 99) with { Display = new Quantity(10) });
        market.Sell(2, 4, 99);
        market.Replace(1, 50, 99);
        Assert.Equal("B 6/50@99 #1", market.Book);
        Assert.Equal("Replaced #1 as #1 60@99\nRested #1 10/60@99", market.Replace(1, 60, 99));
    }

    [Theory, MemberData(nameof(Books))]
    public void APostOnlyOrderStaysPostOnlyAndARefusedReplacementChangesNothing(string book)
    {
        var market = TwoBids(book);
        market.Sell(3, 4, 101);
        market.Do(MatchingFixture.Limit(4, Side.Buy, 1, 98) with { PostOnly = PostOnly.Reject });
        var before = market.Hash;
        Assert.Equal("Rejected #4 PostOnlyWouldTrade", market.Replace(4, 1, 101));
        Assert.Equal(before, market.Hash);
    }

    [Theory, MemberData(nameof(Books))]
    public void AVenueMayLetTheReplacementOfAPostOnlyOrderTrade(string book)
    {
        var market = new MatchingFixture(book, new ContinuousBookOptions { PostOnlySurvivesReplace = false });
        market.Sell(3, 4, 101);
        market.Do(MatchingFixture.Limit(4, Side.Buy, 1, 98) with { PostOnly = PostOnly.Reject });
        Assert.Equal("Replaced #4 as #4 1@101\nTraded #4 x #3 1@101 left 0 x 3", market.Replace(4, 1, 101));
    }

    [Theory, MemberData(nameof(Books))]
    public void HiddenConditionalAndLastingOrdersStaySo(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(MatchingFixture.Limit(1, Side.Buy, 10, 99, TimeInForce.Gtc) with
        {
            Flags = OrderFlags.Hidden | OrderFlags.AllOrNone, SelfTrade = SelfTradePrevention.CancelOldest,
        });
        Assert.Equal("Replaced #1 as #2 20@98 [Hidden]\nRested #2 0/20@98 [Hidden]", market.Replace(1, 20, 98, newId: 2));
        Assert.Equal("Accepted #3 Sell Limit 5@98\nRested #3 5@98", market.Sell(3, 5, 98));
        Assert.Equal("Phase Closed\nCancelled #3 5 Expired", market.Do(Commands.CloseSession()));
        Assert.Equal("B 0/20@98 #2", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void OnlyTheOwnerMayChangeAnOrder(string book)
    {
        var market = TwoBids(book);
        var stranger = new AccountId(9);
        var id = new OrderId(1);
        var before = market.Hash;
        Assert.Equal("Rejected #1 NotOwner", market.Do(Commands.Cancel(stranger, MatchingFixture.Alpha, id)));
        Assert.Equal("Rejected #1 NotOwner", market.Do(Commands.Reduce(stranger, MatchingFixture.Alpha, id, new Quantity(1))));
        Assert.Equal(
            "Rejected #1 NotOwner",
            market.Do(Commands.Replace(stranger, MatchingFixture.Alpha, id, new Price(5), new Quantity(1), new OrderId(2))));
        Assert.Equal(before, market.Hash);
    }

    private static MatchingFixture TwoBids(string book)
    {
        var market = new MatchingFixture(book);
        market.Buy(1, 10, 99);
        market.Buy(2, 10, 99);
        return market;
    }
}
