using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class QuantityTests
{
    [Fact]
    public void AQuantityNeverWraps()
    {
        Assert.Throws<OverflowException>(() => new Quantity(long.MaxValue) + new Quantity(1));
        Assert.Throws<OverflowException>(() => new Quantity(long.MinValue) - new Quantity(1));
    }

    [Fact]
    public void QuantitiesAddAndAreOrdered()
    {
        Assert.Equal(new Quantity(7), new Quantity(3) + new Quantity(4));
        Assert.Equal(new Quantity(-1), new Quantity(3) - new Quantity(4));
        Assert.Equal(new Quantity(3), Quantity.Min(new(3), new(4)));
        Assert.Equal(new Quantity(3), Quantity.Min(new(4), new(3)));
        Assert.True(Quantity.Zero.IsZero && !new Quantity(1).IsZero);
        Assert.True(new Quantity(3) < new Quantity(4) && new Quantity(4) > new Quantity(3));
        Assert.True(new Quantity(3) <= new Quantity(3) && new Quantity(3) >= new Quantity(3));
        Assert.Equal("1000000", new Quantity(1_000_000).ToString());
    }
}
