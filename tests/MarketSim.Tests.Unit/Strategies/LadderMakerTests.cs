using MarketSim.Core;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

public sealed class LadderMakerTests
{
    private static readonly LadderMakerOptions Usual = new() { Levels = 3, LotsPerLevel = 100, TargetLots = 1_000, LotsPerSkewTick = 100 };

    [Fact]
    public void AllItsOffersTogetherAreNoMoreThanItOwnsAndItsBidsNoMoreThanItCanPay()
    {
        var trader = new Standing(position: 250, cash: 15_000 * 150);
        trader.Show(Maker(), Standing.Quote(14_990, 15_010));
        trader.Decide(Maker(Usual with { TargetLots = 250 }), 1);
        Assert.Equal(250, trader.Sent.Where(c => c.Side == Side.Sell).Sum(c => c.Quantity.Lots));
        Assert.InRange(trader.Sent.Where(c => c.Side == Side.Buy).Sum(c => c.Quantity.Lots * c.Price.Ticks), 1, 15_000 * 150);
        Assert.All(trader.Sent, c => Assert.Equal(PostOnly.Reject, c.PostOnly));
    }

    [Fact]
    public void WhereItsLeanBringsItThroughTheOtherSideItDoesNotQuote()
    {
        // It holds 800 more than it wants: its middle is 8 units lower, below the bid.
        var trader = new Standing(position: 1_800);
        var maker = Maker();
        trader.Show(maker, Standing.Quote(14_999, 15_001));
        trader.Decide(maker, 1);
        Assert.All(trader.Sent.Where(c => c.Side == Side.Sell), c => Assert.True(c.Price > new Price(14_999), $"{c.Price}"));
        Assert.Equal(3, trader.Sent.Count(c => c.Side == Side.Buy));
    }

    [Fact]
    public void InACallItsOrdersMayMeetOthers()
    {
        var trader = new Standing();
        var maker = Maker();
        trader.Show(maker, Standing.Quote(0, 0, last: 15_000));
        trader.Decide(maker, 1);
        Assert.Equal(6, trader.Sent.Count);
        Assert.All(trader.Sent, c => Assert.Equal(PostOnly.Off, c.PostOnly));
    }

    private static LadderMaker Maker(LadderMakerOptions? options = null) => new(Standing.Share, new Price(15_000), options ?? Usual);
}
