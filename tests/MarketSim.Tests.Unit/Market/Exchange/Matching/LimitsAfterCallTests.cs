using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Price limits that stay in force while a call collects orders beyond them.</summary>
public sealed class LimitsAfterCallTests
{
    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void WhatRestsBeyondTheLimitsWhenACallEndsMovesToThem(string book)
    {
        var market = Limited(book);
        market.Do(Commands.SetPhase(TradingPhase.OpeningAuction));
        market.Buy(1, 10, 112);
        market.Buy(2, 10, 111);
        market.Sell(201, 10, 120);
        market.Do(Commands.SetPhase(TradingPhase.Continuous));
        Assert.DoesNotContain(market.Events.ToArray(), e => e.Kind == EventKind.Traded);
        Assert.Equal("B 10@110 #1 | B 10@110 #2 | S 10@120 #201", market.Book);

        market.Sell(202, 15, 100);
        Assert.All(market.Events.ToArray().Where(e => e.Kind == EventKind.Traded), e => Assert.Equal(110, e.Price.Ticks));
        Assert.Equal("B 5@110 #2 | S 10@120 #201", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void WhatACallLeavesCrossedTradesWithinTheLimitsOrNotAtAll(string book)
    {
        var market = Limited(book);
        market.Do(Commands.SetPhase(TradingPhase.OpeningAuction));
        market.Do(MatchingFixture.Limit(1, Side.Buy, 10, 115) with { Flags = OrderFlags.AllOrNone });
        market.Sell(201, 10, 112);
        market.Do(Commands.SetPhase(TradingPhase.Continuous));
        Assert.All(
            market.Events.ToArray().Where(e => e.Kind == EventKind.Traded), e => Assert.InRange(e.Price.Ticks, 90, 110));
    }

    private static MatchingFixture Limited(string book)
    {
        var market = new MatchingFixture(book, isOpen: false);
        market.Model.SetLimits(new PriceLimits(new Price(90), new Price(110)), market.Now, new EventBuffer());
        return market;
    }
}
