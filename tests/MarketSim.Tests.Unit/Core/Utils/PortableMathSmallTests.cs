using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Expected values are correctly rounded from 40-digit arithmetic (mpmath).</summary>
public sealed class PortableMathSmallTests
{
    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(1e-10, 0.999999999887162)]
    [InlineData(0.3, 0.7345993345676551)]
    [InlineData(0.5, 0.6156903441929259)]
    [InlineData(1.0, 0.427583576155807)]
    [InlineData(5.0, 0.11070463773306863)]
    [InlineData(30.0, 0.01879588886141675)]
    [InlineData(100000.0, 5.6418958351954685e-06)]
    [InlineData(-0.2, 1.2726020284831958)]
    [InlineData(-1.0, 5.008980080762283)]
    [InlineData(-5.0, 144009798674.66104)]
    public void TheScaledErrorFunctionIsWithin1E15OfItself(double x, double expected)
        => Assert.Equal(1, PortableMath.ErfcScaled(x) / expected, 1.1e-15 * (1 + (x < 0 ? x * x : 0)));

    [Theory]
    [InlineData(1e-20, 1e-20, 1e-20)]
    [InlineData(1e-09, 9.999999995e-10, 1.0000000005000001e-09)]
    [InlineData(-1e-09, -1.0000000005000001e-09, -9.999999995e-10)]
    [InlineData(0.3, 0.26236426446749106, 0.3498588075760031)]
    [InlineData(-0.3, -0.35667494393873234, -0.2591817793182821)]
    [InlineData(0.35, 0.30010459245033805, 0.41906754859325723)]
    [InlineData(-0.5, -0.6931471805599453, -0.3934693402873666)]
    [InlineData(2.0, 1.0986122886681098, 6.38905609893065)]
    [InlineData(-0.99, -4.605170185988091, -0.6284233089779543)]
    public void LogarithmsAndPowersBesideOneKeepTheirDigits(double x, double log, double exp)
    {
        Assert.Equal(1, PortableMath.LogOnePlus(x) / log, 4.5e-16);
        Assert.Equal(1, PortableMath.ExpMinusOne(x) / exp, 4.5e-16);
    }

    [Fact]
    public void TheirEndsAreThoseOfTheFunctions()
    {
        Assert.Equal(double.NegativeInfinity, PortableMath.LogOnePlus(-1));
        Assert.Equal(double.NaN, PortableMath.LogOnePlus(-2));
        Assert.Equal(double.PositiveInfinity, PortableMath.LogOnePlus(double.PositiveInfinity));
        Assert.Equal(-1, PortableMath.ExpMinusOne(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, PortableMath.ExpMinusOne(800));
        Assert.Equal(double.NaN, PortableMath.ErfcScaled(double.NaN));
    }
}
