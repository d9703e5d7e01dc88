using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class RunningMomentsTests
{
    private static RunningMoments Of(IEnumerable<double> values)
    {
        var moments = default(RunningMoments);
        foreach (var value in values)
        {
            moments.Add(value);
        }

        return moments;
    }

    [Fact]
    public void NothingHasNoMoments()
    {
        var none = default(RunningMoments);
        Assert.Equal((0L, 0.0, 0.0, 0.0, 0.0), (none.Count, none.Mean, none.Variance, none.Skewness, none.ExcessKurtosis));
    }

    [Fact]
    public void ASmallExampleByHand()
    {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sum of squares 32, of cubes 42, of fourth powers 356.
        var moments = Of([2, 4, 4, 4, 5, 5, 7, 9]);
        Assert.Equal((8L, 2.0, 9.0), (moments.Count, moments.Min, moments.Max));
        Assert.Equal(5, moments.Mean, 1e-14);
        Assert.Equal(4, moments.PopulationVariance, 1e-14);
        Assert.Equal(32.0 / 7, moments.Variance, 1e-14);
        Assert.Equal(42.0 / 8 / 8, moments.Skewness, 1e-13);
        Assert.Equal((356.0 / 8 / 16) - 3, moments.ExcessKurtosis, 1e-13);
    }

    [Fact]
    public void AMeanFarFromZeroCostsNoAccuracy()
    {
        var moments = Of([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
        Assert.Equal(30, moments.Variance, 1e-9);
    }

    [Fact]
    public void EqualNumbersHaveNoSpread()
    {
        var moments = Of(Enumerable.Repeat(0.1, 1_000));
        Assert.Equal((0.1, 0.0, 0.0), (moments.Mean, moments.Variance, moments.Skewness));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(137)]
    [InlineData(1_000)]
    public void MergingTwoHalvesGivesTheWhole(int cut)
    {
        var random = new Rng(5, "moments");
        var values = Enumerable.Range(0, 1_000).Select(_ => random.NextLogNormal(0, 0.5)).ToArray();
        var whole = Of(values);
        var merged = Of(values[..cut]);
        merged.Merge(Of(values[cut..]));
        Assert.Equal((whole.Count, whole.Min, whole.Max), (merged.Count, merged.Min, merged.Max));
        Assert.Equal(whole.Mean, merged.Mean, 1e-12);
        Assert.Equal(whole.Variance, merged.Variance, 1e-12);
        Assert.Equal(whole.Skewness, merged.Skewness, 1e-10);
        Assert.Equal(whole.ExcessKurtosis, merged.ExcessKurtosis, 1e-9);
    }

    [Fact]
    public void TheMomentsAgreeWithTwoPassesOverTheNumbers()
    {
        var random = new Rng(6, "moments");
        var values = Enumerable.Range(0, 5_000).Select(_ => random.NextExponential(2)).ToArray();
        var moments = Of(values);
        var mean = values.Average();
        double Central(int power) => values.Average(value => Math.Pow(value - mean, power));
        Assert.Equal(mean, moments.Mean, 1e-12);
        Assert.Equal(Central(2), moments.PopulationVariance, 1e-12);
        Assert.Equal(Central(3) / Math.Pow(Central(2), 1.5), moments.Skewness, 1e-10);
        Assert.Equal((Central(4) / Math.Pow(Central(2), 2)) - 3, moments.ExcessKurtosis, 1e-9);
    }
}
