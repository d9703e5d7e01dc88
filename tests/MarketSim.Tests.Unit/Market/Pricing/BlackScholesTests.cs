using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class BlackScholesTests
{
    private static readonly OptionInputs Some = new(OptionRight.Call, 100, 110, 0.5, 0.03, 0.01, 0.3);

    /// <summary>Correctly rounded from 80-digit arithmetic (mpmath).</summary>
    [Theory]
    [InlineData(OptionRight.Call, 40, 60, 5, 0.03, 0, 0.3, 7.040239234639771)]
    [InlineData(OptionRight.Call, 42, 40, 0.5, 0.1, 0, 0.2, 4.759422392871533)]
    [InlineData(OptionRight.Put, 42, 40, 0.5, 0.1, 0, 0.2, 0.8085993729000936)]
    [InlineData(OptionRight.Put, 100, 95, 0.25, 0.1, 0.05, 0.2, 1.5152015873811213)]
    [InlineData(OptionRight.Call, 100, 100, 1, 0.05, 0.02, 0.25, 11.123761928058132)]
    [InlineData(OptionRight.Put, 100, 20, 0.1, 0.02, 0, 0.2, 1.8583847879548224e-144)]
    [InlineData(OptionRight.Call, 100, 200, 0.25, 0.01, 0.03, 0.15, 7.175311594095267e-21)]
    [InlineData(OptionRight.Call, 100, 130, 0.02, 0.05, 0, 0.2, 4.1790849356568035e-21)]
    [InlineData(OptionRight.Put, 100, 1, 0.5, 0.05, 0.01, 0.4, 3.4989742079559024e-61)]
    [InlineData(OptionRight.Call, 50, 5000, 1, 0.03, 0, 0.5, 7.240532737905355e-19)]
    [InlineData(OptionRight.Call, 100, 100.0001, 0.001, 0, 0, 0.01, 0.012565731943593322)]
    [InlineData(OptionRight.Put, 100, 100, 1e-06, 0.05, 0.05, 0.001, 3.989422604543025e-05)]
    [InlineData(OptionRight.Call, 100, 100, 30, -0.01, 0.02, 2.5, 54.881163608752765)]
    [InlineData(OptionRight.Put, 3.5, 80, 10, 0.1, 0, 0.9, 28.11553570626715)]
    [InlineData(OptionRight.Call, 250, 1, 2, 0.15, 0.15, 0.3, 184.46373694974776)]
    [InlineData(OptionRight.Put, 1e-05, 0.001, 0.5, 0.02, 0, 0.7, 0.000980049833749168)]
    [InlineData(OptionRight.Call, 10000000.0, 20000000.0, 0.3, 0.02, 0, 0.2, 4.16273346116853e-05)]
    [InlineData(OptionRight.Put, 100, 12.5, 0.1, 0, 0, 0.3, 1.2960153866846245e-107)]
    [InlineData(OptionRight.Call, 5000, 5600, 0.019178082191780823, 0.045, 0.013, 0.12, 7.34434959114338e-11)]
    [InlineData(OptionRight.Put, 5000, 3000, 0.0821917808219178, 0.045, 0.013, 0.17, 5.224431934720997e-25)]
    public void TheValueIsRightToTwelveDigitsHoweverSmallItIs(
        OptionRight right, double spot, double strike, double years, double rate, double yield, double volatility, double expected)
        => Assert.Equal(
            1, BlackScholes.Price(new(right, spot, strike, years, rate, yield, volatility)) / expected, 1e-12);

    /// <summary>Hull, "Options, Futures, and Other Derivatives": S 42, K 40, r 10%, σ 20%, six months: 4.76 and 0.81. The rules'
    /// model check: S 40, K 60, T 5, r 3%, σ 30%: 7.040239. Haug (2007), section 1.1: S 60, K 65, T 0.25, r 8%, σ 30%: 2.1334;
    /// with a yield: S 100, K 95, T 0.5, r 10%, q 5%, σ 20%: put 2.4648.</summary>
    [Theory]
    [InlineData(OptionRight.Call, 42, 40, 0.5, 0.10, 0, 0.2, 4.76, 0.005)]
    [InlineData(OptionRight.Put, 42, 40, 0.5, 0.10, 0, 0.2, 0.81, 0.005)]
    [InlineData(OptionRight.Call, 40, 60, 5, 0.03, 0, 0.3, 7.040239, 5e-7)]
    [InlineData(OptionRight.Call, 60, 65, 0.25, 0.08, 0, 0.3, 2.1334, 5e-5)]
    [InlineData(OptionRight.Put, 100, 95, 0.5, 0.10, 0.05, 0.2, 2.4648, 5e-5)]
    public void PublishedValuesComeOut(
        OptionRight right, double spot, double strike, double years, double rate, double yield, double volatility, double expected,
        double tolerance)
        => Assert.Equal(expected, BlackScholes.Price(new(right, spot, strike, years, rate, yield, volatility)), tolerance);

    /// <summary>Haug (2007), section 1.1.4: options on a future, F 19, K 19, T 0.75, r 10%, σ 28%: 1.7011 both.</summary>
    [Fact]
    public void PublishedValuesOnAFutureComeOut()
    {
        Assert.Equal(1.7011, Black76.Price(OptionRight.Call, 19, 19, 0.75, 0.1, 0.28), 5e-5);
        Assert.Equal(1.7011, Black76.Price(OptionRight.Put, 19, 19, 0.75, 0.1, 0.28), 5e-5);
    }

    [Fact]
    public void ItIsTheIntegralOfThePayoffOverTheLognormalDensity()
        => Replay.Cases(nameof(BlackScholesTests), 300, 20_000, random =>
        {
            var total = random.Scale(0.002, 3);
            var years = random.Scale(0.01, 20);
            var inputs = new OptionInputs(
                random.Right(), 100, 100 * PortableMath.Exp(random.NextUniform(-12, 12) * total), years,
                random.NextUniform(-0.05, 0.15), random.NextUniform(-0.05, 0.15), total / Math.Sqrt(years));
            var integral = Integrated(inputs);
            Replay.Near(integral, BlackScholes.Price(inputs), (2e-12 * integral) + 1e-290, inputs);
        });

    [Fact]
    public void ACallLessAPutIsTheForwardToTheLastBits()
        => Replay.Cases(nameof(BlackScholesTests), 2_000, 100_000, random =>
        {
            var call = Some with
            {
                Spot = random.Scale(1, 1000), Strike = random.Scale(1, 1000), Volatility = random.Scale(0.01, 2),
                Years = random.Scale(0.001, 10),
            };
            var difference = BlackScholes.Price(call) - BlackScholes.Price(call with { Right = OptionRight.Put });
            var forward = (call.Spot * call.YieldDiscount) - (call.Strike * call.Discount);
            Replay.Near(forward, difference, 4e-16 * (call.Spot + call.Strike + BlackScholes.Price(call)), call);
        });

    [Fact]
    public void EveryGreekIsTheSlopeOfTheValue()
        => Replay.Cases(nameof(BlackScholesTests), 300, 20_000, random =>
        {
            var inputs = new OptionInputs(
                random.Right(), 100, random.NextUniform(70, 140), random.NextUniform(0.1, 3), random.NextUniform(-0.02, 0.1),
                random.NextUniform(-0.02, 0.1), random.NextUniform(0.1, 0.6));
            var exact = BlackScholes.Greeks(inputs);
            var slopes = NumericalGreeks.Of(inputs, moved => BlackScholes.Price(moved));
            Replay.Near(slopes.Price, exact.Price, 0, inputs);
            Replay.Near(slopes.Delta, exact.Delta, 1e-6, inputs);
            Replay.Near(slopes.Gamma, exact.Gamma, 1e-6, inputs);
            Replay.Near(slopes.Vega, exact.Vega, 1e-4, inputs);
            Replay.Near(slopes.Theta, exact.Theta, 1e-4, inputs);
            Replay.Near(slopes.Rho, exact.Rho, 1e-3, inputs);
            Replay.Near(slopes.YieldRho, exact.YieldRho, 1e-3, inputs);
            Replay.Near(slopes.Vanna, exact.Vanna, 1e-4, inputs);
            Replay.Near(slopes.Volga, exact.Volga, 1e-2, inputs);
            Replay.Near(slopes.Charm, exact.Charm, 1e-4, inputs);
        });

    [Fact]
    public void TheGreeksOfAnOptionOnAFutureAreTheSlopesInTheFuture()
    {
        double Price(double future, double rate) => Black76.Price(OptionRight.Put, future, 95, 0.5, rate, 0.25);
        var greeks = Black76.Greeks(OptionRight.Put, 100, 95, 0.5, 0.04, 0.25);
        Assert.Equal((Price(100.01, 0.04) - Price(99.99, 0.04)) / 0.02, greeks.Delta, 1e-7);
        Assert.Equal((Price(100, 0.0401) - Price(100, 0.0399)) / 0.0002, greeks.Rho, 1e-7);
        Assert.Equal(0, greeks.YieldRho);
    }

    [Fact]
    public void AtExpiryAnOptionIsWorthItsPayoff()
    {
        Assert.Equal(5, BlackScholes.Price(Some with { Years = 0, Spot = 115 }));
        Assert.Equal(0, BlackScholes.Price(Some with { Years = 0, Spot = 109 }));
        Assert.Equal(1, BlackScholes.Greeks(Some with { Years = 0, Spot = 115 }).Delta);
        Assert.Equal(0, BlackScholes.Greeks(Some with { Years = 0, Spot = 109 }).Delta);
        Assert.Equal(0.5, BlackScholes.Greeks(Some with { Years = 0, Spot = 110 }).Delta);
    }

    [Fact]
    public void WithoutVolatilityItIsTheForwardsDiscountedPayoff()
    {
        var certain = Some with { Volatility = 0, Strike = 90 };
        Assert.Equal((100 * certain.YieldDiscount) - (90 * certain.Discount), BlackScholes.Price(certain), 1e-13);
        Assert.Equal(0, BlackScholes.Price(certain with { Right = OptionRight.Put }));
        Assert.Equal(BlackScholes.Price(certain), BlackScholes.Price(certain with { Volatility = 1e-9 }), 1e-12);
    }

    [Fact]
    public void AWorthlessShareAndAFreeStrikeHaveTheirLimits()
    {
        Assert.Equal(0, BlackScholes.Price(Some with { Spot = 0 }));
        Assert.Equal(110 * Some.Discount, BlackScholes.Price(Some with { Spot = 0, Right = OptionRight.Put }), 1e-13);
        Assert.Equal(100 * Some.YieldDiscount, BlackScholes.Price(Some with { Strike = 0 }), 1e-13);
        Assert.Equal(0, BlackScholes.Price(Some with { Strike = 0, Right = OptionRight.Put }));
        Assert.Equal(110 * Some.Discount, BlackScholes.Price(Some with { Spot = 1e-300, Right = OptionRight.Put }), 1e-13);
        Assert.Equal(100 * Some.YieldDiscount, BlackScholes.Price(Some with { Volatility = 1e4 }), 1e-10);
    }

    [Fact]
    public void WhatMakesNoSenseIsRefusedByName()
    {
        OptionInputs[] wrong =
        [
            Some with { Spot = -1 }, Some with { Strike = double.NaN }, Some with { Years = -0.1 },
            Some with { Rate = double.PositiveInfinity }, Some with { Yield = double.NaN }, Some with { Volatility = -0.2 },
        ];
        string[] names = ["spot", "strike", "time", "rate", "yield", "volatility"];
        for (var k = 0; k < wrong.Length; k++)
        {
            var refusal = Assert.Throws<ArgumentException>(() => BlackScholes.Price(wrong[k]));
            Assert.Contains($"The {names[k]}", refusal.Message);
        }
    }

    /// <summary>K ∫ (e^(σw) - 1) φ(z + w) dw over w > 0: what the out-of-the-money option pays beyond the strike, all terms
    /// positive; in the money the forward is added.</summary>
    private static double Integrated(in OptionInputs i)
    {
        var s = i.TotalVolatility;
        var x = Math.Log(i.Spot / i.Strike) + (i.Carry * i.Years);
        var toStrike = Math.Abs(x);
        var callSide = x <= 0;
        var start = (toStrike / s) + (callSide ? 0.5 * s : -0.5 * s);
        var rule = new GaussLegendre(200);
        var width = Math.Max(12, 14 - Math.Min(0, start) + (callSide ? s : 0));
        var sum = 0.0;
        for (var k = 0; k < rule.Points.Length; k++)
        {
            var w = 0.5 * width * (1 + rule.Points[k]);
            var paid = Math.Abs(PortableMath.ExpMinusOne(callSide ? s * w : -s * w));
            sum += 0.5 * width * rule.Weights[k] * paid * PortableMath.NormalDensity(start + w);
        }

        var outside = i.Strike * Math.Exp(-i.Rate * i.Years) * sum;
        var inside = i.Right == OptionRight.Call ? !callSide : callSide;
        return inside
            ? Math.Abs((i.Spot * Math.Exp(-i.Yield * i.Years)) - (i.Strike * Math.Exp(-i.Rate * i.Years))) + outside
            : outside;
    }
}
