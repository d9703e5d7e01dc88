using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>The traders of the reference markets, against values worked out by hand.</summary>
public sealed class ReferenceTraderTests
{
    private readonly Standing _market = new(position: 1_000_000, cash: 1_000_000_000_000);

    [Fact]
    public void AnAdaptiveMakerQuotesALadderAsWideAsTheAveragedSpread()
    {
        var maker = new AdaptiveMaker(Standing.Share, new AdaptiveMakerOptions { Levels = 3 });
        _market.View.Take(Standing.Quote(9_990, 10_010));
        _market.View.Take(Volume(bought: 1_000, sold: 1_000));
        maker.Decide(_market.View, _market.Pad);

        // Spread 0.75 × 20 + 0.25 × 50 = 27.5: half of it is 13.75, a level 5 × 27.5 = 137.5, which rounds to the even 138;
        // size 2.5% of 2,000.
        Assert.Equal([9_711L, 9_849, 9_987, 10_014, 10_152, 10_290], _market.Sent.Select(c => c.Price.Ticks));
        Assert.All(_market.Sent, c => Assert.Equal(50, c.Quantity.Lots));
        Assert.Equal([Side.Buy, Side.Buy, Side.Buy, Side.Sell, Side.Sell, Side.Sell], _market.Sent.Select(c => c.Side));
    }

