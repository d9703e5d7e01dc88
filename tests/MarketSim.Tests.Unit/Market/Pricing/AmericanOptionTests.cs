using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class AmericanOptionTests
{
    private static readonly OptionInputs Some = new(OptionRight.Put, 100, 100, 1, 0.05, 0.05, 0.25);

    /// <summary>Andersen, Lake and Offengenden (2016), table 2: with S = K = 100, r = q = 5%, σ = 25% and a year, early exercise
    /// adds 0.106952702747.</summary>
    [Fact]
    public void ThePublishedPremiumComesOut()
    {
        var european = BlackScholes.Price(Some);
        Assert.Equal(0.106952702747, AmericanOption.Price(Some, AmericanAccuracy.High) - european, 1e-10);
        Assert.Equal(0.106952702747, AmericanOption.Price(Some) - european, 1e-8);
        Assert.Equal(0.106952702747, AmericanOption.Price(Some, AmericanAccuracy.Fast) - european, 1e-5);
    }

    /// <summary>Broadie and Detemple (1996), table 1: a call on K 100, r 3%, q 7%, σ 20%, half a year.</summary>
    [Theory]
    [InlineData(80, 0.2194)]
    [InlineData(90, 1.3864)]
    [InlineData(100, 4.7825)]
    [InlineData(110, 11.0978)]
    [InlineData(120, 20.0004)]
    public void PublishedCallsComeOut(double spot, double expected)
        => Assert.Equal(expected, AmericanOption.Price(new(OptionRight.Call, spot, 100, 0.5, 0.03, 0.07, 0.2)), 1.5e-4);

    /// <summary>Longstaff and Schwartz (2001), table 1, finite differences with 50 exercise dates a year: put, K 40, r 6%.</summary>
    [Theory]
    [InlineData(36, 0.2, 1, 4.478)]
    [InlineData(36, 0.4, 2, 8.508)]
    [InlineData(40, 0.2, 1, 2.314)]
    [InlineData(44, 0.2, 2, 1.690)]
    [InlineData(44, 0.4, 1, 3.948)]
    public void ItIsALittleMoreThanPublishedValuesWithFiftyExerciseDatesAYear(
        double spot, double volatility, double years, double expected)
        => Assert.InRange(
            AmericanOption.Price(new(OptionRight.Put, spot, 40, years, 0.06, 0, volatility)) - expected, 0.001, 0.01);

    [Fact]
    public void ItAgreesWithALargeTree()
        => Replay.Cases(nameof(AmericanOptionTests), 60, 2_000, random =>
        {
            var inputs = Random(random);
            var coarse = BinomialTree.Price(inputs, ExerciseStyle.American, 501);
            var fine = BinomialTree.Price(inputs, ExerciseStyle.American, 1001);
            Replay.Near((2 * fine) - coarse, AmericanOption.Price(inputs), 5e-5 * inputs.Strike, inputs);
        });

    [Fact]
    public void TheAccuraciesAreWhatTheySay()
        => Replay.Cases(nameof(AmericanOptionTests), 60, 3_000, random =>
        {
            var inputs = Random(random);
            var reference = AmericanOption.Price(inputs, AmericanAccuracy.High);
            Replay.Near(reference, AmericanOption.Price(inputs), 2e-6 * inputs.Strike, inputs);
            Replay.Near(reference, AmericanOption.Price(inputs, AmericanAccuracy.Fast), 1e-4 * inputs.Strike, inputs);
        });

    [Fact]
    public void ItIsNeverLessThanTheEuropeanValueOrThePayoff()
        => Replay.Cases(nameof(AmericanOptionTests), 300, 10_000, random =>
        {
            var inputs = Random(random);
            var value = AmericanOption.Price(inputs, AmericanAccuracy.Fast);
            Assert.True(value >= BlackScholes.Price(inputs) - 1e-11 && value >= inputs.Intrinsic, inputs.ToString());
        });

    [Fact]
    public void ExtremeRatesTimesAndVolatilitiesStayWithinTheirBoundsAndAgreeWithTheReference()
        => Replay.Cases(nameof(AmericanOptionTests), 80, 5_000, random =>
        {
            var inputs = new OptionInputs(
                random.Right(), 100, 100, random.Scale(1e-4, 20), random.NextUniform(-0.05, 0.3), random.NextUniform(-0.05, 0.3),
                random.Scale(0.005, 3));
            inputs = inputs with
            {
                Strike = 100 * PortableMath.Exp(random.NextUniform(-3, 3) * Math.Min(1, inputs.TotalVolatility)),
                Yield = random.Below(5) switch { 0 => 0, 1 => inputs.Rate, _ => inputs.Yield },
            };
            if (ExerciseBoundary.KindOf(inputs.Right, inputs.Rate, inputs.Yield) != ExerciseRegion.BeyondOnePrice)
            {
                return;
            }

            var value = AmericanOption.Price(inputs);
            var most = inputs.Right == OptionRight.Call
                ? inputs.Spot * Math.Max(1, inputs.YieldDiscount)
                : inputs.Strike * Math.Max(1, inputs.Discount);
            Assert.InRange(value, Math.Max(inputs.Intrinsic, BlackScholes.Price(inputs) - 1e-9), most * (1 + 1e-9));
            Replay.Near(
                AmericanOption.Price(inputs, AmericanAccuracy.High), value, 1e-5 * Math.Max(inputs.Spot, inputs.Strike), inputs);
        });

    [Fact]
    public void ACallIsAPutWithRateAndYieldChangedAbout()
    {
        var call = new OptionInputs(OptionRight.Call, 90, 110, 0.7, 0.02, 0.06, 0.3);
        var put = new OptionInputs(OptionRight.Put, 110, 90, 0.7, 0.06, 0.02, 0.3);
        Assert.Equal(AmericanOption.Price(call), AmericanOption.Price(put), 1e-12);
    }

    [Fact]
    public void WithoutAReasonToExerciseItIsTheEuropeanValue()
    {
        var call = Some with { Right = OptionRight.Call, Yield = 0 };
        Assert.Equal(BlackScholes.Price(call), AmericanOption.Price(call));
        var put = Some with { Rate = 0, Yield = 0.03 };
        Assert.Equal(BlackScholes.Price(put), AmericanOption.Price(put));
        Assert.Null(AmericanOption.ExercisePrice(put));
        var negative = Some with { Rate = -0.02, Yield = -0.01 };
        Assert.Equal(BlackScholes.Price(negative), AmericanOption.Price(negative));
    }

    [Fact]
    public void BetweenTwoBoundariesATreeServes()
    {
        var put = Some with { Rate = -0.01, Yield = -0.06 };
        Assert.Equal(ExerciseRegion.BetweenTwoPrices, ExerciseBoundary.KindOf(put.Right, put.Rate, put.Yield));
        Assert.Equal(BinomialTree.Price(put, ExerciseStyle.American, 3001), AmericanOption.Price(put), 1e-3);
        Assert.Contains("single exercise boundary", Assert.Throws<ArgumentException>(() => ExerciseBoundary.Solve(put)).Message);
    }

    [Fact]
    public void AZeroRateWithANegativeYieldHasABoundaryLikeAnyOther()
    {
        var put = Some with { Rate = 0, Yield = -0.05, Strike = 120 };
        Assert.Equal(BinomialTree.Price(put, ExerciseStyle.American, 3001), AmericanOption.Price(put), 2e-3);
    }

    [Fact]
    public void TheExercisePriceIsWhereTheValueMeetsThePayoffWithTheSameSlope()
        => Replay.Cases(nameof(AmericanOptionTests), 50, 1_000, random =>
        {
            var inputs = Random(random);
            var boundary = ExerciseBoundary.Solve(inputs, AmericanAccuracy.High);
            var critical = boundary.CriticalPrice(inputs.Strike, inputs.Years);
            var outward = inputs.Right == OptionRight.Put ? 1 : -1;
            var at = inputs with { Spot = critical * (1 + (outward * 1e-7)) };
            Replay.Near(at.Intrinsic, boundary.Value(at.Spot, at.Strike), 1e-5 * inputs.Strike, inputs);
            Replay.Near(-outward, boundary.Slopes(at.Spot, at.Strike).Delta, 2e-3, inputs);
            var inside = inputs with { Spot = critical * (1 - (outward * 0.01)) };
            Replay.Near(inside.Intrinsic, boundary.Value(inside.Spot, inside.Strike), 0, inputs);
        });

    [Fact]
    public void TheExercisePriceStartsAtTheLesserOfStrikeAndStrikeTimesRateOverYield()
    {
        var boundary = ExerciseBoundary.Solve(Some with { Rate = 0.03, Yield = 0.06 });
        Assert.Equal(50, boundary.CriticalPrice(100, 0), 1e-9);
        Assert.Equal(100, ExerciseBoundary.Solve(Some with { Rate = 0.06, Yield = 0.03 }).CriticalPrice(100, 0), 1e-9);
        var earlier = boundary.CriticalPrice(100, 1);
        Assert.True(earlier < boundary.CriticalPrice(100, 0.5) && boundary.CriticalPrice(100, 0.5) < 50);
        Assert.Contains("time left", Assert.Throws<ArgumentException>(() => boundary.CriticalPrice(100, 2)).Message);
    }

    [Fact]
    public void TheGreeksAreTheSlopes()
        => Replay.Cases(nameof(AmericanOptionTests), 10, 300, random =>
        {
            var inputs = Random(random) with { Strike = 100, Years = random.NextUniform(0.3, 2) };
            var greeks = AmericanOption.Greeks(inputs, AmericanAccuracy.High);
            if (greeks.Price <= inputs.Intrinsic * 1.01)
            {
                return;
            }

            var slopes = NumericalGreeks.Of(inputs, moved => AmericanOption.Price(moved, AmericanAccuracy.High));
            Replay.Near(slopes.Delta, greeks.Delta, 1e-5, inputs);
            Replay.Near(slopes.Gamma, greeks.Gamma, 1e-4, inputs);
            Replay.Near(slopes.Theta, greeks.Theta, 1e-2, inputs);
            Replay.Near(slopes.Vega, greeks.Vega, 1e-3, inputs);
            Replay.Near(slopes.Rho, greeks.Rho, 1e-3, inputs);
            Replay.Near(slopes.YieldRho, greeks.YieldRho, 1e-3, inputs);
            Replay.Near(slopes.Vanna, greeks.Vanna, 1e-3, inputs);
            Replay.Near(slopes.Charm, greeks.Charm, 1e-3, inputs);
        });

    [Fact]
    public void OneBoundaryValuesAWholeChain()
    {
        var boundary = ExerciseBoundary.Solve(Some);
        for (var strike = 80.0; strike <= 120; strike += 5)
        {
            Assert.Equal(AmericanOption.Price(Some with { Strike = strike }), boundary.Value(100, strike), 1e-12);
        }
    }

    [Fact]
    public void TheLimitsAreThoseOfThePayoff()
    {
        Assert.Equal(10, AmericanOption.Price(Some with { Years = 0, Spot = 90 }));
        Assert.Equal(100, AmericanOption.Price(Some with { Spot = 0 }));
        Assert.Equal(10, AmericanOption.Price(Some with { Volatility = 0, Spot = 90 }));

        // Without volatility a put that gains by waiting waits: the share falls by its yield.
        var waiting = Some with { Volatility = 0, Rate = 0, Yield = 0.1 };
        Assert.Equal(100 * (1 - Math.Exp(-0.1)), AmericanOption.Price(waiting), 1e-12);
        Assert.Throws<ArgumentException>(() => AmericanOption.Price(Some with { Volatility = double.NaN }));
    }

    private static OptionInputs Random(Rng random)
    {
        var right = random.Right();
        var (carried, other) = (random.NextUniform(0.005, 0.12), random.NextUniform(-0.02, 0.12));
        return new OptionInputs(
            right, 100, random.NextUniform(75, 130), random.Scale(0.05, 4), right == OptionRight.Put ? carried : other,
            right == OptionRight.Put ? other : carried, random.NextUniform(0.08, 0.7));
    }
}
