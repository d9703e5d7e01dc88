using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>A maker of a limit of 50 lots in a market of 9.99 to 10.01.</summary>
public sealed class LimitedMakerTests
{
    private static readonly Equity Share = new() { Id = new(0), Symbol = "S", Base = new(1), Quote = new(0) };

    private static readonly LimitedMakerOptions Usual = new() { Levels = 3, LotsPerLevel = 10, TargetLots = 1_000, LimitLots = 50 };

    private readonly List<Command> _sent = [];

    [Fact]
    public void WithinItsLimitItQuotesALadderOnBothSides()
    {
        Decide(new LimitedMaker(Share.Id, new(1_000), Usual), View(1_000));
        Assert.Equal([999L, 1_001, 998, 1_002, 997, 1_003], _sent.Select(c => c.Price.Ticks));
        Assert.All(_sent, c => Assert.Equal(10, c.Quantity.Lots));
    }

    [Fact]
    public void AtTheLimitItQuotesOnlyTheSideThatReducesItsInventory()
    {
        Decide(new LimitedMaker(Share.Id, new(1_000), Usual), View(1_050));
        Assert.All(_sent, c => Assert.Equal(Side.Sell, c.Side));
    }

    [Fact]
    public void WhatItHoldsBeyondTheLimitItGetsRidOfAtOnceDownToHalf()
    {
        Decide(new LimitedMaker(Share.Id, new(1_000), Usual), View(1_060));
        Assert.Equal((Side.Sell, TimeInForce.Ioc, 35L), (_sent[0].Side, _sent[0].TimeInForce, _sent[0].Quantity.Lots));
        Assert.Equal(999 - Usual.ReachTicks, _sent[0].Price.Ticks);
    }

    [Fact]
    public void WhenThePriceHasRunItShowsATenthUntilTheWindowIsOver()
    {
        var maker = new LimitedMaker(Share.Id, new(1_000), Usual);
        Decide(maker, View(1_000));
        _sent.Clear();
        Decide(maker, View(1_000, middle: 950, second: 10));
        Assert.All(_sent, c => Assert.Equal(1, c.Quantity.Lots));

        _sent.Clear();
        Decide(maker, View(1_000, middle: 950, second: 41));
        Assert.All(_sent, c => Assert.Equal(10, c.Quantity.Lots));
    }

    [Fact]
    public void AtItsLimitItsMiddleIsLowerByTheLeanThatWasSet()
    {
        var options = new OptionSet(LimitedMaker.Type.Options);
        options.Set("lean-ticks", "7");
        options.Set("limit-lots", "10000");
        var trader = new Standing(position: 10_000);
        trader.Show(LimitedMaker.Type.CreateUsual(Standing.Setting(Side.Buy)), Standing.Quote(14_990, 15_010));
        trader.Decide(LimitedMaker.Type.Create(Standing.Setting(Side.Buy), options), 1);
        Assert.Equal(15_000 - 7 + 1, trader.Sent.Min(c => c.Price.Ticks));
    }

    private static MarketView View(long position, long middle = 1_000, long second = 1)
    {
        var view = new MarketView([Share]) { Now = SimTime.FromSeconds(second), Random = new Rng(1, "trader") };
        view.AddHolding(Share.Base, position);
        view.AddHolding(Share.Quote, 100_000_000);
        view.Take(new Quote(Share.Id, SimTime.Zero, new(middle - 1), new(100), new(middle + 1), new(100), default));
        return view;
    }

    private void Decide(LimitedMaker maker, MarketView view) => maker.Decide(view, new OrderPad(new AccountId(16), view, _sent.Add));
}
