using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class ExponentialAverageTests
{
    [Fact]
    public void TheFirstNumberIsTakenAsItIs()
    {
        var average = ExponentialAverage.OfHalfLife(10);
        Assert.False(average.HasValue);
        average.Add(7);
        Assert.True(average.HasValue);
        Assert.Equal(7, average.Value);
    }

    [Fact]
    public void AfterAHalfLifeTheOldAndTheNewCountTheSame()
    {
        var average = ExponentialAverage.OfHalfLife(10);
        average.Add(0);
        average.Add(100, elapsed: 10);
        Assert.Equal(50, average.Value, 1e-12);

        var steps = ExponentialAverage.OfHalfLife(10);
        steps.Add(0);
        for (var i = 0; i < 10; i++)
        {
            steps.Add(100);
        }

        Assert.Equal(50, steps.Value, 1e-12);
    }

    [Fact]
    public void AWeightIsThatOfTheNewestNumber()
    {
        var average = ExponentialAverage.OfWeight(0.25);
        average.Add(100);
        average.Add(200);
        Assert.Equal(125, average.Value, 1e-12);
        average.Add(200, elapsed: 0);
        Assert.Equal(125, average.Value, 1e-12);
    }

    [Fact]
    public void SenselessHalfLivesAndWeightsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExponentialAverage.OfHalfLife(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExponentialAverage.OfWeight(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExponentialAverage.OfWeight(double.NaN));
        Assert.Throws<InvariantViolatedException>(() => default(ExponentialAverage).Add(1));
    }
}
