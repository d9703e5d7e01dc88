using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class MoneyTests
{
    [Fact]
    public void MoneyNeverWraps()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue) - new Money(1));
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue));
    }

    [Fact]
    public void AWideResultThatDoesNotFitStopsTheCaller()
    {
        Assert.Equal(new Money(long.MaxValue), Money.FromInt128(long.MaxValue));
        Assert.Throws<OverflowException>(() => Money.FromInt128((Int128)long.MaxValue + 1));
        Assert.Throws<OverflowException>(() => Money.FromInt128((Int128)long.MinValue - 1));
    }

    [Fact]
    public void MoneyAddsAndIsOrdered()
    {
        Assert.Equal(new Money(-1), new Money(3) - new Money(4));
        Assert.Equal(new Money(7), new Money(3) + new Money(4));
        Assert.Equal(new Money(-3), -new Money(3));
        Assert.True(new Money(-3) < Money.Zero && Money.Zero > new Money(-3));
        Assert.True(new Money(3) <= new Money(3) && new Money(3) >= new Money(3));
    }
}
