using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class SideTests
{
    [Fact]
    public void TheSidesAreOpposites()
    {
        Assert.Equal((Side.Sell, Side.Buy), (Side.Buy.Opposite(), Side.Sell.Opposite()));
        Assert.Equal((1, -1), (Side.Buy.Sign(), Side.Sell.Sign()));
    }

    [Theory]
    [InlineData(Side.Buy, 10, 9, true)]
    [InlineData(Side.Buy, 10, 10, true)]
    [InlineData(Side.Buy, 10, 11, false)]
    [InlineData(Side.Sell, 10, 9, false)]
    [InlineData(Side.Sell, 10, 10, true)]
    [InlineData(Side.Sell, 10, 11, true)]
    public void ALimitAcceptsItsOwnPriceAndBetter(Side side, long limit, long price, bool expected)
        => Assert.Equal(expected, side.Accepts(new(limit), new(price)));

    [Fact]
    public void BidsRankFromTheHighestAndOffersFromTheLowest()
    {
        Assert.True(Side.Buy.IsBetter(new(11), new(10)) && Side.Sell.IsBetter(new(9), new(10)));
        Assert.False(Side.Buy.IsBetter(new(10), new(10)) || Side.Sell.IsBetter(new(10), new(10)));
    }
}
