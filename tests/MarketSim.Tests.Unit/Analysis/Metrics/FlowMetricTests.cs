using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class FlowMetricTests
{
    [Fact]
    public void AddsCancelsAndTradesFallIntoTheIntervalsOfTheirTimes()
    {
        var metric = Flow(3, new Tape()
            .At(0).Accept(1, Side.Buy, 100, 9).Rest(1, Side.Buy, 100, 9).Accept(2, Side.Sell, 105, 4).Rest(2, Side.Sell, 105, 4)
            .At(1).Accept(3, Side.Sell, 100, 2).Trade(Side.Sell, 100, 2, maker: 1, makerOpen: 7, taker: 3)
            .At(1.9).Reduce(1, by: 3, open: 4)
            .At(2).Cancel(1, Side.Buy, 4));

        Assert.Equal(3, metric.Intervals.Count);
        Assert.Equal(new SideFlow { Adds = 1, AddedLots = 9 }, metric.Intervals[0].Buy);
        Assert.Equal(new SideFlow { Adds = 1, AddedLots = 4 }, metric.Intervals[0].Sell);
        Assert.Equal(new SideFlow { Cancels = 1, CancelledLots = 3 }, metric.Intervals[1].Buy);
        Assert.Equal(new SideFlow { Trades = 1, TradedLots = 2 }, metric.Intervals[1].Sell);
        Assert.Equal(new SideFlow { Cancels = 1, CancelledLots = 4 }, metric.Intervals[2].Buy);
        Assert.Equal(-1, metric.Intervals[1].TradeImbalance);
    }

    [Fact]
    public void MessagesAreAcceptancesReplacementsAndCancelsOnRequest()
    {
        // 2 accepted + 1 replaced + 1 cancelled, for 1 trade.
        var metric = Flow(1, new Tape()
            .Accept(1, Side.Buy, 100, 9).Rest(1, Side.Buy, 100, 9).Replace(1, 1, 100, 8, keeps: true)
            .Accept(2, Side.Sell, 100, 9).Trade(Side.Sell, 100, 2, maker: 1, makerOpen: 6, taker: 2)
            .Cancel(2, Side.Sell, 7, CancelReason.NoRemainderRests).Cancel(1, Side.Buy, 6));

        Assert.Equal(4, metric.Messages);
        Assert.Equal(4, metric.OrderToTrade);
        Assert.Equal(new SideFlow { Adds = 1, AddedLots = 9, Cancels = 2, CancelledLots = 7 }, metric.Intervals[0].Buy);
    }

    [Fact]
    public void AReplacementThatLosesItsPlaceIsACancelAndAnAdd()
    {
        var metric = Flow(1, new Tape()
            .Accept(1, Side.Buy, 100, 9).Rest(1, Side.Buy, 100, 9).Replace(2, 1, 101, 12, keeps: false).Rest(2, Side.Buy, 101, 12));

        Assert.Equal(new SideFlow { Adds = 2, AddedLots = 21, Cancels = 1, CancelledLots = 9 }, metric.Intervals[0].Buy);
    }

    [Fact]
    public void WhatAnOrderMayNotRestIsNoCancel() =>
        Assert.Equal(default, Flow(1, new Tape()
            .Accept(1, Side.Buy, 100, 9).Cancel(1, Side.Buy, 9, CancelReason.NoRemainderRests)).Intervals[0].Buy);

    [Fact]
    public void WhatExpiresIsNoCancel()
    {
        var metric = Flow(1, new Tape()
            .Accept(1, Side.Buy, 100, 9).Rest(1, Side.Buy, 100, 9).Cancel(1, Side.Buy, 9, CancelReason.Expired));

        Assert.Equal(new SideFlow { Adds = 1, AddedLots = 9 }, metric.Intervals[0].Buy);
        Assert.Equal(1, metric.Messages);
    }

    [Fact]
    public void VolumeAddsUpByAggressorAndThePriceIsWeightedByIt()
    {
        var metric = new VolumeMetric(new InstrumentId(0), SimTime.Zero, SimDuration.FromSeconds(1));
        MetricPass.Run(
            new Tape().At(0.2).Trade(Side.Buy, 100, 10).At(0.5).Trade(Side.Sell, 98, 30).At(2).Trade(Side.Buy, 103, 60).Events,
            SimTime.FromSeconds(3), metric);

        // (1,000 + 2,940 + 6,180) / 100.
        Assert.Equal(101.2, metric.Vwap, 12);
        Assert.Equal((3, 100, 10_120), (metric.Trades, metric.Lots, metric.Turnover.Minor));
        Assert.Equal([(10L, 30L), (0, 0), (60, 0)], metric.Intervals.Select(interval => (interval.BuyLots, interval.SellLots)));
        Assert.Equal(98.5, metric.Intervals[1].Vwap, 12);
    }

    [Fact]
    public void RealisedVolatilityIsTheRootOfTheSumOfSquaredReturns()
    {
        // Mids at 0, 1, 2, 3 s: 100, 110, 110 (a detour in between does not count), 99.
        var metric = new RealisedVolatility(new InstrumentId(0), SimTime.Zero, SimDuration.FromSeconds(1));
        MetricPass.Run(
            new Tape().At(0).Quote(99, 101).At(0.5).Quote(109, 111).At(1.2).Quote(149, 151).At(1.8).Quote(109, 111).At(2.5).Quote(98, 100).Events,
            SimTime.FromSeconds(3), metric);

        var expected = Math.Pow(Math.Log(1.1), 2) + Math.Pow(Math.Log(0.9), 2);
        Assert.Equal(3, metric.Returns);
        Assert.Equal(Math.Sqrt(expected), metric.Total, 12);
        Assert.Equal(Math.Sqrt(expected * 4), metric.Over(SimDuration.FromSeconds(12)), 12);
    }

    private static OrderFlowMetric Flow(long seconds, Tape tape)
    {
        var metric = new OrderFlowMetric(new InstrumentId(0), SimTime.Zero, SimDuration.FromSeconds(1));
        MetricPass.Run(tape.Events, SimTime.FromSeconds(seconds), metric);
        return metric;
    }
}
