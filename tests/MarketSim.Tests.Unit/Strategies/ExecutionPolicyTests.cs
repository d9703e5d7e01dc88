using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

public sealed class ExecutionPolicyTests
{
    private static readonly int Width = ExecutionPolicy.Features.Count;

    [Fact]
    public void AFileHoldsItToTheLastBit()
    {
        var random = new Rng(1, "weights");
        var policy = new ExecutionPolicy(7, [.. Enumerable.Range(0, Width * ExecutionPolicy.Rates.Count).Select(_ => random.NextNormal())]);
        var read = ExecutionPolicy.Parse(policy.ToJson());
        Assert.Equal(policy.Weights, read.Weights);
        Assert.Equal(7, read.Steps);
        Assert.Equal(policy.ToJson(), read.ToJson());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"format": "other"}""")]
    [InlineData("""{"format": "marketsim-execution-policy-1", "steps": 0, "weights": {}}""")]
    [InlineData("""{"format": "marketsim-execution-policy-1", "steps": 5, "weights": {"0": {"spread": "x"}}}""")]
    public void WhatIsNoPolicyIsRefused(string text)
        => Assert.Contains("no policy of execution", Assert.Throws<FormatException>(() => ExecutionPolicy.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void ChancesFollowTheSoftmaxAndTheChoiceTheLargestPreference()
    {
        var weights = new double[Width * ExecutionPolicy.Rates.Count];
        weights[(3 * Width) + Width - 1] = Math.Log(4);
        var policy = new ExecutionPolicy(10, weights);
        var seen = new float[Width];
        seen[^1] = 1;
        var chances = new double[6];
        policy.Chances(seen, chances);
        Assert.Equal(4.0 / 9, chances[3], 12);
        Assert.Equal(1.0 / 9, chances[0], 12);
        Assert.Equal(3, policy.Choose(seen));
    }

    [Fact]
    public void ABuyerSeesTheMarketInAMirror()
    {
        var share = new InstrumentId(0);
        Quote Seen(long bidLots, long askLots, long up) => new(
            share, SimTime.Zero, new Price(998 + up), new Quantity(bidLots), new Price(1_002 + up), new Quantity(askLots), default);

        var (selling, buying) = (new float[Width], new float[Width]);
        var (falls, rises) = (new MarketWatch(), new MarketWatch());
        falls.Look(Seen(100, 300, 0), 0, 0);
        rises.Look(Seen(300, 100, 0), 0, 0);
        falls.Look(Seen(100, 300, -1), 10, 40);
        rises.Look(Seen(300, 100, 1), 40, 10);
        ExecutionPolicy.Write(falls, Side.Sell, 0.5, 0.25, 2, selling);
        ExecutionPolicy.Write(rises, Side.Buy, 0.5, 0.25, 2, buying);
        Assert.Equal(selling[1..], buying[1..]);
        Assert.Equal([-0.5f, -2f, -0.6f, 0.5f, 0.25f / 0.3f, 0.4f, 1f], selling[1..], (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void AnOrderIsDoneByItsDeadlineAndNeverExceeded()
    {
        foreach (var side in (Side[])[Side.Sell, Side.Buy])
        {
            var market = new MarketSim.Simulation.TrainingMarket();
            var world = market.Create(new OptionSet(market.Options), 5);
            var share = world.Instruments[0];
            var strategy = new RlExecutor(share.Id, new RlExecutorOptions { Side = side, Lots = 2_500 }, ExecutionPolicy.Usual);
            var owner = world.AddTrader("own", "rl-executor", [share.Id], strategy, (share.Base, 10_000), (share.Quote, 100_000_000));
            var run = new MarketSim.Simulation.MarketSimulation(world, 5);
            run.RunUntil(SimTime.FromSeconds(85));
            Assert.Equal(10_000 + (side.Sign() * 2_500), run.Exchange.Ledger.Balance(owner.Account, share.Base));
        }
    }
}
