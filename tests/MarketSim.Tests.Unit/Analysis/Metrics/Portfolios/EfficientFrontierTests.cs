using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class EfficientFrontierTests
{
    [Fact]
    public void OfTwoUncorrelatedAssetsTheLeastVarianceIsShared()
    {
        var frontier = new EfficientFrontier([0.1, 0.05], new[,] { { 0.04, 0 }, { 0, 0.01 } });
        var longOnly = frontier.LongOnly();

        // Weights are inverse to variances: 0.01 / 0.05 and 0.04 / 0.05.
        Assert.Equal([0.2, 0.8], longOnly[0].Weights.Select(weight => Math.Round(weight, 12)));
        Assert.Equal(0.06, longOnly[0].Mean, 1e-12);
        Assert.Equal(Math.Sqrt(0.008), longOnly[0].Deviation, 1e-12);
        Assert.Equal([1.0, 0], longOnly[^1].Weights.Select(weight => Math.Round(weight, 12)));
        Assert.Equal(longOnly[0].Deviation, frontier.Unconstrained(0.1, 10)[0].Deviation, 1e-12);
    }

    [Fact]
    public void NoMixtureOfTheSameMeanHasLessVariance()
    {
        const ulong seed = 21;
        var rng = new Rng(seed, "frontier");
        for (var round = 0; round < 20; round++)
        {
            var (means, covariance) = Assets(rng, count: 6);
            var frontier = new EfficientFrontier(means, covariance);
            var longOnly = frontier.LongOnly();
            Assert.All(longOnly, p =>
            {
                Assert.Equal(1, p.Weights.Sum(), 1e-9);
                Assert.All(p.Weights, weight => Assert.True(weight >= -1e-9));
            });
            Assert.All(longOnly.Zip(longOnly.Skip(1)), pair => Assert.True(pair.Second.Mean >= pair.First.Mean && pair.Second.Deviation >= pair.First.Deviation - 1e-12));
            for (var draw = 0; draw < 3_000; draw++)
            {
                double[] raw = [.. means.Select(_ => -Math.Log(rng.NextDouble() + 1e-300))];
                double[] weights = [.. raw.Select(value => value / raw.Sum())];
                var mean = weights.Zip(means, (w, m) => w * m).Sum();
                Assert.True(Deviation(longOnly, covariance, mean) <= Math.Sqrt(Variance(weights, covariance)) + 1e-9, $"seed {seed}, round {round}, draw {draw}");
            }

            Assert.True(frontier.Unconstrained(means.Max(), 50)[0].Deviation <= longOnly[0].Deviation + 1e-12);
        }
    }

    [Fact]
    public void WhatHasNoVarianceIsRefused()
    {
        Assert.Throws<ArgumentException>(() => new EfficientFrontier([0.1, 0.2], new[,] { { 0.04, 0.04 }, { 0.04, 0.04 } }));
        Assert.Throws<ArgumentException>(() => new EfficientFrontier([0.1], new[,] { { 0.04 } }));
    }

    // Between neighbours weights are linear in the mean.
    private static double Deviation(IReadOnlyList<FrontierPortfolio> frontier, double[,] covariance, double mean)
    {
        if (mean <= frontier[0].Mean)
        {
            return frontier[0].Deviation;
        }

        var i = Enumerable.Range(1, frontier.Count - 1).First(i => frontier[i].Mean >= mean - 1e-15);
        var t = (mean - frontier[i - 1].Mean) / (frontier[i].Mean - frontier[i - 1].Mean);
        return Math.Sqrt(Variance([.. frontier[i - 1].Weights.Zip(frontier[i].Weights, (from, to) => from + (t * (to - from)))], covariance));
    }

    private static double Variance(double[] weights, double[,] covariance)
        => weights.SelectMany((a, i) => weights.Select((b, j) => a * b * covariance[i, j])).Sum();

    private static (double[] Means, double[,] Covariance) Assets(Rng rng, int count)
    {
        var loads = new double[count, count + 2];
        foreach (var i in Enumerable.Range(0, count))
        {
            foreach (var j in Enumerable.Range(0, count + 2))
            {
                loads[i, j] = rng.NextDouble() - 0.4;
            }
        }

        var covariance = new double[count, count];
        foreach (var i in Enumerable.Range(0, count))
        {
            foreach (var j in Enumerable.Range(0, count))
            {
                covariance[i, j] = Enumerable.Range(0, count + 2).Sum(k => loads[i, k] * loads[j, k]);
            }
        }

        return ([.. Enumerable.Range(0, count).Select(_ => rng.NextDouble() * 0.2)], covariance);
    }
}
