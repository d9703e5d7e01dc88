using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>Traders who look at prices, queues and values.</summary>
public sealed class ChartTraderTests
{
    private readonly Standing _market = new();

    [Theory]
    [InlineData(16_000, Side.Buy)]
    [InlineData(14_000, Side.Sell)]
    public void AFundamentalistExpectsTheValueAndQuotesAMarginFromIt(double value, Side side)
    {
        var trader = Trader(value, new ChartistFundamentalistOptions { ChartWeight = 0, NoiseWeight = 0, Margin = (0.1, 0.1) });
        _market.View.Take(Standing.Quote(14_990, 15_010));
        _market.Decide(trader);

        // With one weight alone the price expected a window ahead is the value itself.
        var order = Assert.Single(_market.Sent);
        Assert.Equal((side, side == Side.Buy ? 14_400 : 15_400), (order.Side, order.Price.Ticks));
    }

    [Fact]
    public void AChartistGoesWithTheTrendOfItsWindow()
    {
        var trader = Trader(15_000, new ChartistFundamentalistOptions
        {
            FundamentalWeight = 0, NoiseWeight = 0, Window = (100, 100), Margin = (0, 0), Step = SimDuration.FromSeconds(1),
        });
        foreach (var (second, price) in (ReadOnlySpan<(long, long)>)[(0, 15_000), (60, 15_600), (110, 16_000)])
        {
            _market.View.Now = SimTime.FromSeconds(second);
            trader.OnTrade(Standing.Trade(Side.Buy, price), _market.View, _market.Pad);
        }

        // At second 150 the trade of a window ago is that at 15,000; up by 16,000 / 15,000 since, and as much again expected.
        _market.View.Take(Standing.Quote(15_999, 16_001));
        _market.Decide(trader, atSeconds: 150);
        Assert.Equal((Side.Buy, 17_067), (_market.Sent[^1].Side, _market.Sent[^1].Price.Ticks));
    }

    [Fact]
    public void OrdersLiveForAWindow()
    {
        var trader = Trader(16_000, new ChartistFundamentalistOptions
        {
            ChartWeight = 0, NoiseWeight = 0, Window = (100, 100), Step = SimDuration.FromSeconds(1),
        });
        _market.View.Take(Standing.Quote(14_990, 15_010));
        _market.Decide(trader);
        _market.Decide(trader, atSeconds: 99);
        Assert.DoesNotContain(_market.Sent, c => c.Kind == CommandKind.Cancel);

        _market.Decide(trader, atSeconds: 100);
        Assert.Equal(_market.Sent[0].Order, Assert.Single(_market.Sent, c => c.Kind == CommandKind.Cancel).Order);
    }

    [Fact]
    public void AMeanReversionTraderBuysBelowItsBandAndLetsGoAtTheMean()
    {
        var trader = new MeanReversion(Standing.Setting(Side.Buy, 1), new MeanReversionOptions { Window = 20, Lots = 50 });
        for (var look = 0; look < 19; look++)
        {
            Look(trader, look % 2 == 0 ? 14_999 : 15_001);
        }

        // 19 looks about 15,000 with deviation 1 and one at 14,990: by hand z = -4.1.
        Look(trader, 14_990);
        Assert.Equal((Side.Buy, 50, 14_991), (_market.Sent[0].Side, _market.Sent[0].Quantity.Lots, _market.Sent[0].Price.Ticks));
        _market.Fill(trader, _market.View.OpenOrders[0], new Price(14_991), 50);

        Look(trader, 14_998);
        Assert.Single(_market.Sent);
        Look(trader, 15_003);
        Assert.Equal((Side.Sell, 50), (_market.Sent[1].Side, _market.Sent[1].Quantity.Lots));
    }

    [Fact]
    public void ASteadyMarketHasNoBands()
    {
        var trader = new MeanReversion(Standing.Setting(Side.Buy, 1), new MeanReversionOptions());
        for (var look = 0; look < 60; look++)
        {
            Look(trader, 15_000);
        }

        Assert.Empty(_market.Sent);
    }

    [Theory]
    [InlineData(90, 10, Side.Buy, 15_001)]
    [InlineData(10, 90, Side.Sell, 15_000)]
    public void AnImbalanceTraderFollowsTheLongerQueue(long bidLots, long askLots, Side side, long price)
    {
        var trader = new ImbalanceTrader(Standing.Setting(Side.Buy, 1), new ImbalanceTraderOptions { Lots = 30 });
        _market.View.Take(Standing.Quote(15_000, 15_001, 0, bidLots, askLots));
        _market.Decide(trader);

        var order = Assert.Single(_market.Sent);
        Assert.Equal((side, price, 30), (order.Side, order.Price.Ticks, order.Quantity.Lots));
    }

    [Fact]
    public void AnImbalanceTraderGivesItsPositionUpAfterAWhileOrWhenTheQueuesTurn()
    {
        foreach (var (second, bid, ask) in (ReadOnlySpan<(long, long, long)>)[(10, 50, 50), (3, 5, 95)])
        {
            var market = new Standing();
            var trader = new ImbalanceTrader(Standing.Setting(Side.Buy, 1), new ImbalanceTraderOptions { Lots = 30 });
            market.View.Take(Standing.Quote(15_000, 15_001, 0, 90, 10));
            market.Decide(trader);
            market.Fill(trader, market.View.OpenOrders[0], new Price(15_001), 30);

            market.View.Take(Standing.Quote(15_000, 15_001, 0, 60, 40));
            market.Decide(trader, atSeconds: 2);
            Assert.Single(market.Sent);

            market.View.Take(Standing.Quote(15_000, 15_001, 0, bid, ask));
            market.Decide(trader, atSeconds: second);
            Assert.Equal(Side.Sell, market.Sent[1].Side);
            Assert.Equal(second == 10 ? 30 : 60, market.Sent[1].Quantity.Lots);
        }
    }

