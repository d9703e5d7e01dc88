using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Expected values are correctly rounded from 60-digit arithmetic (mpmath).</summary>
public sealed class PortableMathTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2.718281828459045)]
    [InlineData(-1, 0.36787944117144233)]
    [InlineData(0.5, 1.6487212707001282)]
    [InlineData(10, 22026.465794806718)]
    [InlineData(-0.001, 0.999000499833375)]
    [InlineData(700.5, 1.6721859620674984e+304)]
    [InlineData(-700.5, 5.980196118639791e-305)]
    [InlineData(-740, 4.2e-322)]
    [InlineData(1e-10, 1.0000000001)]
    public void ExpIsWithinAUnitInTheLastPlace(double x, double expected) => AssertWithin(1, expected, PortableMath.Exp(x));

    [Theory]
    [InlineData(0.5, -0.6931471805599453)]
    [InlineData(2, 0.6931471805599453)]
    [InlineData(10, 2.302585092994046)]
    [InlineData(1.0000001, 9.999999505838704e-08)]
    [InlineData(0.9999999, -1.0000000494736474e-07)]
    [InlineData(1e300, 690.7755278982137)]
    [InlineData(5e-324, -744.4400719213812)]
    [InlineData(0.7071067811865476, -0.3465735902799726)]
    public void LogIsWithinAUnitInTheLastPlace(double x, double expected) => AssertWithin(1, expected, PortableMath.Log(x));

    [Theory]
    [InlineData(2, 0.5, 1.4142135623730951)]
    [InlineData(10, -3, 0.001)]
    [InlineData(1.0000001, 1e7, 2.7182816941320818)]
    [InlineData(0.9, 1000, 1.7478712517226947e-46)]
    [InlineData(123.456, 7.89, 3.1771028258180936e+16)]
    [InlineData(1e-300, 1.02, 9.999999999999877e-307)]
    [InlineData(1.5, 1750, 1.4444527745742028e+308)]
    public void PowIsWithinAUnitInTheLastPlace(double x, double y, double expected)
        => AssertWithin(1, expected, PortableMath.Pow(x, y));

    [Theory]
    [InlineData(1, 0.8414709848078965, 0.5403023058681398)]
    [InlineData(-2.5, -0.5984721441039565, -0.8011436155469337)]
    [InlineData(100, -0.5063656411097588, 0.8623188722876839)]
    [InlineData(1e6, -0.34999350217129294, 0.9367521275331447)]
    [InlineData(1e9, 0.5458434494486996, 0.8378871813639024)]
    [InlineData(1e-9, 1e-9, 1)]
    public void SinAndCosAreWithinAUnitInTheLastPlace(double x, double sine, double cosine)
    {
        AssertWithin(1, sine, PortableMath.Sin(x));
        AssertWithin(1, cosine, PortableMath.Cos(x));
    }

    [Fact]
    public void SinAndCosStayAccurateBesideTheirZeros()
    {
        AssertWithin(1, 1.2246467991473532e-16, PortableMath.Sin(Math.PI));
        AssertWithin(1, 6.123233995736766e-17, PortableMath.Cos(Math.PI / 2));
    }

    [Fact]
    public void RandomArgumentsAgreeWithThePlatformWithinTwoUnitsInTheLastPlace()
    {
        // Two: one for each side. The platform's own error is what makes this bound looser than the one above.
        const ulong Seed = 11;
        var random = new Rng(Seed, "portable-math");
        for (var i = 0; i < 200_000; i++)
        {
            var x = random.NextUniform(-740, 709);
            AssertWithin(2, Math.Exp(x), PortableMath.Exp(x), $"exp({x:r}), seed {Seed}");
            x = BitConverter.Int64BitsToDouble(random.Below(0x7FF0_0000_0000_0000));
            AssertWithin(2, Math.Log(x), PortableMath.Log(x), $"log({x:r}), seed {Seed}");
            x = random.NextUniform(-100, 100);
            AssertWithin(2, Math.Sin(x), PortableMath.Sin(x), $"sin({x:r}), seed {Seed}");
            AssertWithin(2, Math.Cos(x), PortableMath.Cos(x), $"cos({x:r}), seed {Seed}");
            var (b, e) = (random.NextUniform(0, 50), random.NextUniform(-80, 80));
            AssertWithin(2, Math.Pow(b, e), PortableMath.Pow(b, e), $"pow({b:r}, {e:r}), seed {Seed}");
        }
    }

    [Fact]
    public void SpecialValuesOfExpAndLogAreThoseOfIeee754()
    {
        Assert.Equal(double.PositiveInfinity, PortableMath.Exp(709.79));
        Assert.Equal(0, PortableMath.Exp(-746));
        Assert.Equal(double.PositiveInfinity, PortableMath.Exp(double.PositiveInfinity));
        Assert.Equal(0, PortableMath.Exp(double.NegativeInfinity));
        Assert.True(double.IsFinite(PortableMath.Exp(709.782712893384)));
        Assert.Equal(double.NegativeInfinity, PortableMath.Log(0));
        Assert.Equal(double.PositiveInfinity, PortableMath.Log(double.PositiveInfinity));
        Assert.Equal(0, PortableMath.Log(1));
        Assert.All([-1, double.NegativeInfinity, double.NaN], x => Assert.Equal(double.NaN, PortableMath.Log(x)));
        Assert.Equal(double.NaN, PortableMath.Exp(double.NaN));
    }

    [Fact]
    public void SpecialValuesOfPowAreThoseOfIeee754()
    {
        double[] values =
        [
            0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 4, 2.5, -2.5, 1e300, -1e300, 9_007_199_254_740_991, 9_007_199_254_740_992,
            double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.Epsilon, -double.Epsilon, double.MaxValue,
        ];
        foreach (var x in values)
        {
            foreach (var y in values)
            {
                AssertWithin(2, Math.Pow(x, y), PortableMath.Pow(x, y), $"pow({x:r}, {y:r})");
            }
        }
    }

    [Theory]
    [InlineData(2_000_000_000)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void AnAngleTooLargeToReduceIsRefused(double x)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.Sin(x));
        Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.Cos(x));
    }

    [Theory]
    [InlineData(0.1, 0.1124629160182849)]
    [InlineData(0.4999, 0.5204119951613866)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(1, 0.8427007929497149)]
    [InlineData(-2, -0.9953222650189527)]
    [InlineData(3.5, 0.9999992569016276)]
    [InlineData(6, 1)]
    public void ErfIsWithin1E15OfItself(double x, double expected) => AssertRelative(1e-15, expected, PortableMath.Erf(x));

    [Theory]
    [InlineData(-2, 1.9953222650189528)]
    [InlineData(0.1, 0.887537083981715)]
    [InlineData(0.5, 0.4795001221869535)]
    [InlineData(1, 0.15729920705028513)]
    [InlineData(5, 1.537459794428035e-12)]
    [InlineData(20, 5.395865611607901e-176)]
    [InlineData(26, 5.663192408856143e-296)]
    public void ErfcIsWithin1E15OfItself(double x, double expected) => AssertRelative(1e-15, expected, PortableMath.Erfc(x));

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(-1, 0.15865525393145705)]
    [InlineData(1.96, 0.9750021048517795)]
    [InlineData(-5, 2.866515718791939e-07)]
    [InlineData(-10, 7.619853024160525e-24)]
    [InlineData(-37, 5.725571222524577e-300)]
    [InlineData(8, 0.9999999999999993)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NegativeInfinity, 0)]
    public void TheNormalDistributionIsWithin1E15OfItself(double x, double expected)
        => AssertRelative(1e-15, expected, PortableMath.NormalCdf(x));

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.3, -0.5244005127080408)]
    [InlineData(0.975, 1.9599639845400538)]
    [InlineData(0.025, -1.9599639845400543)]
    [InlineData(1e-3, -3.0902323061678136)]
    [InlineData(1e-10, -6.361340902404057)]
    [InlineData(1e-100, -21.273453560965326)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(1, double.PositiveInfinity)]
    public void TheNormalQuantileIsWithin1E15OfItself(double p, double expected)
        => AssertRelative(1e-15, expected, PortableMath.NormalQuantile(p));

    [Fact]
    public void QuantileAndDistributionAreInverse()
    {
        for (var p = 1e-12; p < 1; p += 0.000_37)
        {
            AssertRelative(1e-13, p, PortableMath.NormalCdf(PortableMath.NormalQuantile(p)));
        }
    }

    [Fact]
    public void TheDensityIsTheSlopeOfTheDistribution()
    {
        for (var x = -6.0; x < 6; x += 0.13)
        {
            var slope = (PortableMath.NormalCdf(x + 1e-5) - PortableMath.NormalCdf(x - 1e-5)) / 2e-5;
            Assert.Equal(slope, PortableMath.NormalDensity(x), 1e-9);
        }
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(1.001)]
    [InlineData(double.NaN)]
    public void WhatIsNoProbabilityHasNoQuantile(double p)
        => Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.NormalQuantile(p));

    [Theory]
    [InlineData(0.1, 2.252712651734206)]
    [InlineData(1, 0)]
    [InlineData(1.5, -0.12078223763524522)]
    [InlineData(2, 0)]
    [InlineData(3, 0.6931471805599453)]
    [InlineData(10, 12.801827480081469)]
    [InlineData(100.5, 361.4355404677776)]
    [InlineData(1e10, 220258509288.81058)]
    public void LogGammaIsWithin1E14OfTheLargerOfItselfAndOne(double x, double expected)
        => Assert.Equal(expected, PortableMath.LogGamma(x), 1e-14 * Math.Max(1, Math.Abs(expected)));

    [Fact]
    public void LogGammaIsRefusedWhereItIsNotGiven()
        => Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.LogGamma(0));

    [Fact]
    public void TheBitsAreTheSameOnEveryMachine()
    {
        // Golden: 100,000 results of each function, in one fingerprint. A difference on some machine means that model code
        // would decide differently there.
        var random = new Rng(12, "golden-bits");
        var hash = default(StateHash);
        for (var i = 0; i < 100_000; i++)
        {
            var x = random.NextUniform(-30, 30);
            var p = random.NextOpenDouble();
            double[] results =
            [
                PortableMath.Exp(x), PortableMath.Log(p), PortableMath.Pow(p * 10, x), PortableMath.Sin(x), PortableMath.Cos(x),
                PortableMath.Erf(x / 10), PortableMath.Erfc(x / 5), PortableMath.NormalCdf(x / 4), PortableMath.NormalDensity(x / 4),
                PortableMath.NormalQuantile(p), PortableMath.LogGamma(p * 40), PortableMath.Sqrt(p),
            ];
            foreach (var result in results)
            {
                hash.Add(BitConverter.DoubleToUInt64Bits(result));
            }
        }

        Assert.Equal("b3ef3b7c9eb6eda7", hash.ToString());
    }

    private static void AssertWithin(long units, double expected, double actual, string? what = null)
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected) || expected == 0)
        {
            var isSame = expected.Equals(actual) && double.IsNegative(expected) == double.IsNegative(actual);
            Assert.True(isSame || (double.IsNaN(expected) && double.IsNaN(actual)), $"{what}: {actual:r}, not {expected:r}");
            return;
        }

        var distance = Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(actual));
        Assert.True(distance <= units, $"{what}: {actual:r} is {distance} units in the last place from {expected:r}");
    }

    private static void AssertRelative(double bound, double expected, double actual)
    {
        if (double.IsInfinity(expected))
        {
            Assert.Equal(expected, actual);
            return;
        }

        Assert.True(Math.Abs(actual - expected) <= bound * Math.Abs(expected), $"{actual:r} is not near {expected:r}");
    }
}
