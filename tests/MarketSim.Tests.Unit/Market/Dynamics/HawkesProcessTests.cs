using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class HawkesProcessTests
{
    [Fact]
    public void ItsMeanRateIsTheBaseRateOverOneLessTheBranching()
    {
        // Λ = (I - n)^-1 µ: of kind 0 there are 1 / (1 - 0.5) = 2 a second, of kind 1 (0.5 + 0.4 · 2) / (1 - 0.2) = 1.625.
        var process = new HawkesProcess([1, 0.5], new[,] { { 0.5, 0 }, { 0.4, 0.2 } }, new[,] { { 5.0, 1 }, { 2, 3 } });
        var counts = Count(process, seconds: 20_000);

        Assert.InRange(counts[0] / 20_000.0, 1.93, 2.07);
        Assert.InRange(counts[1] / 20_000.0, 1.56, 1.69);
    }

    [Fact]
    public void ItsCountsVaryAsMuchAsItsBranchingSays()
    {
        // In long windows the variance of counts over their mean is 1 / (1 - n)².
        var process = new HawkesProcess([1], new[,] { { 0.6 } }, new[,] { { 10.0 } });
        var random = new Rng(5, "hawkes");
        var moments = default(RunningMoments);
        for (var window = 0; window < 2_000; window++)
        {
            var count = 0;
            while (process.Next(random, (window + 1) * 20.0) >= 0)
            {
                count++;
            }

            moments.Add(count);
        }

        Assert.InRange(moments.Variance / moments.Mean, 5.4, 7.1);
    }

    [Fact]
    public void WithoutBranchingItIsAPoissonProcessThatFollowsThePace()
    {
        var process = new HawkesProcess([2], new[,] { { 0.0 } }, new[,] { { 1.0 } });
        var random = new Rng(1, "poisson");
        var (slow, fast) = (0, 0);
        while (process.Next(random, 1_000, pace: 0.5) >= 0)
        {
            slow++;
        }

        while (process.Next(random, 2_000, pace: 3) >= 0)
        {
            fast++;
        }

        Assert.InRange(slow, 900, 1_100);
        Assert.InRange(fast, 5_750, 6_250);
    }

    [Fact]
    public void AnEventRaisesTheIntensityAndTimeTakesItBack()
    {
        var process = new HawkesProcess([1], new[,] { { 0.5 } }, new[,] { { 2.0 } });
        process.Excite(0);
        Assert.Equal(2, process.Intensity(0), 12);

        process.Advance(Math.Log(2) / 2);
        Assert.Equal(1.5, process.Intensity(0), 12);
    }

    [Fact]
    public void OneThatWouldExplodeIsRefused()
        => Assert.Contains("spectral radius", Assert.Throws<ArgumentException>(
            () => new HawkesProcess([1, 1], new[,] { { 0.5, 0.6 }, { 0.6, 0.5 } }, new[,] { { 1.0, 1 }, { 1, 1 } })).Message);

    private static int[] Count(HawkesProcess process, double seconds)
    {
        var random = new Rng(3, "hawkes");
        var counts = new int[process.Kinds];
        for (var kind = process.Next(random, seconds); kind >= 0; kind = process.Next(random, seconds))
        {
            counts[kind]++;
        }

        return counts;
    }
}
