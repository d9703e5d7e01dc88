using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class RngDistributionsTests
{
    private const int Draws = 200_000;

    public static TheoryData<string> Names => [.. Distributions.Keys];

    private static readonly SortedDictionary<string, Func<Rng, double>> Distributions = new()
    {
        ["exponential"] = random => random.NextExponential(3),
        ["geometric"] = random => random.NextGeometric(0.3),
        ["log-normal"] = random => random.NextLogNormal(0.2, 0.5),
        ["normal"] = random => random.NextNormal(),
        ["open"] = random => random.NextOpenDouble(),
        ["pareto"] = random => random.NextPareto(3, 2),
        ["poisson"] = random => random.NextPoisson(4.2),
        ["poisson-large"] = random => random.NextPoisson(12_345.6),
        ["uniform"] = random => random.NextUniform(-1, 1),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryDrawTakesExactlyOneNumberFromTheStream(string name)
    {
        var (random, twin) = (new Rng(1, name), new Rng(1, name));
        for (var i = 0; i < 1_000; i++)
        {
            Distributions[name](random);
            twin.NextBits();
        }

        Assert.Equal(twin.NextBits(), random.NextBits());
    }

    [Theory]
    [InlineData("exponential", 1 / 3.0, 1 / 9.0)]
    [InlineData("geometric", 7 / 3.0, 0.7 / 0.09)]
    [InlineData("log-normal", 1.3840306459807514, 0.5440668)] // exp(0.325), exp(0.65) (exp(0.25) - 1)
    [InlineData("normal", 0, 1)]
    [InlineData("open", 0.5, 1 / 12.0)]
    [InlineData("poisson", 4.2, 4.2)]
    [InlineData("poisson-large", 12_345.6, 12_345.6)]
    [InlineData("uniform", 0, 1 / 3.0)]
    public void MeanAndVarianceAreThoseOfTheDistribution(string name, double mean, double variance)
    {
        var random = new Rng(2, name);
        var moments = default(RunningMoments);
        for (var i = 0; i < Draws; i++)
        {
            moments.Add(Distributions[name](random));
        }

        // Five standard errors.
        var fourth = moments.ExcessKurtosis + 3;
        var (meanError, varianceError) = (Math.Sqrt(variance / Draws), variance * Math.Sqrt((fourth - 1) / Draws));
        Assert.InRange(moments.Mean, mean - (5 * meanError), mean + (5 * meanError));
        Assert.InRange(moments.Variance, variance - (5 * varianceError), variance + (5 * varianceError));
    }

    [Theory]
    [InlineData("normal")]
    [InlineData("exponential")]
    [InlineData("pareto")]
    [InlineData("log-normal")]
    public void TheWholeDistributionIsRight(string name)
    {
        Func<double, double> chanceUpTo = name switch
        {
            "normal" => PortableMath.NormalCdf,
            "exponential" => x => 1 - Math.Exp(-3 * x),
            "pareto" => x => 1 - Math.Pow(2 / x, 3),
            _ => x => PortableMath.NormalCdf((Math.Log(x) - 0.2) / 0.5),
        };
        var random = new Rng(3, name);
        var values = Enumerable.Range(0, Draws).Select(_ => Distributions[name](random)).Order().ToArray();
        var distance = values.Select((x, i) => Math.Abs(chanceUpTo(x) - ((i + 0.5) / Draws))).Max();

        // Kolmogorov and Smirnov: beyond 2.0 / √n but once in 1,500.
        Assert.InRange(distance, 0, 2.0 / Math.Sqrt(Draws));
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.7)]
    [InlineData(3)]
    [InlineData(40.5)]
    public void PoissonCountsHaveThePoissonFrequencies(double mean)
    {
        var random = new Rng(4, "poisson");
        var counts = new int[200];
        for (var i = 0; i < Draws; i++)
        {
            counts[random.NextPoisson(mean)]++;
        }

        var probability = Math.Exp(-mean);
        for (var k = 0; k < counts.Length; k++)
        {
            var expected = probability * Draws;
            Assert.InRange(counts[k], expected - (5 * Math.Sqrt(expected)) - 1, expected + (5 * Math.Sqrt(expected)) + 1);
            probability *= mean / (k + 1);
        }
    }

    [Theory]
    [InlineData(0UL, -8.209536151601387)]
    [InlineData(ulong.MaxValue, 8.209536151601387)]
    public void TheExtremesOfANormalNumberAreFinite(ulong bits, double expected)
    {
        // From the state 0, x, 0, 1 the first bits are those of x, scrambled; x is chosen so that they come out as wanted.
        const ulong InverseOf5 = 0xCCCC_CCCC_CCCC_CCCD;
        const ulong InverseOf9 = 0x8E38_E38E_38E3_8E39;
        var unscrambled = unchecked(System.Numerics.BitOperations.RotateRight(unchecked(bits * InverseOf9), 7) * InverseOf5);
        var random = new Rng(0, unscrambled, 0, 1);
        Assert.Equal(expected, random.NextNormal(), 1e-9);
    }

    [Fact]
    public void SenselessParametersAreRefused()
    {
        var random = new Rng(5, "refused");
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextExponential(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextPareto(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextPareto(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextPoisson(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextPoisson(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextPoisson(1e10));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextGeometric(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextNormal(0, -1));
    }

    [Fact]
    public void SureThingsAreSure()
    {
        var random = new Rng(6, "sure");
        Assert.Equal(0, random.NextPoisson(0));
        Assert.Equal(0, random.NextGeometric(1));
        Assert.Equal(5, random.NextNormal(5, 0));
        Assert.InRange(random.NextGeometric(1e-12), 0, 40_000_000_000_000);
    }
}
