using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class AsianOptionTests
{
    private static readonly OptionInputs Some = new(OptionRight.Call, 100, 100, 1, 0.05, 0.01, 0.2);

    /// <summary>Haug (2007), section 4.20.1: geometric average, put, S 80, K 85, T 0.25, r 5%, b 8%, σ 20%: 4.6922.</summary>
    [Fact]
    public void ThePublishedGeometricPutComesOut()
        => Assert.Equal(4.6922, AsianOption.GeometricContinuous(new(OptionRight.Put, 80, 85, 0.25, 0.05, -0.03, 0.2)), 5e-5);

    /// <summary>Zhang (2001), "A semi-analytical method for pricing and hedging continuously sampled arithmetic average rate
    /// options", exact values: S 100, r 9%, a year.</summary>
    [Theory]
    [InlineData(0.05, 95, 8.8088392)]
    [InlineData(0.05, 100, 4.3082350)]
    [InlineData(0.05, 105, 0.9583841)]
    [InlineData(0.1, 95, 8.9118509)]
    [InlineData(0.1, 100, 4.9151167)]
    [InlineData(0.1, 105, 2.0700634)]
    public void ExactArithmeticValuesAreMet(double volatility, double strike, double expected)
    {
        var call = new OptionInputs(OptionRight.Call, 100, strike, 1, 0.09, 0, volatility);
        Assert.Equal(expected, AsianOption.ArithmeticContinuous(call), 2e-4);
        Assert.Equal(expected, AsianOption.ArithmeticContinuous(call, AsianMethod.MomentMatching), 1e-2);
    }

    [Fact]
    public void ManyMomentsApproachWatchingAlways()
    {
        var many = AsianFixings.Evenly(20_000, 1);
        Assert.Equal(AsianOption.GeometricContinuous(Some), AsianOption.GeometricDiscrete(Some, many), 1e-3);
        Assert.Equal(AsianOption.ArithmeticContinuous(Some), AsianOption.ArithmeticDiscrete(Some, many), 1e-3);
    }

    [Fact]
    public void OneMomentIsThePlainOption()
    {
        var once = AsianFixings.Evenly(1, 1);
        Assert.Equal(BlackScholes.Price(Some), AsianOption.GeometricDiscrete(Some, once), 1e-12);
        Assert.Equal(BlackScholes.Price(Some), AsianOption.ArithmeticDiscrete(Some, once), 1e-12);
    }

    [Fact]
    public void TheArithmeticApproximationsAgreeWithSimulation()
    {
        foreach (var volatility in new[] { 0.1, 0.2, 0.4 })
        {
            var inputs = Some with { Volatility = volatility, Strike = 105 };
            var fixings = AsianFixings.Evenly(12, 1);
            var simulated = AsianMonteCarlo.ArithmeticDiscrete(inputs, fixings, new Rng(1, "asian"), 40_000);
            Assert.InRange(simulated.StandardError, 0, 0.005);
            var bound = AsianOption.ArithmeticDiscrete(inputs, fixings);
            Assert.Equal(simulated.Price, bound, (4 * simulated.StandardError) + (0.03 * Math.Pow(volatility, 2)));
            Assert.Equal(bound, AsianOption.ArithmeticDiscrete(inputs, fixings, AsianMethod.MomentMatching), volatility * volatility);
        }
    }

    [Fact]
    public void TheSameStreamSimulatesTheSameBits()
    {
        var fixings = AsianFixings.Evenly(4, 1);
        SimulatedValue Simulate() => AsianMonteCarlo.ArithmeticDiscrete(Some, fixings, new Rng(7, "asian"), 100);
        Assert.Equal(Simulate(), Simulate());
    }

    [Fact]
    public void PutAndCallDifferByTheDiscountedAverageLessTheStrike()
    {
        var fixings = new AsianFixings([0.25, 0.5, 1], PastCount: 2, PastAverage: 97);
        var put = Some with { Right = OptionRight.Put };
        double Growth(double t) => 100 * Math.Exp(0.04 * t);
        var average = ((2 * 97) + Growth(0.25) + Growth(0.5) + Growth(1)) / 5;
        Assert.Equal(
            Some.Discount * (average - 100),
            AsianOption.ArithmeticDiscrete(Some, fixings) - AsianOption.ArithmeticDiscrete(put, fixings), 1e-12);
    }

    [Fact]
    public void AnAverageThatIsSureToEndBeyondTheStrikeIsCertain()
    {
        var fixings = new AsianFixings([1], PastCount: 9, PastAverage: 120);
        var put = Some with { Right = OptionRight.Put };
        Assert.Equal(0, AsianOption.ArithmeticDiscrete(put, fixings));
        Assert.Equal(
            Some.Discount * (((9 * 120) + (100 * Math.Exp(0.04))) / 10 - 100), AsianOption.ArithmeticDiscrete(Some, fixings), 1e-12);
    }

    [Fact]
    public void WithAllPricesKnownItIsTheDiscountedPayoff()
    {
        var known = new AsianFixings([], PastCount: 5, PastAverage: 108);
        Assert.Equal(8 * Some.Discount, AsianOption.ArithmeticDiscrete(Some, known), 1e-12);
        Assert.Equal(8 * Some.Discount, AsianOption.GeometricDiscrete(Some, known), 1e-12);
    }

    [Fact]
    public void AVanishingDriftAndVarianceHaveTheirLimits()
    {
        var still = Some with { Rate = 0, Yield = 0, Volatility = 1e-6, Strike = 90 };
        Assert.Equal(10, AsianOption.ArithmeticContinuous(still), 1e-9);
        Assert.Equal(10, AsianOption.ArithmeticContinuous(still, AsianMethod.MomentMatching), 1e-9);
        Assert.Equal(10, AsianOption.ArithmeticContinuous(still with { Volatility = 0 }), 1e-9);
        var near = Some with { Rate = 0.02, Yield = 0.06, Volatility = 0.2 };
        Assert.Equal(
            AsianOption.ArithmeticContinuous(near with { Yield = 0.0600001 }, AsianMethod.MomentMatching),
            AsianOption.ArithmeticContinuous(near, AsianMethod.MomentMatching), 1e-5);
    }

    [Fact]
    public void MomentsOutOfOrderAreRefused()
    {
        Assert.Contains("moment", Assert.Throws<ArgumentException>(
            () => AsianOption.ArithmeticDiscrete(Some, new AsianFixings([0.5, 0.25]))).Message);
        Assert.Contains("moment", Assert.Throws<ArgumentException>(
            () => AsianOption.GeometricDiscrete(Some, new AsianFixings([0.5, 1.25]))).Message);
        Assert.Throws<ArgumentException>(() => AsianOption.GeometricDiscrete(Some, new AsianFixings([])));
        Assert.Throws<ArgumentException>(() => AsianFixings.Evenly(0, 1));
    }
}
