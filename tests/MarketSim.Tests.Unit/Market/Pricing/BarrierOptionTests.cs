using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class BarrierOptionTests
{
    private static readonly OptionInputs Some = new(OptionRight.Call, 100, 100, 0.5, 0.08, 0.04, 0.25);

    /// <summary>Haug (2007), table 4-13: S 100, half a year, r 8%, b 4%, rebate 3; volatilities 25% and 30%.</summary>
    [Theory]
    [InlineData(OptionRight.Call, BarrierKind.DownAndOut, 90, 95, 9.0246, 8.8334)]
    [InlineData(OptionRight.Call, BarrierKind.DownAndOut, 100, 95, 6.7924, 7.0285)]
    [InlineData(OptionRight.Call, BarrierKind.DownAndOut, 110, 95, 4.8759, 5.4137)]
    [InlineData(OptionRight.Call, BarrierKind.DownAndOut, 90, 100, 3.0000, 3.0000)]
    [InlineData(OptionRight.Call, BarrierKind.UpAndOut, 90, 105, 2.6789, 2.6341)]
    [InlineData(OptionRight.Call, BarrierKind.UpAndOut, 100, 105, 2.3580, 2.4389)]
    [InlineData(OptionRight.Call, BarrierKind.UpAndOut, 110, 105, 2.3453, 2.4315)]
    [InlineData(OptionRight.Call, BarrierKind.DownAndIn, 90, 95, 7.7627, 9.0093)]
    [InlineData(OptionRight.Call, BarrierKind.DownAndIn, 100, 95, 4.0109, 5.1370)]
    [InlineData(OptionRight.Call, BarrierKind.DownAndIn, 110, 95, 2.0576, 2.8517)]
    [InlineData(OptionRight.Call, BarrierKind.DownAndIn, 90, 100, 13.8333, 14.8816)]
    [InlineData(OptionRight.Call, BarrierKind.UpAndIn, 90, 105, 14.1112, 15.2098)]
    [InlineData(OptionRight.Call, BarrierKind.UpAndIn, 100, 105, 8.4482, 9.7278)]
    [InlineData(OptionRight.Call, BarrierKind.UpAndIn, 110, 105, 4.5910, 5.8350)]
    [InlineData(OptionRight.Put, BarrierKind.DownAndOut, 90, 95, 2.2798, 2.4170)]
    [InlineData(OptionRight.Put, BarrierKind.DownAndOut, 100, 95, 2.2947, 2.4258)]
    [InlineData(OptionRight.Put, BarrierKind.DownAndOut, 110, 95, 2.6252, 2.6246)]
    [InlineData(OptionRight.Put, BarrierKind.UpAndOut, 90, 105, 3.7760, 4.2293)]
    [InlineData(OptionRight.Put, BarrierKind.UpAndOut, 100, 105, 5.4932, 5.8032)]
    [InlineData(OptionRight.Put, BarrierKind.UpAndOut, 110, 105, 7.5187, 7.5649)]
    [InlineData(OptionRight.Put, BarrierKind.DownAndIn, 90, 95, 2.9586, 3.8769)]
    [InlineData(OptionRight.Put, BarrierKind.DownAndIn, 100, 95, 6.5677, 7.7989)]
    [InlineData(OptionRight.Put, BarrierKind.DownAndIn, 110, 95, 11.9752, 13.3078)]
    [InlineData(OptionRight.Put, BarrierKind.UpAndIn, 90, 105, 1.4653, 2.0658)]
    [InlineData(OptionRight.Put, BarrierKind.UpAndIn, 100, 105, 3.3721, 4.4226)]
    [InlineData(OptionRight.Put, BarrierKind.UpAndIn, 110, 105, 7.0846, 8.3686)]
    public void ThePublishedTableComesOut(
        OptionRight right, BarrierKind kind, double strike, double barrier, double at25, double at30)
    {
        var inputs = Some with { Right = right, Strike = strike };
        Assert.Equal(at25, BarrierOption.Price(inputs, kind, barrier, 3), 1e-4);
        Assert.Equal(at30, BarrierOption.Price(inputs with { Volatility = 0.3 }, kind, barrier, 3), 1e-4);
    }

    [Fact]
    public void InAndOutTogetherAreThePlainOption()
        => Replay.Cases(nameof(BarrierOptionTests), 3_000, 100_000, random =>
        {
            var inputs = Random(random);
            var isDown = random.Chance(0.5);
            var barrier = 100 * PortableMath.Exp((isDown ? -1 : 1) * random.NextUniform(0.001, 2 * inputs.TotalVolatility));
            var (inside, outside) = isDown
                ? (BarrierKind.DownAndIn, BarrierKind.DownAndOut)
                : (BarrierKind.UpAndIn, BarrierKind.UpAndOut);
            var sum = BarrierOption.Price(inputs, inside, barrier) + BarrierOption.Price(inputs, outside, barrier);
            Replay.Near(BlackScholes.Price(inputs), sum, 1e-10 * (inputs.Spot + inputs.Strike), (inputs, barrier));
        });

    [Fact]
    public void ItIsTheIntegralOverThePathsThatStayAway()
        => Replay.Cases(nameof(BarrierOptionTests), 200, 5_000, random =>
        {
            var inputs = Random(random);
            var isDown = random.Chance(0.5);
            var barrier = 100 * PortableMath.Exp((isDown ? -1 : 1) * random.NextUniform(0.1, 2) * inputs.TotalVolatility);
            var kind = isDown ? BarrierKind.DownAndOut : BarrierKind.UpAndOut;
            Replay.Near(
                Surviving(inputs, barrier, isDown), BarrierOption.Price(inputs, kind, barrier), 1e-9 * inputs.Strike + 1e-9,
                (inputs, barrier));
        });

    [Fact]
    public void APriceAtOrBeyondTheBarrierHasTouchedIt()
    {
        var plain = BlackScholes.Price(Some);
        Assert.Equal(plain, BarrierOption.Price(Some, BarrierKind.DownAndIn, 100));
        Assert.Equal(plain, BarrierOption.Price(Some, BarrierKind.DownAndIn, 120));
        Assert.Equal(plain, BarrierOption.Price(Some, BarrierKind.UpAndIn, 90, 3));
        Assert.Equal(3, BarrierOption.Price(Some, BarrierKind.UpAndOut, 90, 3));
        Assert.Equal(0, BarrierOption.Price(Some, BarrierKind.DownAndOut, 100));
    }

    [Fact]
    public void ABarrierOutOfReachChangesNothing()
    {
        Assert.Equal(BlackScholes.Price(Some), BarrierOption.Price(Some, BarrierKind.DownAndOut, 1e-3, 3), 1e-12);
        Assert.Equal(BlackScholes.Price(Some), BarrierOption.Price(Some, BarrierKind.UpAndOut, 1e6, 3), 1e-12);
        Assert.Equal(3 * Some.Discount, BarrierOption.Price(Some, BarrierKind.UpAndIn, 1e6, 3), 1e-12);
    }

    [Fact]
    public void WatchedFiftyTimesTheValueIsThatOfASimulation()
    {
        var call = new OptionInputs(OptionRight.Call, 100, 100, 0.2, 0.1, 0, 0.3);
        foreach (var barrier in new[] { 85.0, 91, 95, 97 })
        {
            var always = BarrierOption.Price(call, BarrierKind.DownAndOut, barrier);
            var sometimes = BarrierOption.Price(call, BarrierKind.DownAndOut, barrier, 0, 250);
            var simulated = Simulated(call, barrier, 50);
            Assert.True(always < sometimes && sometimes < BlackScholes.Price(call));
            Assert.InRange(sometimes - simulated.Price, -4 * simulated.StandardError - 0.01, 4 * simulated.StandardError + 0.01);
        }
    }

    [Fact]
    public void WithoutVolatilityThePathIsCertain()
    {
        var certain = Some with { Volatility = 0, Rate = 0.2, Yield = 0, Years = 1 };
        var call = 100 - (100 * certain.Discount);
        Assert.Equal(call, BarrierOption.Price(certain, BarrierKind.UpAndIn, 110, 3), 1e-12);
        Assert.Equal(3 * 100 / 110.0, BarrierOption.Price(certain, BarrierKind.UpAndOut, 110, 3), 1e-12);
        Assert.Equal(call, BarrierOption.Price(certain, BarrierKind.UpAndOut, 130, 3), 1e-12);
        Assert.Equal(call, BarrierOption.Price(certain with { Volatility = 2e-3 }, BarrierKind.UpAndIn, 110, 3), 1e-9);
    }

    [Fact]
    public void AtExpiryAnUntouchedOptionPays()
    {
        Assert.Equal(5, BarrierOption.Price(Some with { Years = 0, Strike = 95 }, BarrierKind.DownAndOut, 90, 3));
        Assert.Equal(3, BarrierOption.Price(Some with { Years = 0, Strike = 95 }, BarrierKind.DownAndIn, 90, 3));
    }

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        Assert.Contains("barrier", Assert.Throws<ArgumentException>(
            () => BarrierOption.Price(Some, BarrierKind.UpAndIn, 0)).Message);
        Assert.Contains("rebate", Assert.Throws<ArgumentException>(
            () => BarrierOption.Price(Some, BarrierKind.UpAndIn, 110, -1)).Message);
        Assert.Contains("watched", Assert.Throws<ArgumentException>(
            () => BarrierOption.Price(Some, BarrierKind.UpAndIn, 110, 0, 0)).Message);
        Assert.Contains("too negative", Assert.Throws<ArgumentException>(() => BarrierOption.Price(
            Some with { Rate = -0.05, Yield = -0.05, Volatility = 0.1 }, BarrierKind.UpAndOut, 110, 1)).Message);
    }

    private static OptionInputs Random(Rng random) => new(
        random.Right(), 100, random.NextUniform(60, 160), random.NextUniform(0.05, 2), random.NextUniform(0, 0.1),
        random.NextUniform(-0.02, 0.1), random.NextUniform(0.1, 0.6));

    /// <summary>The payoff over the density of the paths that have not touched, by the reflection principle.</summary>
    private static double Surviving(in OptionInputs i, double barrier, bool isDown)
    {
        var (s, drift) = (i.TotalVolatility, (i.Carry * i.Years) - (0.5 * i.Volatility * i.Volatility * i.Years));
        var h = Math.Log(barrier / i.Spot);
        var weight = Math.Exp(2 * drift * h / (s * s));
        var (from, to) = isDown ? (h, Math.Max(h, drift) + (12 * s)) : (Math.Min(h, drift) - (12 * s), h);
        var kink = Math.Clamp(Math.Log(i.Strike / i.Spot), from, to);
        var rule = new GaussLegendre(120);
        var sum = 0.0;
        foreach (var (low, high) in new[] { (from, kink), (kink, to) })
        {
            for (var k = 0; k < rule.Points.Length; k++)
            {
                var y = low + (0.5 * (high - low) * (1 + rule.Points[k]));
                var density = PortableMath.NormalDensity((y - drift) / s)
                    - (weight * PortableMath.NormalDensity((y - drift - (2 * h)) / s));
                sum += 0.5 * (high - low) * rule.Weights[k] * density / s * i.Right.Payoff(i.Spot * Math.Exp(y), i.Strike);
            }
        }

        return sum * Math.Exp(-i.Rate * i.Years);
    }

    private static SimulatedValue Simulated(in OptionInputs i, double barrier, int moments)
    {
        const int Paths = 40_000;
        var random = new Rng(3, "barrier");
        var (step, drift) = (i.Years / moments, (i.Carry - (0.5 * i.Volatility * i.Volatility)) * i.Years / moments);
        var (sum, squares) = (0.0, 0.0);
        for (var path = 0; path < Paths; path++)
        {
            var (log, isOut) = (0.0, false);
            for (var k = 0; k < moments; k++)
            {
                log += drift + (i.Volatility * Math.Sqrt(step) * random.NextNormal());
                isOut |= i.Spot * PortableMath.Exp(log) <= barrier;
            }

            var value = isOut ? 0 : i.Discount * i.Right.Payoff(i.Spot * PortableMath.Exp(log), i.Strike);
            sum += value;
            squares += value * value;
        }

        var mean = sum / Paths;
        return new SimulatedValue(mean, Math.Sqrt(((squares / Paths) - (mean * mean)) / Paths));
    }
}
