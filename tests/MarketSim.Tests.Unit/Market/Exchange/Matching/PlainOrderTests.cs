using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Limit, market, immediate-or-cancel and cancel: the short way through a continuous book.</summary>
public sealed class PlainOrderTests
{
    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void ASweepGoesBestPriceFirstAndTheRestOfItRests(string book)
    {
        // EX-1f.
        var market = new MatchingFixture(book);
        market.Sell(1, 200, 1000);
        market.Sell(2, 300, 1001);
        market.Sell(3, 500, 1003);
        Assert.Equal(
            """
            Accepted #101 Buy Limit 600@1005
            Traded #101 x #1 200@1000 left 400 x 0
            Traded #101 x #2 300@1001 left 100 x 0
            Traded #101 x #3 100@1003 left 0 x 400
            """,
            market.Buy(101, 600, 1005));
        Assert.Equal("S 400@1003 #3", market.Book);
        Assert.Equal(
            """
            Accepted #102 Buy Limit 500@1003
            Traded #102 x #3 400@1003 left 100 x 0
            Rested #102 100@1003
            """,
            market.Buy(102, 500, 1003));
    }

    [Theory, MemberData(nameof(Books))]
    public void ATradeEventCarriesBothSidesAndTheExactAmount(string book)
    {
        var market = new MatchingFixture(book) { Now = SimTime.FromSeconds(3) };
        market.Sell(101, 200, 1000);
        market.Buy(201, 50, 1005);
        var trade = Assert.Single(market.Events.ToArray(), item => item.Kind == EventKind.Traded);
        Assert.Equal(
            new MarketEvent
            {
                Kind = EventKind.Traded, Side = Side.Buy, Time = SimTime.FromSeconds(3), Instrument = MatchingFixture.Alpha,
                Account = new AccountId(201), Order = new OrderId(201), CounterOrder = new OrderId(101),
                CounterAccount = new AccountId(101), Price = new Price(1000), Quantity = new Quantity(50), Open = Quantity.Zero,
                CounterOpen = new Quantity(150), Amount = 50_000,
            },
            trade);
        Assert.Equal(new Price(1000), market.Model.LastTrade);
    }

    [Theory, MemberData(nameof(Books))]
    public void QuotesComeLastAndOnlyWhenTheBestDisplayedPriceOrSizeChanged(string book)
    {
        var market = new MatchingFixture(book);
        Assert.Equal("Quoted Buy 10@99", market.DoAll(MatchingFixture.Limit(1, Side.Buy, 10, 99))[^1]);
        Assert.Equal("Quoted Buy 15@99", market.DoAll(MatchingFixture.Limit(2, Side.Buy, 5, 99))[^1]);
        Assert.Equal("Rested #3 7@98", market.DoAll(MatchingFixture.Limit(3, Side.Buy, 7, 98))[^1]);
        var sweep = market.DoAll(MatchingFixture.Limit(4, Side.Sell, 20, 99));
        Assert.Equal(["Rested #4 5@99", "Quoted Buy 7@98", "Quoted Sell 5@99"], sweep[^3..]);
        market.Cancel(3);
        Assert.Equal("Quoted Sell 0@0", market.DoAll(Commands.Cancel(new AccountId(1), MatchingFixture.Alpha, new OrderId(4)))[^1]);
    }

    [Theory, MemberData(nameof(Books))]
    public void AMarketOrderTakesAnyPriceAndItsRemainderIsCancelled(string book)
    {
        var market = new MatchingFixture(book);
        market.Sell(1, 5, 100);
        market.Sell(2, 5, 500);
        Assert.Equal(
            """
            Accepted #3 Buy Market 12@0
            Traded #3 x #1 5@100 left 7 x 0
            Traded #3 x #2 5@500 left 2 x 0
            Cancelled #3 2 NoRemainderRests
            """,
            market.Do(MatchingFixture.Market(3, Side.Buy, 12)));
        Assert.Equal(
            "Accepted #4 Sell Market 1@0\nCancelled #4 1 NoRemainderRests", market.Do(MatchingFixture.Market(4, Side.Sell, 1)));
        Assert.Equal("", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void ImmediateOrCancelTradesWhatItCanAndCancelsTheRest(string book)
    {
        // EX-3a.
        var market = Ex3Book(book);
        Assert.Equal(
            """
            Accepted #9 Buy Limit 600@1001
            Traded #9 x #1 200@1000 left 400 x 0
            Traded #9 x #2 300@1001 left 100 x 0
            Cancelled #9 100 NoRemainderRests
            """,
            market.Buy(9, 600, 1001, TimeInForce.Ioc));
    }

    [Theory, MemberData(nameof(Books))]
    public void AFillOrKillOrderThatCannotFillLeavesTheBookUntouched(string book)
    {
        // EX-3a.
        var market = Ex3Book(book);
        var before = market.Hash;
        Assert.Equal("Rejected #9 FokKilled", market.Buy(9, 600, 1001, TimeInForce.Fok));
        Assert.Equal(before, market.Hash);
        Assert.Equal(
            "Accepted #9 Buy Limit 500@1001\nTraded #9 x #1 200@1000 left 300 x 0\nTraded #9 x #2 300@1001 left 0 x 0",
            market.Buy(9, 500, 1001, TimeInForce.Fok));
    }

    [Theory, MemberData(nameof(Books))]
    public void FillOrKillCountsHiddenQuantity(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(MatchingFixture.Limit(1, Side.Sell, 100, 1000) with { Display = new Quantity(10) });
        market.Do(MatchingFixture.Limit(2, Side.Sell, 50, 1000) with { Flags = OrderFlags.Hidden });
        Assert.StartsWith("Accepted #9", market.Buy(9, 150, 1000, TimeInForce.Fok), StringComparison.Ordinal);
        Assert.Equal("", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void ACancelTakesTheOrderOutAndALateOneIsUnknown(string book)
    {
        var market = new MatchingFixture(book);
        market.Buy(1, 10, 99);
        Assert.Equal("Cancelled #1 10 Requested", market.Cancel(1));
        Assert.Equal("Rejected #1 UnknownOrder", market.Cancel(1));
        market.Buy(2, 10, 99);
        market.Sell(3, 10, 99);
        Assert.Equal("Rejected #2 UnknownOrder", market.Cancel(2));
        Assert.Equal("", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void APlainOrderThatDoesNotRestLeavesNothingOpen(string book)
    {
        var market = new MatchingFixture(book);
        market.Buy(1, 10, 99);
        Assert.True(market.Model.TryGetOpen(new OrderId(1), out var open));
        Assert.Equal(new OpenOrder(new AccountId(1), Side.Buy, new Price(99), new Quantity(10), IsDormant: false), open);
        market.Sell(2, 10, 99, TimeInForce.Ioc);
        Assert.False(market.Model.TryGetOpen(new OrderId(1), out _));
        Assert.False(market.Model.TryGetOpen(new OrderId(2), out _));
    }

    private static MatchingFixture Ex3Book(string book)
    {
        var market = new MatchingFixture(book);
        market.Sell(1, 200, 1000);
        market.Sell(2, 300, 1001);
        return market;
    }
}
