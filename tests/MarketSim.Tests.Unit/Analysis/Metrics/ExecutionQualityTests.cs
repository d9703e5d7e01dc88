using MarketSim.Analysis;
using MarketSim.Core;
using Xunit;

namespace MarketSim.Tests.Unit;

/// <summary>A taker of account 1 lifts the offer of account 2, the middle follows it and comes back.</summary>
public sealed class ExecutionQualityTests
{
    [Fact]
    public void WhatWasPaidForTradingIsSeenFromEachSide()
    {
        var quality = Watch(new Tape().At(0).Quote(9_990, 10_010).At(1).Accept(5, Side.Buy, 10_010, 40, account: 1)
            .Trade(Side.Buy, 10_010, 20, takerAccount: 1, makerAccount: 2).At(1.5).Quote(10_010, 10_030).At(5).Quote(10_000, 10_020));
        var (taker, maker) = (quality.Groups.Single(g => g.Name == "1"), quality.Groups.Single(g => g.Name == "2"));

        // Ten above a middle of 10,000; a second later the middle is 10,020, ten better; at the end it is 10,010.
        Assert.Equal(10 * 10_000 / 10_010.0, taker.SpreadPaid!.Value, 1e-9);
        Assert.Equal(-taker.SpreadPaid!.Value, maker.SpreadPaid!.Value, 1e-9);
        Assert.Equal(10 * 10_000 / 10_010.0, taker.Markout(0)!.Value, 1e-9);
        Assert.Equal(-10 * 10_000 / 10_010.0, maker.Markout(0)!.Value, 1e-9);
        Assert.Equal(0, taker.Markout(1)!.Value, 1e-9);
        Assert.Equal(20 * 10_000 / 10_010.0, maker.AdverseSelection(0)!.Value, 1e-9);
        Assert.Equal((0.5, 1.0, 0.0), (taker.FillRatio, taker.OrderToTrade, taker.MakerPart));
        Assert.Equal(1, maker.MakerPart);
        Assert.Null(maker.FillRatio);
    }

    [Fact]
    public void SlippageIsAgainstTheAveragePriceOfTheWholeMarket()
    {
        var quality = Watch(new Tape().At(0).Quote(99, 101).At(1).Trade(Side.Buy, 101, 30, takerAccount: 1, makerAccount: 2)
            .Trade(Side.Sell, 99, 10, takerAccount: 3, makerAccount: 4));
        Assert.Equal(100.5, quality.MarketVwap);
        var buyer = quality.Groups.Single(g => g.Name == "1");
        var seller = quality.Groups.Single(g => g.Name == "3");
        Assert.Equal(0.5 / 100.5 * 10_000, buyer.VwapSlippage(quality.MarketVwap)!.Value, 1e-9);
        Assert.Equal(1.5 / 100.5 * 10_000, seller.VwapSlippage(quality.MarketVwap)!.Value, 1e-9);
    }

    [Fact]
    public void WhoHasNotTradedHasNoRatios()
    {
        var group = Watch(new Tape().At(0).Quote(99, 101).Accept(1, Side.Buy, 90, 5, account: 7)).Groups.Single(g => g.Name == "7");
        Assert.Null(group.OrderToTrade);
        Assert.Null(group.SpreadPaid);
        Assert.Null(group.Markout(0));
        Assert.Equal(0, group.FillRatio);
    }

    private static ExecutionQuality Watch(Tape tape)
    {
        var quality = new ExecutionQuality(
            new InstrumentId(0), account => account.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [SimDuration.FromSeconds(1), SimDuration.FromSeconds(60)]);
        foreach (var item in tape.Events)
        {
            quality.Observe(item);
        }

        quality.Complete(SimTime.Zero);
        return quality;
    }
}
