using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

public sealed class BarHonestyTests
{
    private static readonly BacktestSetup Asked = new()
    {
        Strategy = "buy-and-hold", Create = _ => throw new InvalidOperationException("no rung is run here"),
        Spread = PriceDistance.Parse("--spread", "4bp"), Slippage = PriceDistance.Parse("--slippage", "0.01"),
        Commission = Commission.Parse("0.005/share,min=1"), Volume = new VolumeShare(0.1, 0.3), MarketOrders = new SessionRule(),
    };

    [Fact]
    public void TheLastRungIsWhatWasAskedForAndTheFirstChargesNothing()
    {
        var rungs = HonestyLadders.Climb(BarHonesty.Rungs(Asked, hasVolume: true), Asked);
        Assert.Equal(Asked, rungs[^1].Setup);
        var first = rungs[0].Setup;
        Assert.True(first.Spread.IsNone && first.Slippage.IsNone && first.Commission == Commission.None && first.Volume == VolumeShare.Unlimited);
        Assert.IsType<ThisCloseRule>(first.MarketOrders);
    }

    [Fact]
    public void EachRungChangesOnlyWhatItNames()
    {
        var rungs = HonestyLadders.Climb(BarHonesty.Rungs(Asked, hasVolume: true), Asked);
        Assert.Equal(["zero cost", "spread", "fees", "queue", "latency", "volume", "impact"], rungs.Select(r => r.Rung.Name));
        var setups = rungs.Select(r => r.Setup).ToList();
        Assert.Equal(setups[0] with { Spread = Asked.Spread, Slippage = Asked.Slippage }, setups[1]);
        Assert.Equal(setups[1] with { Commission = Asked.Commission }, setups[2]);
        Assert.Equal(setups[2] with { LimitOrders = Asked.LimitOrders, Intrabar = Asked.Intrabar }, setups[3]);
        Assert.Equal(setups[3] with { MarketOrders = Asked.MarketOrders }, setups[4]);
        Assert.Equal(setups[4] with { Volume = new VolumeShare(0.1, 0) }, setups[5]);
    }

    [Fact]
    public void ARungSaysWhatItAddsWithItsNumbers()
    {
        var adds = BarHonesty.Rungs(Asked, hasVolume: true).ToDictionary(rung => rung.Name, rung => rung.Adds);
        Assert.Equal("orders that do not wait pay half of 4 bp from bid to offer, and 0.01 of slippage", adds["spread"]);
        Assert.Equal("the broker takes 0.005 a share, at least 1 a fill", adds["fees"]);
        Assert.Equal("at most 10% of a bar's volume is to be had, the rest of an order waits", adds["volume"]);
        Assert.DoesNotContain("volume", BarHonesty.Rungs(Asked, hasVolume: false).Select(rung => rung.Name));
    }
}
