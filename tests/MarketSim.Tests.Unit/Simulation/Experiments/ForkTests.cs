using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class ForkTests
{
    private static readonly SimTime At = SimTime.FromSeconds(120) + new SimDuration(1);

    [Theory]
    [InlineData("buy 500 ALPHA")]
    [InlineData("sell 2000 BETA over 60s")]
    [InlineData("buy 300 ALPHA at 100.05")]
    [InlineData("retire market-maker")]
    [InlineData("retire ALPHA/value/*")]
    [InlineData("halt ALPHA for 30s")]
    public void BranchesAreTheSameUntilTheyPartAndDifferAfterwards(string change)
    {
        var result = Fork(change).Run(seed: 3);

        Assert.Equal(result.Unchanged.Before, result.Changed.Before);
        Assert.NotEqual(result.Unchanged.Summary.StateHash, result.Changed.Summary.StateHash);
        Assert.Equal(0, result.Impact(new InstrumentId(0))[0]);
    }

    [Fact]
    public void TheSameExperimentComesToTheSameTwice()
    {
        var (first, second) = (Fork("buy 500 ALPHA").Run(seed: 5), Fork("buy 500 ALPHA").Run(seed: 5));

        Assert.Equal(first.Unchanged.Summary.StateHash, second.Unchanged.Summary.StateHash);
        Assert.Equal(first.Changed.Summary.StateHash, second.Changed.Summary.StateHash);
    }

    [Fact]
    public void WhatChangesNothingDiffersInNothing()
    {
        // One message more shifts the latencies that the venue draws, so the network is one that draws none.
        var result = Fork("buy 1 ALPHA at 0.01", latency: "constant:200us").Run(seed: 2);

        Assert.All(result.Impact(new InstrumentId(0)).Where(double.IsFinite), impact => Assert.Equal(0, impact));
        Assert.All(result.ProfitDifferences(), p => Assert.Equal(0, p.Difference));
    }

    [Fact]
    public void BuyingMovesThePriceUpAndSellingDown()
    {
        double Mean(string change) => Enumerable.Range(1, 6)
            .Average(seed => Fork(change).Run((ulong)seed).Impact(new InstrumentId(0)).Skip(2).Take(20).Where(double.IsFinite).Average());

        Assert.True(Mean("buy 4000 ALPHA over 60s") > 0.5);
        Assert.True(Mean("sell 4000 ALPHA over 60s") < -0.5);
    }

    [Fact]
    public void ThoseWhoLeaveHaveNoOrdersAndTradeNoMore()
    {
        var all = Fork("retire *").Run(seed: 1);

        Assert.Equal(0, all.Changed.Volumes[0]);
        Assert.True(all.Unchanged.Volumes[0] > 0);
    }

    [Fact]
    public void WhatTheExperimenterGainsTheOthersLose()
    {
        var differences = Fork("buy 2000 ALPHA over 60s").Run(seed: 4).ProfitDifferences();

        Assert.Contains(differences, d => d.Type == MarketSim.Simulation.Fork.Experimenter);
        Assert.Equal(0, differences.Sum(d => d.Difference), 6);
    }

    [Theory]
    [InlineData("buy")]
    [InlineData("buy x ALPHA")]
    [InlineData("buy 100 ALPHA over")]
    [InlineData("buy 100 ALPHA over 0s")]
    [InlineData("halt ALPHA")]
    [InlineData("retire")]
    public void OtherTextsAreRefusedWithWhatIsAccepted(string text)
        => Assert.Contains("accepted is buy|sell", Assert.Throws<ArgumentException>(() => Intervention.Parse(text)).Message);

    [Theory]
    [InlineData("buy 100 ALPHAX", "no instrument 'ALPHAX'")]
    [InlineData("buy 1.5 ALPHA", "multiples of 1")]
    [InlineData("buy 100 ALPHA at 100.005", "multiples of 0.01")]
    [InlineData("retire robots", "no participant of type or name 'robots'")]
    public void WhatDoesNotFitTheWorldIsRefused(string change, string because)
        => Assert.Contains(because, Assert.Throws<ArgumentException>(() => Fork(change).Run(1)).Message);

    [Fact]
    public void AnInstantOutsideTheRunIsRefused()
        => Assert.Contains("would part at", Assert.Throws<ArgumentException>(
            () => new Fork(new DefaultDay(), Options(), SimTime.FromSeconds(300), Intervention.Parse("buy 1 ALPHA")).Run(1)).Message);

    private static Fork Fork(string change, string? latency = null)
        => new(new DefaultDay(), Options(latency), At, Intervention.Parse(change)) { Looks = 60 };

    private static OptionSet Options(string? latency = null)
    {
        var options = new OptionSet(new DefaultDay().Options);
        options.Set("latency", latency ?? options.Text("latency"));
        options.Set("duration", "300s");
        return options;
    }
}
