using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

public sealed class DirectionModelTests
{
    private static readonly InstrumentId Share = new(0);

    [Fact]
    public void AMirroredMarketIsSeenMirrored()
    {
        var (falls, rises) = (new DirectionFeatures(), new DirectionFeatures());
        for (var look = 0; look < 40; look++)
        {
            var step = look % 7;
            falls.Look(QuoteAt(10_000 - step, bidLots: 100, askLots: 100 + (10 * step)), takenLots: 5 * look, givenLots: 9 * look);
            rises.Look(QuoteAt(10_000 + step, bidLots: 100 + (10 * step), askLots: 100), takenLots: 9 * look, givenLots: 5 * look);
        }

        var mirrored = DirectionFeatures.Mirrored(falls.Values);
        for (var i = 0; i < mirrored.Length; i++)
        {
            // Basis points of a lower price are a little more.
            Assert.Equal(rises.Values[i], mirrored[i], 0.02);
        }

        Assert.True(rises.Values[0] > 0 && rises.Values[4] > 0 && rises.Values[5] > 0);
    }

    [Fact]
    public void ASampleSaysWhatWasSeenAndWhereTheMiddleWentAHorizonLater()
    {
        var sampler = new DirectionSampler(horizon: 2);
        Assert.Null(sampler.Look(QuoteAt(100, 30, 10), 0, 0));
        Assert.Null(sampler.Look(QuoteAt(100, 10, 30), 0, 0));
        var rise = sampler.Look(QuoteAt(101, 10, 10), 0, 0);
        Assert.Equal((0, true, 0.5f), (rise!.Look, rise.Rises, rise.Seen[0]));
        Assert.Null(sampler.Look(QuoteAt(100, 10, 10), 0, 0));
        var fall = sampler.Look(QuoteAt(99, 10, 10), 0, 0);
        Assert.Equal((2, false, 0f), (fall!.Look, fall.Rises, fall.Seen[0]));
    }

    [Fact]
    public void TheOnlineModelFindsTheWeightsThatMadeItsSamples()
    {
        var model = new OnlineDirectionModel(learningRate: 0.05, shrinkage: 1e-6);
        var samples = Made(4_000, seed: 1);
        foreach (var batch in samples.Chunk(20))
        {
            model.Learn(batch);
        }

        // The log-odds of its samples are 4 times the imbalance less 2 times the last return.
        Assert.Equal(4_000, model.Learned);
        Assert.InRange(model.Weights[0], 3, 5);
        Assert.InRange(model.Weights[1], -2.7, -1.3);
        Assert.All(model.Weights.Skip(2), weight => Assert.InRange(weight, -0.7, 0.7));
    }

    [Fact]
    public void TheOnlineModelBeginsAnewWhenItsStepsRunAway()
    {
        var model = new OnlineDirectionModel(learningRate: 10, shrinkage: 1);
        foreach (var batch in Made(2_000, seed: 2).Chunk(20))
        {
            model.Learn(batch);
            Assert.All(model.Weights, weight => Assert.InRange(weight, -1_000, 1_000));
            Assert.InRange(model.ChanceOfRise(batch[0].Seen), 0, 1);
        }
    }

    [Fact]
    public void BothModelsForetellWhatTheyHaveNotSeenAndTheNaiveOneDoesNot()
    {
        var folds = DirectionTraining.WalkForward([Made(3_000, 3), Made(3_000, 4)], horizon: 5, folds: 3, () => new OnlineDirectionModel(0.01, 0.001));
        Assert.Equal(3, folds.Count);
        Assert.All(folds, fold =>
        {
            Assert.Equal(0.5, fold.Naive.Area, 12);
            Assert.InRange(fold.Naive.Accuracy, 0.44, 0.56);
            Assert.InRange(fold.Batch.Area, 0.75, 0.95);
            Assert.InRange(fold.Online.Area, 0.75, 0.95);
            Assert.True(fold.Batch.Area > fold.Imbalance.Area, $"{fold}");
        });
    }

    [Fact]
    public void WithNothingToLearnNothingIsForetold()
    {
        var random = new Rng(5, "coins");
        var coins = Made(6_000, 5).Select(sample => sample with { Rises = random.Chance(0.5) }).ToList();
        var folds = DirectionTraining.WalkForward([coins], 5, 3, () => new OnlineDirectionModel(0.01, 0.001));
        Assert.All(folds, fold => Assert.InRange(fold.Batch.Area, 0.45, 0.55));
        Assert.All(folds, fold => Assert.InRange(fold.Online.Area, 0.45, 0.55));
    }

