using MarketSim.Core;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>An investor to whom a share is worth 150.00, who wants to gain 10 of its price units in a call.</summary>
public sealed class CallInvestorTests
{
    private static readonly CallInvestorOptions Usual = new() { MarginTicks = 10, NoiseTicks = 0, Lots = 100 };

    private readonly Standing _trader = new();

    private readonly CallInvestor _investor = new(
        new StrategySetting(Standing.Share, new Price(15_000), Standing.Worth(15_000)), Usual);

    [Fact]
    public void AsLongAsTradingGoesOnItStaysAwayHoweverCheapItIs()
    {
        _trader.Show(_investor, Standing.Quote(9_000, 9_010, last: 9_000));
        _trader.Decide(_investor, 1);
        Assert.Empty(_trader.Sent);
    }

    [Theory]
    [InlineData(14_000, Side.Buy, 14_990)]
    [InlineData(16_000, Side.Sell, 15_010)]
    public void InACallItTradesAtWhatTheShareIsWorthLessItsMargin(long last, Side side, long limit)
    {
        _trader.Show(_investor, Standing.Quote(0, 0, last));
        _trader.Decide(_investor, 1);
        _trader.Decide(_investor, 2);
        var order = Assert.Single(_trader.Sent);
        Assert.Equal((side, limit, 100L, TimeInForce.Day), (order.Side, order.Price.Ticks, order.Quantity.Lots, order.TimeInForce));
    }

    [Theory]
    [InlineData(14_995)]
    [InlineData(15_005)]
    [InlineData(0)]
    public void WhereThereIsNothingToGainItDoesNothing(long last)
    {
        _trader.Show(_investor, Standing.Quote(0, 0, last));
        _trader.Decide(_investor, 1);
        Assert.Empty(_trader.Sent);
    }

    [Fact]
    public void WhatIsLeftOnceTradingGoesOnItWithdraws()
    {
        _trader.Show(_investor, Standing.Quote(0, 0, last: 14_000));
        _trader.Decide(_investor, 1);
        _trader.Show(_investor, Standing.Quote(14_500, 14_510, last: 14_500));
        _trader.Decide(_investor, 2);
        Assert.Equal([CommandKind.Place, CommandKind.Cancel], _trader.Sent.Select(c => c.Kind));
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(0.1, 5)]
    [InlineData(0.01, 0)]
    public void ASellerWhoLooksAtTheDepthTakesNoMoreThanHisPartOfIt(double part, long sold)
    {
        var seller = new Twap(Standing.Share, new ExecutorOptions { Lots = 60, Duration = SimDuration.FromSeconds(10), DepthPart = part });
        _ = seller.NextWake(_trader.View);
        _trader.Show(seller, Standing.Quote(14_990, 15_010, bidLots: 50));
        _trader.Decide(seller, 10);
        Assert.Equal(sold, _trader.Sent.Sum(c => c.Quantity.Lots));
    }
}
