using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class ParallelEnvironmentTests
{
    private static readonly Dictionary<string, float[]> EvenSaleWideQuotesNoTrade = new()
    {
        ["seller"] = [2], ["maker"] = [0.5f, 0.5f], ["trader"] = [1],
    };

    [Fact]
    public void LearnersWithTasksOfTheirOwnShareOneMarket()
    {
        var environment = new ParallelEnvironment(Episodes.Mixed());
        var seen = environment.Reset(3);
        Assert.Equal(["seller", "maker", "trader"], environment.PossibleAgents);
        Assert.Equal(environment.PossibleAgents, environment.Agents);
        Assert.All(seen, pair => Assert.True(environment.ObservationSpaceOf(pair.Key).Contains(pair.Value)));
        Assert.IsType<BoxSpace>(environment.ActionSpaceOf("maker"));

        IReadOnlyDictionary<string, StepResult> step = environment.Step(EvenSaleWideQuotesNoTrade);
        Assert.Equal(["maker", "seller", "trader"], step.Keys);
        while (environment.Agents.Count > 0)
        {
            step = environment.Step(EvenSaleWideQuotesNoTrade);
        }

        Assert.True(step["seller"].Terminated);
        Assert.True(step["trader"].Truncated);
        Assert.Equal(3_000, step["seller"].Info["executed_lots"]);
        environment.Market.Simulation.Exchange.Ledger.VerifyConservation();
        Assert.Equal(3, environment.Market.Simulation.World.Participants.Count(p => p.Name is "seller" or "maker" or "trader"));
    }

    [Fact]
    public void WhatOneDoesTheOthersFeel()
    {
        var environment = new ParallelEnvironment(Episodes.Mixed());
        environment.Reset(3);
        var calm = environment.Step(new Dictionary<string, float[]> { ["seller"] = [0], ["maker"] = [1, 1], ["trader"] = [1] });
        environment.Reset(3);
        var sold = environment.Step(new Dictionary<string, float[]> { ["seller"] = [5], ["maker"] = [1, 1], ["trader"] = [1] });
        Assert.True(sold["trader"].Info["middle"] < calm["trader"].Info["middle"]);
    }

    [Fact]
    public void WhoHasFinishedActsNoMoreWhileTheOthersGoOn()
    {
        var environment = new ParallelEnvironment(EnvironmentSetup.OfLearners(
            [("quick", "execution", [KeyValuePair.Create("lots", "100")]), ("slow", "trading", [])], [KeyValuePair.Create("steps", "12")]));
        environment.Reset(1);
        var step = environment.Step(new Dictionary<string, float[]> { ["quick"] = [5], ["slow"] = [1] });
        while (!step["quick"].Terminated)
        {
            step = environment.Step(new Dictionary<string, float[]> { ["quick"] = [5], ["slow"] = [1] });
        }

        Assert.Equal(["slow"], environment.Agents);
        Assert.True(environment.Market.StepsTaken < 12);
        Assert.Equal(["slow"], environment.Step(new Dictionary<string, float[]> { ["slow"] = [1] }).Keys);

        var restored = new ParallelEnvironment(environment.Market.Setup);
        restored.Restore(environment.Snapshot());
        Assert.Equal(["slow"], restored.Agents);
        Assert.Equal(environment.Market.StateHash(), restored.Market.StateHash());
    }

    [Fact]
    public void SeveralLearnersOfOneTaskAreNumbered()
    {
        var environment = new ParallelEnvironment(Episodes.Setup("market-making", ("learners", "3")));
        environment.Reset(1);
        Assert.Equal(["learner-1", "learner-2", "learner-3"], environment.Agents);
        Assert.Contains("several learn in a ParallelEnvironment",
            Assert.Throws<ArgumentException>(() => new TradingEnvironment("trading", ("learners", "2"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingActionIsTold()
    {
        var environment = new ParallelEnvironment(Episodes.Mixed());
        environment.Reset(1);
        Assert.Contains("The action of 'trader' is missing", Assert.Throws<ArgumentException>(() => environment.Step(
            new Dictionary<string, float[]> { ["seller"] = [0], ["maker"] = [1, 1] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => environment.ActionSpaceOf("buyer"));
    }

    [Fact]
    public void ManyMarketsWithSeveralLearnersEachAreSteppedTogether()
    {
        using var many = new VectorEnvironment(Episodes.Mixed(), 3, AutoReset.NextStep, threads: 2);
        var single = new MarketEnvironment(Episodes.Mixed());
        many.Reset(5);
        Episodes.Begin(single, 6);
        var random = new Rng(1, "actions");
        for (var step = 0; step < 12; step++)
        {
            var actions = Episodes.RandomActions(single, random);
            many.Step([.. actions, .. actions, .. actions]);
            if (!single.IsOver)
            {
                Episodes.Step(single, actions);
            }
        }

        Assert.Equal(single.StateHash(), many.Copies[1].StateHash());
        Assert.Equal(9, many.Rewards.Length);
    }
}
