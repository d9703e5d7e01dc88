using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class TradingEnvironmentTests
{
    public static TheoryData<string> Names => Episodes.All;

    [Theory]
    [MemberData(nameof(Names))]
    public void AnEpisodeKeepsToItsSpacesAndEndsOnce(string name)
    {
        var environment = new TradingEnvironment(Episodes.Setup(name));
        var random = new Rng(3, "actions");
        var action = new float[environment.ActionSpace.Width];
        foreach (var seed in (ulong[])[1, 2, 3])
        {
            var (observation, info) = environment.Reset(seed);
            Assert.True(environment.ObservationSpace.Contains(observation));
            Assert.Equal(environment.Market.Tasks[0].InfoNames, info.Keys);
            StepResult step;
            do
            {
                Assert.False(environment.IsOver);
                environment.ActionSpace.Sample(random, action);
                Assert.True(environment.ActionSpace.Contains(action));
                step = environment.Step(action);
                Assert.True(environment.ObservationSpace.Contains(step.Observation));
                Assert.True(double.IsFinite(step.Reward));
                Assert.All(step.Info, pair => Assert.True(double.IsFinite(pair.Value), pair.Key));
            }
            while (!step.Terminated && !step.Truncated);

            Assert.True(environment.IsOver);
            Assert.True(step.Terminated != step.Truncated);
            Assert.InRange(environment.Market.StepsTaken, 1, 12);
            Assert.Throws<InvalidOperationException>(() => environment.Step(action));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SameSeedAndActionsGiveTheSameEpisodeToTheLastBit(string name)
    {
        var one = new MarketEnvironment(Episodes.Setup(name));
        var other = new MarketEnvironment(Episodes.Setup(name));
        Assert.Equal(Episodes.Begin(one, 5), Episodes.Begin(other, 5));
        Assert.Equal(Episodes.Finish(one, new Rng(1, "actions")), Episodes.Finish(other, new Rng(1, "actions")));

        // Episodes after the first follow from its seed, and differ from it.
        Assert.Equal(Episodes.Begin(one, null), Episodes.Begin(other, null));
        Assert.Equal(one.Seed, other.Seed);
        Assert.NotEqual(5UL, one.Seed);
        Assert.Equal(Episodes.Finish(one, new Rng(2, "actions")), Episodes.Finish(other, new Rng(2, "actions")));
    }

    [Fact]
    public void AnotherSeedIsAnotherMarket()
    {
        var environment = new MarketEnvironment(Episodes.Setup("trading"));
        Episodes.Begin(environment, 1);
        var one = Episodes.Finish(environment, new Rng(1, "actions"));
        Episodes.Begin(environment, 2);
        Assert.NotEqual(one, Episodes.Finish(environment, new Rng(1, "actions")));
    }

    [Fact]
    public void TheLearnerTradesInTheRealExchangeWithARealAccount()
    {
        var recorder = new MemoryRecorder();
        var environment = new TradingEnvironment(Episodes.Setup("trading") with { Recorder = () => recorder });
        environment.Reset(seed: 4);
        for (var i = 0; i < 3; i++)
        {
            environment.Step(2);
        }

        var simulation = environment.Market.Simulation;
        var learner = simulation.World.Participants[^1];
        Assert.Equal(EnvironmentSetup.OnlyLearner, learner.Name);
        var bought = recorder.Events
            .Where(e => e.Kind == EventKind.Traded && e.Account == learner.Account && e.Side == Side.Buy).Sum(e => e.Quantity.Lots);
        Assert.Equal(300, bought);
        var share = simulation.World.Instruments[0].Base;
        Assert.Equal(500 + bought, simulation.Exchange.Ledger.Balance(learner.Account, share));
        simulation.Exchange.Ledger.VerifyConservation();
    }

    [Fact]
    public void TheOthersActAsTheyWouldWithoutALearnerWhoWaits()
    {
        var environment = new MarketEnvironment(Episodes.Setup("trading"));
        Episodes.Begin(environment, 9);
        while (!environment.IsOver)
        {
            Episodes.Step(environment, [1]);
        }

        var market = new TrainingMarket();
        var alone = new MarketSimulation(market.Create(new OptionSet(market.Options), 9), 9);
        alone.RunUntil(environment.Simulation.Kernel.Now);
        var (here, there) = (environment.Simulation, alone);
        Assert.All(there.World.Participants, p => Assert.Equal(
            there.Exchange.Ledger.Balance(p.Account, there.World.Instruments[0].Base),
            here.Exchange.Ledger.Balance(p.Account, here.World.Instruments[0].Base)));
    }

    [Fact]
    public void ABadActionIsRefusedWithWhatIsAcceptedAndChangesNothing()
    {
        var environment = new TradingEnvironment(Episodes.Setup("trading"));
        environment.Reset(seed: 1);
        var before = environment.Market.StateHash();
        Assert.Equal(
            "The action of 'learner' was 3; accepted is a whole number from 0 to 2.",
            Assert.Throws<ArgumentException>(() => environment.Step(3)).Message);
        Assert.Throws<ArgumentException>(() => environment.Step(0.5f));
        Assert.Throws<ArgumentException>(() => environment.Step(float.NaN));
        Assert.Throws<ArgumentException>(() => environment.Step(1, 1));
        Assert.Equal(before, environment.Market.StateHash());
        Assert.Equal(0, environment.Market.StepsTaken);
    }

    [Fact]
    public void WhatLiesBeyondTheBoundsOfABoxIsBroughtToThem()
    {
        var one = new MarketEnvironment(Episodes.Setup("market-making"));
        var other = new MarketEnvironment(Episodes.Setup("market-making"));
        Episodes.Begin(one, 3);
        Episodes.Begin(other, 3);
        Assert.Equal(Episodes.Step(one, [-7, 1.5f]), Episodes.Step(other, [-1, 1]));
        Assert.Throws<ArgumentException>(() => Episodes.Step(one, [float.NaN, 0]));
    }

    [Theory]
    [InlineData("executon", "steps", "5", "Did you mean 'execution'?")]
    [InlineData("execution", "stepz", "5", "Did you mean 'steps'?")]
    [InlineData("execution", "steps", "0", "accepted is a whole number from 1")]
    [InlineData("execution", "market", "nowhere", "Unknown scenario 'nowhere'")]
    [InlineData("execution", "market-settings", "activity", "accepted is name=value")]
    [InlineData("execution", "market-settings", "activty=2", "Did you mean 'activity'?")]
    [InlineData("execution", "instrument", "SHARES", "Did you mean 'SHARE'?")]
    public void WhatCannotBeIsRefusedInOneSentence(string name, string setting, string value, string expected)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new TradingEnvironment(name, (setting, value)).Reset(1));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyScenarioOrInstrumentWillDo()
    {
        var environment = new TradingEnvironment(
            "execution", ("market", "default-day"), ("market-settings", "noise-traders=30;activity=2"), ("instrument", "BETA"),
            ("steps", "5"), ("warm-up", "30s"), ("interval", "10s"), ("lots", "500"));
        var (_, info) = environment.Reset(1);
        Assert.InRange(info["arrival_price"], 3_500, 4_500);
        var last = environment.Step(2);
        while (!environment.IsOver)
        {
            last = environment.Step(2);
        }

        Assert.Equal(500, last.Info["executed_lots"]);
    }

    [Fact]
    public void AMarketThatKeepsHoursMustLastAsLongAsTheEpisode()
    {
        var environment = new TradingEnvironment("trading", ("market", "two-day-stock"), ("steps", "100"), ("interval", "1h"));
        Assert.Contains("accepted are fewer steps", Assert.Throws<ArgumentException>(() => environment.Reset(1)).Message, StringComparison.Ordinal);
    }
}
