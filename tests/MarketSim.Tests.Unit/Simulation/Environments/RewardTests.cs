using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>Rewards are held against what the event log says was paid and received.</summary>
public sealed class RewardTests
{
    [Theory]
    [InlineData("sell", 0)]
    [InlineData("buy", 0)]
    [InlineData("sell", 300)]
    public void RewardsOfAnExecutionSumToMinusItsImplementationShortfallFeesIncluded(string side, int takerFee)
    {
        var recorder = new MemoryRecorder();
        var environment = new TradingEnvironment(Setup(
            "execution", ("side", side), ("lots", "2000"), ("market-settings", $"taker-fee-ppm={takerFee}")) with { Recorder = () => recorder });
        var (_, info) = environment.Reset(7);
        var arrival = info["arrival_price"];
        var rewards = 0.0;
        while (!environment.IsOver)
        {
            var step = environment.Step(2);
            rewards += step.Reward;
            info = step.Info;
        }

        Assert.Equal(2_000, info["executed_lots"]);
        var sign = side == "buy" ? 1 : -1;
        var trades = TradesOf(environment, recorder);
        var shortfall = trades.Sum(t => sign * (t.Price - arrival) * t.Lots);
        var fees = recorder.Events.Where(e => e.Kind == EventKind.FeePosted && e.Account == LearnerOf(environment)).Sum(e => e.Amount);
        Assert.Equal(takerFee > 0, fees > 0);
        Assert.Equal(2_000, trades.Sum(t => t.Lots));
        Assert.Equal((shortfall + fees) / (2_000 * arrival) * 10_000, -rewards, precision: 6);
        Assert.Equal(-rewards, info["shortfall_bp"], precision: 9);
    }

    [Fact]
    public void WhatIsLeftAtTheDeadlineIsValuedAndPunished()
    {
        // Far more than the book can take in one order at the deadline.
        var environment = new TradingEnvironment(Setup("execution", ("lots", "1000000"), ("unsold-penalty", "50")));
        var (_, info) = environment.Reset(7);
        var arrival = info["arrival_price"];
        StepResult step = environment.Step(0);
        var rewards = step.Reward;
        while (!environment.IsOver)
        {
            step = environment.Step(0);
            rewards += step.Reward;
        }

        Assert.True(step.Terminated);
        var left = 1_000_000 - step.Info["executed_lots"];
        Assert.True(left > 500_000, "more is left than the book could take");
        var unsold = left * (arrival - step.Info["middle"]) / (1_000_000 * arrival) * 10_000;
        Assert.True(-rewards > unsold + (50 * left / 1_000_000));
    }

    [Fact]
    public void AllActionsOfThePricedFormComeToTheBookAsTheySay()
    {
        var environment = new TradingEnvironment(Setup("execution", ("actions", "rate-and-price"), ("lots", "1000")));
        environment.Reset(2);
        var nothing = environment.Step(-1, 1);
        Assert.Equal((0.0, 0f), (nothing.Info["executed_lots"], nothing.Observation[MarketFeatures.All.Count + 2]));
        var crossing = environment.Step(-0.5f, 1);
        Assert.Equal(50, crossing.Info["executed_lots"]);
        var behind = environment.Step(-0.5f, -1);
        Assert.Equal(50, behind.Info["executed_lots"]);
        Assert.Equal(0.05f, behind.Observation[MarketFeatures.All.Count + 2], 3);
    }

    [Theory]
    [InlineData("trading")]
    [InlineData("market-making")]
    public void RewardsOfMakingAndTradingSumToTheWealthWon(string name)
    {
        var recorder = new MemoryRecorder();
        var withoutRisk = name == "trading" ? ("risk-aversion", "0") : ("inventory-aversion", "0");
        var environment = new TradingEnvironment(Setup(name, withoutRisk) with { Recorder = () => recorder });
        environment.Reset(5);
        var random = new Rng(1, "actions");
        var action = new float[environment.ActionSpace.Width];
        var rewards = 0.0;
        IReadOnlyDictionary<string, double> info = new Dictionary<string, double>();
        while (!environment.IsOver)
        {
            environment.ActionSpace.Sample(random, action);
            var step = environment.Step(action);
            rewards += step.Reward;
            info = step.Info;
        }

        var trades = TradesOf(environment, recorder);
        Assert.NotEmpty(trades);
        var position = trades.Sum(t => t.Sign * t.Lots);
        Assert.Equal(position, info["position_lots"]);
        var won = (position * info["middle"]) - trades.Sum(t => t.Sign * t.Price * t.Lots);
        var unit = name == "trading" ? 500 * FirstMiddle(environment) / 10_000 : 100;
        Assert.Equal(won / unit, rewards, precision: 6);
        Assert.Equal(rewards, info[name == "trading" ? "gain_bp" : "gain_ticks_per_lot"], precision: 6);
    }

    [Fact]
    public void RiskCostsWithTheSquareOfThePosition()
    {
        var (free, averse) = (new TradingEnvironment(Setup("trading")), new TradingEnvironment(Setup("trading", ("risk-aversion", "8"))));
        free.Reset(5);
        averse.Reset(5);
        for (var units = 1; units <= 3; units++)
        {
            var difference = free.Step(2).Reward - averse.Step(2).Reward;
            Assert.Equal(8 * units * units / 25.0, difference, precision: 9);
        }
    }

    [Fact]
    public void ALossBeyondTheLimitEndsTheTask()
    {
        var environment = new TradingEnvironment(Setup("trading", ("stop-loss", "0.5")));
        environment.Reset(5);
        var steps = 0;
        StepResult step;
        do
        {
            // Buying and selling in turn pays the spread each time.
            step = environment.Step(steps++ % 2 == 0 ? 2 : 0);
        }
        while (!environment.IsOver);

        Assert.True(step.Terminated);
        Assert.True(steps < 20);
        Assert.True(step.Info["gain_bp"] <= -0.5);
    }

    [Fact]
    public void ThePositionStaysWithinItsBounds()
    {
        var environment = new TradingEnvironment(Setup("trading", ("max-units", "2"), ("stop-loss", "10000")));
        foreach (var (choice, bound) in ((int, double)[])[(2, 200), (0, -200)])
        {
            environment.Reset(3);
            IReadOnlyDictionary<string, double> info = new Dictionary<string, double>();
            while (!environment.IsOver)
            {
                info = environment.Step(choice).Info;
            }

            Assert.Equal((bound, 0.0), (info["position_lots"], info["refusals"]));
        }
    }

    private static EnvironmentSetup Setup(string name, params (string Name, string Value)[] settings)
        => Episodes.Setup(name, [("steps", "20"), .. settings]);

    private static double FirstMiddle(TradingEnvironment environment)
    {
        var (_, info) = new TradingEnvironment(environment.Market.Setup with { Recorder = null }).Reset(environment.Market.Seed);
        return info["middle"];
    }

    private static AccountId LearnerOf(TradingEnvironment environment) => environment.Market.Simulation.World.Participants[^1].Account;

    private static List<(int Sign, double Price, long Lots)> TradesOf(TradingEnvironment environment, MemoryRecorder recorder)
    {
        var learner = LearnerOf(environment);
        return
        [
            .. from e in recorder.Events
               where e.Kind == EventKind.Traded && (e.Account == learner || e.CounterAccount == learner)
               let side = e.Account == learner ? e.Side : e.Side.Opposite()
               select (side.Sign(), (double)e.Price.Ticks, e.Quantity.Lots),
        ];
    }
}
