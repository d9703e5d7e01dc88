using MarketSim.Core;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>Beliefs of Gjerstad and Dickhaut (1998) against counts by hand.</summary>
public sealed class TradeBeliefsTests
{
    // Offers: 150, 140 and 125 refused, 130 taken. Bids: 100 and 110 refused, 120 taken.
    // At 130 for a seller: one taken offer and no bid at 130 or above, one refused offer at 130 or below: 1 / 2.
    [Theory]
    [InlineData(Side.Sell, 150, 0)]
    [InlineData(Side.Sell, 140, 0)]
    [InlineData(Side.Sell, 130, 0.5)]
    [InlineData(Side.Sell, 125, 0.5)]
    [InlineData(Side.Sell, 120, 1)]
    [InlineData(Side.Sell, 0, 1)]
    [InlineData(Side.Sell, 300, 0)]
    [InlineData(Side.Sell, 135, 0.25)]
    [InlineData(Side.Sell, 132.5, 0.421875)]
    [InlineData(Side.Buy, 120, 1)]
    [InlineData(Side.Buy, 110, 0)]
    [InlineData(Side.Buy, 115, 0.5)]
    [InlineData(Side.Buy, 0, 0)]
    [InlineData(Side.Buy, 300, 1)]
    public void ABeliefIsTheFrequencyOfAcceptance(Side side, double price, double belief)
        => Assert.Equal(belief, Heard().Of(side, price), 9);

    [Fact]
    public void BeliefsNeverFallForABetterPrice()
    {
        var beliefs = new TradeBeliefs(8, new Price(300));
        var random = new Rng(7, "beliefs");
        for (var i = 0; i < 60; i++)
        {
            beliefs.Hear(new Shout(random.Chance(0.5) ? Side.Buy : Side.Sell, new Price(random.Between(80, 220)), random.Chance(0.2)));
            for (var price = 1; price <= 300; price++)
            {
                Assert.True(beliefs.Of(Side.Sell, price) <= beliefs.Of(Side.Sell, price - 1) + 1e-12);
                Assert.True(beliefs.Of(Side.Buy, price) >= beliefs.Of(Side.Buy, price - 1) - 1e-12);
            }
        }
    }

    [Fact]
    public void ATradeIsTheAcceptanceOfTheShoutThatWasHeardBefore()
    {
        var beliefs = new TradeBeliefs(8, new Price(300));
        beliefs.Hear(new Shout(Side.Sell, new Price(150), IsAccepted: false));
        beliefs.Hear(new Shout(Side.Sell, new Price(150), IsAccepted: true));

        Assert.Equal(1, beliefs.Count);
        Assert.Equal(1, beliefs.Of(Side.Sell, 150));
    }

    [Fact]
    public void WhatLiesMoreThanTheMemorysTradesBackIsForgotten()
    {
        var beliefs = new TradeBeliefs(memory: 2, new Price(300));
        foreach (var price in (long[])[100, 110, 120])
        {
            beliefs.Hear(new Shout(Side.Buy, new Price(price - 5), IsAccepted: false));
            beliefs.Hear(new Shout(Side.Sell, new Price(price), IsAccepted: true));
        }

        Assert.Equal([105, 110, 115, 120], beliefs.Prices.Select(p => p.Ticks));
    }

    [Theory]
    [InlineData(Side.Sell, 100)]
    [InlineData(Side.Buy, 200)]
    public void AHeuristicTraderCallsOutWhatGainsMostByItsBeliefs(Side role, long limit)
    {
        var market = new Standing();
        var options = new HeuristicBeliefLearningOptions { Trader = new AuctionTraderOptions { CeilingTicks = 300 } };
        var trader = new HeuristicBeliefLearning(Standing.Setting(role, limit), options);
        foreach (var shout in Shouts())
        {
            trader.Beliefs.Hear(shout);
        }

        market.Decide(trader);
        double Gain(long price) => trader.Beliefs.Of(role, price) * role.Sign() * (limit - price);
        var most = Enumerable.Range(1, 300).Max(price => Gain(price));
        Assert.InRange(Gain(market.Sent[0].Price.Ticks), 0.95 * most, most);
    }

    [Fact]
    public void AnExtendedTraderWaitsForABetterPriceWhereAHeuristicOneTakesTheOffer()
    {
        // Of bids at 130 half were taken, of those at 120 none, and an offer stands at 132: 23 now, or 25 soon?
        long PriceOf(Func<StrategySetting, HeuristicBeliefLearning> create)
        {
            var market = new Standing();
            var trader = create(Standing.Setting(Side.Buy, 155));
            for (var i = 0; i < 6; i++)
            {
                // Taken ones first: a trade is the acceptance of the last bid that was heard.
                trader.Beliefs.Hear(new Shout(Side.Buy, new Price(120), IsAccepted: false));
                trader.Beliefs.Hear(new Shout(Side.Buy, new Price(130), IsAccepted: i < 3));
            }

            market.View.Take(Standing.Quote(0, 132));
            market.Decide(trader);
            return market.Sent[0].Price.Ticks;
        }

        var common = new AuctionTraderOptions { CeilingTicks = 300 };
        var heuristic = PriceOf(s => new HeuristicBeliefLearning(s, new HeuristicBeliefLearningOptions { Trader = common }));
        var patient = PriceOf(s => new GjerstadDickhautExtended(s, new GjerstadDickhautExtendedOptions { Trader = common, Discount = 0.99 }));
        Assert.Equal(132, heuristic);
        Assert.True(patient < 132, $"{patient}");
    }

    private static TradeBeliefs Heard()
    {
        var beliefs = new TradeBeliefs(8, new Price(300));
        foreach (var shout in Shouts())
        {
            beliefs.Hear(shout);
        }

        return beliefs;
    }

    private static IEnumerable<Shout> Shouts() =>
    [
        new(Side.Sell, new Price(150), false), new(Side.Sell, new Price(140), false), new(Side.Buy, new Price(100), false),
        new(Side.Buy, new Price(110), false), new(Side.Sell, new Price(130), true), new(Side.Buy, new Price(120), true),
        new(Side.Sell, new Price(125), false),
    ];
}