    [Fact]
    public void ItLeansTowardsTakersAndQuotesOnceMoreWhenTheBookTips()
    {
        var maker = new AdaptiveMaker(Standing.Share, new AdaptiveMakerOptions { Levels = 1, SpreadWeight = 1 });
        _market.View.Take(Standing.Quote(9_990, 10_010));
        _market.View.Take(Volume(bought: 100, sold: 0));
        maker.Decide(_market.View, _market.Pad);
        Assert.Equal([9_994L, 10_014], _market.Sent.Select(c => c.Price.Ticks));

        maker.OnImbalance(new BookImbalance(Standing.Share, SimTime.Zero, Side.Buy, Begins: false), _market.View, _market.Pad);
        Assert.Equal(2, _market.Sent.Count);
        maker.OnImbalance(new BookImbalance(Standing.Share, SimTime.Zero, Side.Buy, Begins: true), _market.View, _market.Pad);
        Assert.Equal(4, _market.Sent.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WithoutAMarketItWaitsOrGivesUp(bool givesUp)
    {
        var maker = new AdaptiveMaker(Standing.Share, new AdaptiveMakerOptions { GivesUpWithoutMarket = givesUp });
        _market.View.Take(Standing.Quote(9_990, 0));
        maker.Decide(_market.View, _market.Pad);
        Assert.Empty(_market.Sent);
        Assert.Equal(givesUp, maker.NextWake(_market.View) == SimTime.Never);
    }

    [Theory]
    [InlineData(16_000, Side.Buy)]
    [InlineData(14_000, Side.Sell)]
    public void ABayesianBuysBelowWhatItExpectsAtTheClose(double value, Side side)
    {
        var trader = new BayesianValueTrader(Standing.Share, Standing.Worth(value), new BayesianValueOptions
        {
            Mean = 15_000, NoiseVariance = 0, Aggressiveness = 1, Sizes = OrderSizeRule.OwnSize,
        });
        _market.View.Take(Standing.Quote(14_990, 15_010));
        trader.Decide(_market.View, _market.Pad);

        var order = Assert.Single(_market.Sent);
        Assert.Equal((side, side == Side.Buy ? 15_010 : 14_990), (order.Side, order.Price.Ticks));
        Assert.InRange(order.Quantity.Lots, 20, 49);
    }

    [Fact]
    public void ItsForecastReturnsToTheMeanUntilTheClose()
    {
        // Without a market it quotes its forecast: 15,000 + 1,000 e^(-κ × 6.5 h) with κ = 1e-5 per second.
        var trader = new BayesianValueTrader(Standing.Share, Standing.Worth(16_000), new BayesianValueOptions
        {
            Mean = 15_000, ReversionPerSecond = 1e-5, NoiseVariance = 0, Sizes = OrderSizeRule.OwnSize,
        });
        trader.NextWake(_market.View);
        trader.Decide(_market.View, _market.Pad);

        Assert.Equal(15_000 + (long)Math.Round(1_000 * Math.Exp(-1e-5 * 23_400)), Assert.Single(_market.Sent).Price.Ticks);
    }

    [Fact]
    public void OneWhoComesOnceComesMoreOftenAtTheEndsOfTheDay()
    {
        var times = Enumerable.Range(0, 4_000).Select(seed =>
        {
            var market = new Standing(seed: (ulong)seed);
            var trader = new NoiseOnce(Standing.Share, new NoiseOnceOptions { Before = SimDuration.Zero });
            var first = trader.NextWake(market.View);
            Assert.Equal(SimTime.Never, trader.NextWake(market.View));
            return first.Nanoseconds / 1e9 / 25_200;
        }).ToList();

        // The distribution function 4 (x - ½)³ + ½ is 7/16 at a quarter and 1/2 at a half.
        Assert.InRange(times.Count(t => t < 0.25) / 4_000.0, 0.4375 - 0.03, 0.4375 + 0.03);
        Assert.InRange(times.Count(t => t < 0.5) / 4_000.0, 0.5 - 0.03, 0.5 + 0.03);
    }

    [Fact]
    public void TheTrendIsFollowedFromTheLookAfterTheLongAverageIsFull()
    {
        var trader = new MomentumCrossing(
            Standing.Share, new MomentumCrossingOptions { ShortWindow = 2, LongWindow = 4, Sizes = OrderSizeRule.OwnSize });
        foreach (var (bid, ordersBy) in (ReadOnlySpan<(long, int)>)[(100, 0), (110, 0), (120, 0), (130, 0), (140, 1), (90, 2), (40, 3)])
        {
            _market.View.Take(Standing.Quote(bid, bid + 2));
            trader.Decide(_market.View, _market.Pad);
            Assert.Equal(ordersBy, _market.Sent.Count);
        }

        Assert.Equal([(Side.Buy, 142L), (Side.Sell, 90), (Side.Sell, 40)], _market.Sent.Select(c => (c.Side, c.Price.Ticks)));
    }

    [Fact]
    public void DistancesAfterBouchaudHaveAPowerTailAndOrdersEnd()
    {
        var distances = Enumerable.Range(0, 4_000).Select(seed =>
        {
            var market = new Standing(position: 10, seed: (ulong)seed);
            market.View.Take(Standing.Quote(9_999, 10_000));
            var trader = new BouchaudZi(Standing.Share, new Price(10_000), new BouchaudZiOptions { MarketShare = 0 });
            trader.Decide(market.View, market.Pad);
            var order = Assert.Single(market.Sent);
            var distance = order.Side == Side.Buy ? 10_000 - order.Price.Ticks : order.Price.Ticks - 9_999;

            market.View.Now = trader.NextWake(market.View) + SimDuration.FromSeconds(1L);
            trader.OnWake(market.View, market.Pad);
            Assert.Equal(CommandKind.Cancel, market.Sent[^1].Kind);
            return distance;
        }).ToList();

        // The chance of more than x is (1 + x)^-0.6 for whole x: 0.66 beyond 1 and 0.24 beyond 10, 900 excepted.
        Assert.All(distances, d => Assert.InRange(d, 1, 1_000));
        Assert.InRange(distances.Count(d => d > 1) / 4_000.0, 0.66 - 0.03, 0.66 + 0.03);
        Assert.InRange(distances.Count(d => d > 10) / 4_000.0, 0.237 - 0.03, 0.237 + 0.03);
    }

    private static TradedVolume Volume(long bought, long sold)
        => new(Standing.Share, SimTime.Zero, new Quantity(bought), new Quantity(sold));
}
