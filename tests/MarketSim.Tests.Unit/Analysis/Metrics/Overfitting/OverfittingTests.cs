using MarketSim.Analysis;
using MarketSim.Core;
using Xunit;

namespace MarketSim.Tests.Unit;

public sealed class OverfittingTests
{
    // Bailey and López de Prado (2014), "The deflated Sharpe ratio", the numerical example: a yearly ratio of 2.5 over 1,250 days, skewness
    // -3, kurtosis 10, the variance of the trials' yearly ratios 1/2, a year of 250 days.
    [Theory]
    [InlineData(100, 0.1132, 0.9004)]
    [InlineData(46, 0.1004, 0.9505)]
    public void TheDeflatedSharpeRatioIsThatOfThePaper(int trials, double threshold, double probability)
    {
        var chosen = new SharpeConfidence(2.5 / Math.Sqrt(250), Skewness: -3, RawKurtosis: 10, Count: 1250);
        var deflated = DeflatedSharpe.Of(chosen, trials, variance: 0.5 / 250);
        Assert.Equal(threshold, deflated.Threshold, 1e-4);
        Assert.Equal(probability, deflated.Probability!.Value, 1e-4);
    }

    // Bailey and López de Prado (2012), "The Sharpe ratio efficient frontier", section on the minimum track record: years until a yearly
    // ratio of 2 is above 1 with 95% confidence.
    [Theory]
    [InlineData(250, 0, 3, 2.73)]
    [InlineData(52, 0, 3, 2.83)]
    [InlineData(12, 0, 3, 3.24)]
    [InlineData(12, -0.72, 5.78, 4.99)]
    public void TheMinimumTrackRecordIsThatOfThePaper(double periods, double skewness, double kurtosis, double years)
    {
        var found = new SharpeConfidence(2 / Math.Sqrt(periods), skewness, kurtosis, Count: 24);
        Assert.Equal(years, found.MinimumTrackRecord(1 / Math.Sqrt(periods), 0.95)!.Value / periods, 0.01);
    }

    [Fact]
    public void ATrackRecordThatIsNotBetterNeverSuffices()
        => Assert.Null(new SharpeConfidence(0.05, 0, 3, 100).MinimumTrackRecord(0.05, 0.95));

    [Fact]
    public void TrialsOfNoiseAreOverfitInHalfOfTheSplitsAndOneWithMeritHardlyEver()
    {
        const ulong Seed = 20;
        var noise = Enumerable.Range(0, 40).Select(i => Noise(Seed, (ulong)i, 0)).ToArray();
        var probabilities = Enumerable.Range(0, 10).Select(
            run => OverfitProbability.Of([.. Enumerable.Range(0, 20).Select(i => Noise(Seed, (ulong)((run * 20) + i + 100), 0))], 8).Probability);
        Assert.InRange(probabilities.Average(), 0.3, 0.7);
        noise[7] = Noise(Seed, 7, 0.5);
        Assert.Equal(0, OverfitProbability.Of(noise, 10).Probability, 0.01);
    }

    [Fact]
    public void TwoTrialsThatTakeTurnsAreAlwaysOverfit()
    {
        // Each is the better one in its own half alone: whichever is chosen, the other half is lost.
        double[] first = [0.02, 0.03, -0.02, -0.03];
        double[] second = [-0.02, -0.03, 0.02, 0.03];
        var found = OverfitProbability.Of([first, second], blocks: 2);
        Assert.Equal(1, found.Probability);
        Assert.Equal(1, found.LossProbability);
        Assert.All(found.Logits, logit => Assert.Equal(Math.Log(0.5), logit, 1e-12));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(22)]
    [InlineData(0)]
    public void BlocksThatCannotBeHalvedOrAreTooManyAreRefused(int blocks)
        => Assert.Throws<ArgumentException>(() => OverfitProbability.Of([Noise(1, 0, 0), Noise(1, 1, 0)], blocks));

    [Fact]
    public void EveryObservationIsTestedOnceAndNeverLearntFromWhileItsOutcomeOverlaps()
    {
        const int Horizon = 3;
        const int Embargo = 2;
        var folds = PurgedFolds.Of(100, 5, Horizon, Embargo);
        Assert.Equal(Enumerable.Range(0, 100), folds.SelectMany(f => f.Test));
        foreach (var fold in folds)
        {
            var (first, last) = (fold.Test[0], fold.Test[^1]);
            Assert.All(fold.Train, i => Assert.True(i + Horizon < first || i > last + Horizon + Embargo, $"{i} for {first} to {last}"));
        }

        // The second stretch is 20 to 39: 17 to 19 are purged before it, 40 to 44 after it.
        Assert.Equal([.. Enumerable.Range(0, 17), .. Enumerable.Range(45, 55)], folds[1].Train);
    }

    [Fact]
    public void CombinatorialFoldsAreAllChoicesAndMakeSoManyPaths()
    {
        // López de Prado (2018), chapter 12: six groups, two tested, give fifteen splits and five paths.
        var folds = PurgedFolds.Combinatorial(60, groups: 6, tested: 2);
        Assert.Equal(15, folds.Count);
        Assert.Equal(5, PurgedFolds.Paths(6, 2));
        Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(5, folds.Count(f => f.Test.Contains(i))));
    }

    private static double[] Noise(ulong seed, ulong stream, double drift)
    {
        var random = new Rng(seed, $"trial {stream}");
        return [.. Enumerable.Range(0, 240).Select(_ => 0.01 * (drift + random.NextNormal()))];
    }

    [Fact]
    public void TheChosenAreMeasuredWhereTheyWereNotChosen()
    {
        // One trial wins in the first half and loses in the second, the other the other way round: who was better is worse.
        double[] one = [.. Enumerable.Range(0, 40).Select(i => (i < 20 ? 0.01 : -0.01) + (i % 2 == 0 ? 0.002 : -0.002))];
        double[] other = [.. one.Select(r => -r)];
        var halves = CrossValidatedChoice.Of([one, other], PurgedFolds.Of(40, 2))!;
        Assert.Equal((2, 1.0), (halves.Folds, halves.LossProbability));
        Assert.Equal([1, 1], halves.Chosen);
        Assert.Equal(-halves.InSample, halves.OutOfSample, 12);

        // One that is good everywhere is chosen everywhere, and stays good.
        double[] good = [.. Enumerable.Range(0, 40).Select(i => 0.01 + (i % 2 == 0 ? 0.002 : -0.002))];
        var all = CrossValidatedChoice.Of([one, good, other], PurgedFolds.Combinatorial(40, 5, 2, horizon: 1, embargo: 1))!;
        Assert.Equal((10, 0.0), (all.Folds, all.LossProbability));
        Assert.Equal([0, 10, 0], all.Chosen);
        Assert.True(all.OutOfSample > 1);

        Assert.Null(CrossValidatedChoice.Of([[0.01, 0.01, 0.01, 0.01], [0, 0, 0, 0]], PurgedFolds.Of(4, 2)));
    }
}