    [Fact]
    public void WhatIsKnownOnlyAfterTheTestBeganIsNotLearnedFrom()
    {
        // A look apart, and 100 looks ahead: the last 100 before each test are left out.
        var folds = DirectionTraining.WalkForward([Made(4_000, 6)], horizon: 100, folds: 3, () => new OnlineDirectionModel(0.01, 0.001));
        Assert.Equal([1_000 - 100, 2_000 - 100, 3_000 - 100], folds.Select(fold => fold.Trained));
    }

    [Fact]
    public void SameSamplesTrainTheSameFileAndAFileForetellsAsItsModel()
    {
        var samples = Made(2_000, seed: 7);
        var (first, second) = (Saved(samples), Saved(samples));
        Assert.Equal(first, second);
        var read = BatchDirectionModel.Read(new MemoryStream(first));
        Assert.Equal((TimeSpan.FromSeconds(2), 7), (read.Interval, read.Horizon));
        var (made, loaded) = (DirectionTraining.Fit(samples, TimeSpan.FromSeconds(2), 7).NewEngine(), read.NewEngine());
        Assert.All(samples.Take(200), sample => Assert.Equal(made.ChanceOfRise(sample.Seen), loaded.ChanceOfRise(sample.Seen)));
        Assert.Equal(1, made.ChanceOfRise(samples[0].Seen) + made.ChanceOfRise(DirectionFeatures.Mirrored(samples[0].Seen)), 3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    public void WhatIsNoModelIsRefused(string text) => Assert.Contains(
        "no model of direction",
        Assert.Throws<FormatException>(() => BatchDirectionModel.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("online-direction,warm-up=20")]
    [InlineData("batch-direction,way=take")]
    public void ARunWithAModelIsTheSameTwiceAndBesideOthers(string strategy)
    {
        ulong Once() => RunWith(strategy).Output.StateHash;
        var alone = Once();
        var together = new ulong[4];
        Parallel.For(0, together.Length, i => together[i] = Once());
        Assert.All(together, hash => Assert.Equal(alone, hash));
        Assert.NotEqual(alone, RunWith("imbalance").Output.StateHash);
    }

    [Theory]
    [InlineData("online-direction,warm-up=20,edge=0.02", 50)]
    [InlineData("batch-direction,edge=0.05", 50)]
    [InlineData("batch-direction,edge=0.05,way=take", 20)]
    public void ATraderOfDirectionTradesAndKeepsToItsPosition(string strategy, int fewest)
    {
        var run = RunWith(strategy + ",lots=100,shares=5000");
        var own = run.World.Participants[^1].Account;
        var (position, trades) = (5_000L, 0);
        foreach (var item in run.Events.Where(e => e.Kind == EventKind.Traded && e.Instrument == Share))
        {
            var change = (item.Account == own ? item.Side.Sign() : 0) - (item.CounterAccount == own ? item.Side.Sign() : 0);
            position += change * item.Quantity.Lots;
            trades += Math.Abs(change);
            Assert.InRange(position, 4_900 - 200, 5_100 + 200);
        }

        Assert.True(trades >= fewest, $"{trades} trades");
    }

    private static (World World, RunOutput Output, IReadOnlyList<MarketEvent> Events) RunWith(string strategy)
    {
        var scenario = ScenarioCatalog.Find("default-day");
        var options = new OptionSet(scenario.Options);
        options.Set("duration", "10min");
        var world = scenario.Create(options, seed: 11);
        Guest.Parse(strategy).Join(world);
        var recorder = new MemoryRecorder();
        var output = new MarketSimulation(world, seed: 11, recorder).Run();
        return (world, output, recorder.Events);
    }

    private static byte[] Saved(IReadOnlyList<DirectionSample> samples)
    {
        using var file = new MemoryStream();
        DirectionTraining.Fit(samples, TimeSpan.FromSeconds(2), 7).Save(file);
        return file.ToArray();
    }

    private static List<DirectionSample> Made(int count, ulong seed)
    {
        var random = new Rng(seed, "samples");
        return
        [
            .. Enumerable.Range(0, count).Select(look =>
            {
                float[] seen = [.. DirectionFeatures.Names.Select(_ => (float)((random.NextDouble() * 2) - 1))];
                return new DirectionSample(look, seen, random.Chance(1 / (1 + Math.Exp((-4 * seen[0]) + (2 * seen[1])))));
            }),
        ];
    }

    private static Quote QuoteAt(long middle, long bidLots, long askLots) => new(
        Share, SimTime.Zero, new Price(middle - 1), new Quantity(bidLots), new Price(middle + 1), new Quantity(askLots), default);
}
