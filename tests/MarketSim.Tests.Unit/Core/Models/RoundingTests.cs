using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(7, 2, Rounding.Down, 3)]
    [InlineData(7, 2, Rounding.Up, 4)]
    [InlineData(7, 2, Rounding.HalfUp, 4)]
    [InlineData(-7, 2, Rounding.Down, -4)]
    [InlineData(-7, 2, Rounding.Up, -3)]
    [InlineData(-7, 2, Rounding.HalfUp, -4)] // halves go away from zero
    [InlineData(5, 4, Rounding.HalfUp, 1)]
    [InlineData(-5, 4, Rounding.HalfUp, -1)]
    [InlineData(1, 3, Rounding.Up, 1)]
    [InlineData(-1, 3, Rounding.Up, 0)]
    [InlineData(-1, 3, Rounding.Down, -1)]
    [InlineData(6, 3, Rounding.Up, 2)]
    [InlineData(-6, 3, Rounding.Down, -2)]
    [InlineData(0, 3, Rounding.HalfUp, 0)]
    public void AQuotientGoesWhereTheRuleSays(long dividend, long divisor, Rounding rounding, long expected)
        => Assert.Equal(expected, rounding.Divide(dividend, divisor));

    [Fact]
    public void RandomQuotientsAreTheNearestOnTheirSide()
    {
        var random = new Rng(1, "rounding");
        for (var i = 0; i < 20_000; i++)
        {
            var dividend = ((Int128)(long)(random.NextBits() >> 1) - (1L << 62)) * random.Between(1, 1 << 30);
            Int128 divisor = random.Between(1, random.Chance(0.5) ? 10 : long.MaxValue);
            var (down, up) = (Rounding.Down.Divide(dividend, divisor), Rounding.Up.Divide(dividend, divisor));
            Assert.True(down * divisor <= dividend && dividend < (down + 1) * divisor);
            Assert.True((up - 1) * divisor < dividend && dividend <= up * divisor);
            var half = Rounding.HalfUp.Divide(dividend, divisor);
            Assert.True(2 * Int128.Abs(dividend - (half * divisor)) <= divisor);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void ADivisorThatIsNotPositiveIsRefused(long divisor)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.Down.Divide(1, divisor));

    [Fact]
    public void AnUnknownRuleIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Rounding)9).Divide(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Rounding)9).Apply(0.5));
    }
}
