using MarketSim.Core;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

public sealed class ExecutionTrainerTests
{
    private static readonly (string, string)[] Usual = [("steps", "20"), ("interval", "3s"), ("warm-up", "20s"), ("lots", "4000")];

    [Fact]
    public void SameSeedTrainsTheSamePolicyToTheLastBitHoweverManyThreadsThereAre()
    {
        var policies = new[] { 1, 2, 5 }.Select(threads =>
        {
            using var trainer = new ExecutionTrainer(
                Episodes.Setup("execution", ("lots", "2000")), new ExecutionTrainingOptions { Copies = 8, Seed = 3, Threads = threads });
            for (var round = 0; round < 4; round++)
            {
                trainer.Learn();
            }

            return trainer.Policy.ToJson();
        }).ToList();
        Assert.Single(policies.Distinct());
    }

    [Fact]
    public void LearningMakesAnOrderCheaperThanSellingEvenly()
    {
        using var trainer = new ExecutionTrainer(Episodes.Setup("execution", Usual), new ExecutionTrainingOptions { Copies = 64 });
        for (var round = 0; round < 30; round++)
        {
            trainer.Learn();
        }

        var costs = ExecutionComparison.Measure(trainer, trainer.Policy, rounds: 3);
        Assert.Equal(["TWAP", "Almgren-Chriss, κT 3", "Almgren-Chriss, κT 12", "learned"], costs.Select(c => c.Name));
        Assert.True(costs[^1].Mean < costs[0].Mean, string.Join("; ", costs));
    }

    [Fact]
    public void TheUsualPolicyIsCheaperThanEverySchedule()
    {
        using var trainer = new ExecutionTrainer(Episodes.Setup("execution", Usual), new ExecutionTrainingOptions { Copies = 128 });
        var costs = ExecutionComparison.Measure(trainer, ExecutionPolicy.Usual, rounds: 2, firstSeed: 500_000);
        Assert.All(costs.SkipLast(1), schedule => Assert.True(costs[^1].Mean < schedule.Mean, string.Join("; ", costs)));
    }

    [Fact]
    public void TheStrategyTradesAsItsPolicyDoesInTheEnvironment()
    {
        foreach (var seed in (ulong[])[1, 2, 3])
        {
            var learned = TradesInTheEnvironment(seed);
            Assert.NotEmpty(learned);
            Assert.Equal(learned, TradesOfTheStrategy(seed));
        }
    }

    [Fact]
    public void AnotherTaskIsRefused()
    {
        foreach (var setup in (EnvironmentSetup[])
            [Episodes.Setup("trading"), Episodes.Setup("execution", ("actions", "rate-and-price")), Episodes.Setup("execution", ("learners", "2"))])
        {
            Assert.Contains("actions=rate and one learner", Assert.Throws<ArgumentException>(
                () => new ExecutionTrainer(setup, new ExecutionTrainingOptions())).Message, StringComparison.Ordinal);
        }
    }

    private static List<(SimTime, long, long)> TradesInTheEnvironment(ulong seed)
    {
        var recorder = new MemoryRecorder();
        var environment = new TradingEnvironment(Episodes.Setup("execution", Usual) with { Recorder = () => recorder });
        var (observation, _) = environment.Reset(seed);
        var names = environment.ObservationSpace.Features.Select(f => f.Name).ToList();
        while (!environment.IsOver)
        {
            var seen = ExecutionPolicy.Features.Select(name => name == "one" ? 1 : observation[names.IndexOf(name)]).ToArray();
            ExecutionPolicy.Scale(seen, Side.Sell);
            observation = environment.Step(ExecutionPolicy.Usual.Choose(seen)).Observation;
        }

        return Sales(recorder, environment.Market.Simulation);
    }

    private static List<(SimTime, long, long)> TradesOfTheStrategy(ulong seed)
    {
        var market = new TrainingMarket();
        var world = market.Create(new OptionSet(market.Options), seed);
        var share = world.Instruments[0];
        var strategy = new RlExecutor(share.Id, new RlExecutorOptions(), ExecutionPolicy.Usual);
        world.AddTrader(EnvironmentSetup.OnlyLearner, "rl-executor", [share.Id], strategy, (share.Base, 4_000), (share.Quote, 40_000_000));
        var recorder = new MemoryRecorder();
        var simulation = new MarketSimulation(world, seed, recorder);
        simulation.RunUntil(SimTime.FromSeconds(90));
        return Sales(recorder, simulation);
    }

    private static List<(SimTime, long, long)> Sales(MemoryRecorder recorder, MarketSimulation simulation)
        => [.. recorder.Events.Where(e => e.Kind == EventKind.Traded && e.Account == simulation.World.Participants[^1].Account)
            .Select(e => (e.Time, e.Price.Ticks, e.Quantity.Lots))];
}