    [Theory]
    [InlineData(20, 20, 90, 10)]
    [InlineData(5, 2, 55, 45)]
    public void AWideSpreadOrAnEvenBookIsLeftAlone(long spread, long mostSpread, long bidLots, long askLots)
    {
        var trader = new ImbalanceTrader(
            Standing.Setting(Side.Buy, 1), new ImbalanceTraderOptions { MaxSpreadTicks = mostSpread - 1, Threshold = 0.5 });
        _market.View.Take(Standing.Quote(15_000, 15_000 + spread, 0, bidLots, askLots));
        _market.Decide(trader);

        Assert.Empty(_market.Sent);
    }

    // Value 125, price 100: mispricing a fifth, leverage 10 × 0.2 = 2, at most 1.9. Wealth of 1,000,000 cents.
    [Theory]
    [InlineData(AccountType.RegT, 190)]
    [InlineData(AccountType.Cash, 100)]
    public void ALeverageFundBuysForAMultipleOfItsWealthWhereItMayBorrow(AccountType account, long lots)
    {
        var market = new Standing(position: 0, cash: 1_000_000);
        market.View.Take(Standing.Quote(10_000, 10_000));
        market.Decide(Fund(12_500, account));

        var order = Assert.Single(market.Sent);
        Assert.Equal((Side.Buy, lots), (order.Side, order.Quantity.Lots));
    }

    [Fact]
    public void AtItsLimitAFallingPriceMakesALeverageFundSell()
    {
        var market = new Standing(position: 190, cash: -900_000);
        market.View.Take(Standing.Quote(9_500, 9_500));
        market.Decide(Fund(12_500, AccountType.RegT));

        // Wealth 190 × 9,500 - 900,000 = 905,000; 1.9 times it are 181 lots: cheaper, and it must sell.
        var order = Assert.Single(market.Sent);
        Assert.Equal((Side.Sell, 9), (order.Side, order.Quantity.Lots));
    }

    [Fact]
    public void WhatIsDearIsNotHeld()
    {
        var market = new Standing(position: 100, cash: 0);
        market.View.Take(Standing.Quote(13_000, 13_000));
        market.Decide(Fund(12_500, AccountType.RegT));

        Assert.Equal((Side.Sell, 100), (market.Sent[0].Side, market.Sent[0].Quantity.Lots));
    }

    [Fact]
    public void FurtherUnitsAreWorthLessToOneWithPrivateValues()
    {
        var trader = new PrivateValueTrader(Standing.Setting(Side.Buy, 1), new PrivateValueTraderOptions());
        _market.Decide(trader);

        Assert.Equal(20, trader.PrivateValues.Count);
        Assert.Equal(trader.PrivateValues.OrderDescending(), trader.PrivateValues);
        Assert.InRange(trader.PrivateValues.Average(), -2_236, 2_236);
    }

    [Fact]
    public void PrivateValuesAreShadedByASurplusWithinItsRange()
    {
        var (least, most) = (long.MaxValue, long.MinValue);
        for (var seed = 1UL; seed <= 400; seed++)
        {
            var market = new Standing(seed: seed);
            var trader = new PrivateValueTrader(Standing.Setting(Side.Buy, 1), new PrivateValueTraderOptions());
            market.Decide(trader);
            var order = market.Sent[^1];
            var unit = trader.PrivateValues[order.Side == Side.Buy ? 10 : 9];
            var surplus = order.Side.Sign() * (15_000 + unit - order.Price.Ticks);
            Assert.InRange(surplus, 0, 251);
            (least, most) = (Math.Min(least, (long)surplus), Math.Max(most, (long)surplus));
        }

        Assert.True(least < 10 && most > 240);
    }

    [Fact]
    public void NobodyHoldsMoreThanHisPrivateValuesGoFor()
    {
        var trader = new PrivateValueTrader(Standing.Setting(Side.Buy, 1), new PrivateValueTraderOptions { MaxUnits = 3 });
        for (var i = 0; i < 200; i++)
        {
            _market.Decide(trader);
            foreach (var order in _market.View.OpenOrders.Where(o => o.Side == Side.Buy).Take(1).ToList())
            {
                _market.Fill(trader, order, order.Price, order.Open.Lots);
            }
        }

        Assert.Equal(10_003, _market.View.Position(Standing.Share).Lots);
    }

    private static ChartistFundamentalist Trader(double value, ChartistFundamentalistOptions options)
        => new(Standing.Setting(Side.Buy, 1) with { Fundamental = Standing.Worth(value) }, options);

    private static LeverageFund Fund(double value, AccountType account) => new(
        Standing.Setting(Side.Buy, 1) with { Fundamental = Standing.Worth(value), Account = account }, new LeverageFundOptions());

    private void Look(IStrategy trader, long middle)
    {
        _market.View.Take(Standing.Quote(middle - 1, middle + 1));
        _market.Decide(trader);
    }
}
