using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class PriceTests
{
    [Theory]
    [InlineData(10.4, Rounding.Down, 10)]
    [InlineData(10.4, Rounding.Up, 11)]
    [InlineData(10.4, Rounding.HalfUp, 10)]
    [InlineData(10.5, Rounding.HalfUp, 11)]
    [InlineData(-10.4, Rounding.Down, -11)]
    [InlineData(-10.4, Rounding.Up, -10)]
    [InlineData(-10.5, Rounding.HalfUp, -11)]
    [InlineData(7, Rounding.Down, 7)]
    [InlineData(0.49999999999999994, Rounding.HalfUp, 0)] // adding a half and cutting would give 1
    public void AModelsValueIsRoundedAsTheCallerNames(double ticks, Rounding rounding, long expected)
        => Assert.Equal(new Price(expected), Price.FromDouble(ticks, rounding));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(9.3e18)]
    [InlineData(-9.3e18)]
    public void AValueThatIsNoPriceStopsTheCaller(double ticks)
        => Assert.Throws<OverflowException>(() => Price.FromDouble(ticks, Rounding.HalfUp));

    [Fact]
    public void APriceNeverWraps()
    {
        Assert.Throws<OverflowException>(() => new Price(long.MaxValue) + 1);
        Assert.Throws<OverflowException>(() => new Price(long.MinValue) - 1);
        Assert.Throws<OverflowException>(() => new Price(long.MaxValue) - new Price(-1));
    }

    [Fact]
    public void PricesMoveByUnitsAndAreOrdered()
    {
        Assert.Equal(new Price(12), new Price(10) + 2);
        Assert.Equal(new Price(8), new Price(10) - 2);
        Assert.Equal(-3, new Price(-5) - new Price(-2));
        Assert.True(new Price(-5) < new Price(-2) && new Price(2) > new Price(-2));
        Assert.True(new Price(2) <= new Price(2) && new Price(2) >= new Price(2));
        Assert.False(new Price(2) < new Price(2) || new Price(2) > new Price(2));
        Assert.Equal(-1, new Price(1).CompareTo(new Price(2)));
        Assert.Equal("-1234", new Price(-1_234).ToString());
    }
}
