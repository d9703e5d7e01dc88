using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Moments of values against their closed forms. Tolerances are about five standard errors.</summary>
public sealed class FundamentalValueTests(ITestOutputHelper output)
{
    private const double Year = 252 * ValueSetting.SecondsPerDay;
    private const int Steps = 200_000;
    private static readonly SimDuration Second = SimDuration.FromSeconds(1);

    private static double[] Levels(FundamentalValue value, int steps = Steps)
        => [.. Enumerable.Range(0, steps + 1).Select(i => value.At(SimTime.FromSeconds(i)))];

    private static double[] LogReturns(FundamentalValue value, int steps = Steps)
    {
        var levels = Levels(value, steps);
        return [.. levels.Skip(1).Zip(levels, (next, last) => Math.Log(next / last))];
    }

    private static double Variance(IReadOnlyCollection<double> sample)
    {
        var mean = sample.Average();
        return sample.Average(x => (x - mean) * (x - mean));
    }

    private static double Kurtosis(IReadOnlyCollection<double> sample)
    {
        var mean = sample.Average();
        return (sample.Average(x => Math.Pow(x - mean, 4)) / Math.Pow(Variance(sample), 2)) - 3;
    }

    private static double Autocorrelation(double[] sample, int lag)
    {
        var mean = sample.Average();
        return Enumerable.Range(0, sample.Length - lag).Average(i => (sample[i] - mean) * (sample[i + lag] - mean)) / Variance(sample);
    }

    private Rng Stream(ulong seed, string name)
    {
        output.WriteLine($"seed {seed}, stream {name}; replay: ./test unit --filter-class '*FundamentalValueTests*'");
        return new Rng(seed, name);
    }

    private static FundamentalValue Make(string model, ulong seed = 7, params (string Name, string Value)[] settings)
    {
        var type = ValueCatalog.Types.Find(model).Value;
        var options = new OptionSet(type.Options);
        foreach (var (name, value) in settings)
        {
            options.Set(name, value);
        }

        return type.Create(new ValueSetting("TEST", 10_000, seed), options);
    }

    [Fact]
    public void ArithmeticBrownianChangesHaveTheirMeanAndVarianceAndNoMemory()
    {
        var levels = Levels(new ArithmeticBrownianValue(1_000, 0.05, 2, Second, NormalStream.Of(Stream(11, "abm"))));
        var changes = levels.Skip(1).Zip(levels, (next, last) => next - last).ToArray();
        Assert.Equal(0.05, changes.Average(), 5 * 2 / Math.Sqrt(Steps));
        Assert.Equal(4, Variance(changes), 5 * 4 * Math.Sqrt(2.0 / Steps));
        Assert.Equal(0, Autocorrelation(changes, 1), 5 / Math.Sqrt(Steps));
    }

    [Fact]
    public void GeometricBrownianReturnsHaveTheMeanMuMinusHalfSigmaSquared()
    {
        var returns = LogReturns(new GeometricBrownianValue(1_000, 1e-5, 0.01, Second, NormalStream.Of(Stream(12, "gbm"))));
        Assert.Equal(1e-5 - (0.01 * 0.01 / 2), returns.Average(), 5 * 0.01 / Math.Sqrt(Steps));
        Assert.Equal(1e-4, Variance(returns), 5e-4 * Math.Sqrt(2.0 / Steps));
    }

    [Fact]
    public void AMeanRevertingValueHasTheStationaryVarianceAndAutocorrelationOfOrnsteinUhlenbeck()
    {
        const double Kappa = 0.1;
        var levels = Levels(new MeanRevertingValue(1_000, Kappa, 2, Second, Stream(13, "ou")));
        Assert.Equal(4 / (2 * Kappa), Variance(levels), 1.5);
        Assert.Equal(Math.Exp(-Kappa * 5), Autocorrelation(levels, 5), 0.03);
    }

    [Fact]
    public void MegashocksComeAtTheirRateAndWithTheirSize()
    {
        var value = new MegashockValue(
            new SparseMeanRevertingOptions
            {
                Mean = 100_000, ReversionPerSecond = 0, VolatilityPerRootSecond = 1, ShocksPerSecond = 0.01, ShockMean = 1_000, ShockVariance = 2_500,
            },
            Second, NormalStream.Of(Stream(14, "path")), Stream(14, "shocks"));
        var levels = Levels(value);
        var shocks = levels.Skip(1).Zip(levels, (next, last) => next - last).Where(x => Math.Abs(x) > 100).ToArray();
        Assert.Equal(0.01 * Steps, shocks.Length, 5 * Math.Sqrt(0.01 * Steps));
        Assert.Equal(1_000, shocks.Average(x => Math.Abs(x)), 30.0);
        Assert.Equal(0, shocks.Average(), 5 * 1_000 / Math.Sqrt(shocks.Length));
    }

    [Fact]
    public void MertonsReturnsHaveTheVarianceAndKurtosisOfTheirJumps()
    {
        var (sigma, lambda, delta) = (0.01, 0.05, 0.03);
        var returns = LogReturns(new JumpDiffusionValue(
            1_000,
            new JumpDiffusionOptions { VolatilityPerRootSecond = sigma, JumpsPerSecond = lambda, JumpDeviation = delta },
            Second, NormalStream.Of(Stream(15, "path")), Stream(15, "jumps")));

        // Cumulants of a compound Poisson: κ₂ = σ² + λδ², κ₄ = 3λδ⁴.
        var variance = (sigma * sigma) + (lambda * delta * delta);
        Assert.Equal(variance, Variance(returns), 0.03 * variance);
        var kurtosis = 3 * lambda * Math.Pow(delta, 4) / (variance * variance);
        output.WriteLine($"excess kurtosis {Kurtosis(returns):0.000}, theory {kurtosis:0.000}");
        Assert.Equal(kurtosis, Kurtosis(returns), 0.08 * kurtosis);
    }

    [Theory]
    [InlineData(2.0, 0.5)]
    [InlineData(1.0, 6.0)]
    public void HestonsVarianceRevertsToItsMeanWithItsStationaryVariance(double kappa, double xi)
    {
        // In units in which a second is a hundredth of a year, in and out of Feller's condition.
        const double Theta = 0.09;
        var value = new StochasticVolatilityValue(
            1_000,
            new StochasticVolatilityOptions { MeanVariance = Theta, StartVariance = 0.5, Reversion = kappa, VolatilityOfVariance = xi * 0.1, Correlation = -0.6 },
            secondsPerYear: 100, Second, NormalStream.Of(Stream(16, "path")), Stream(16, "variance"));
        var variances = new double[Steps * 2];
        for (var i = 0; i < variances.Length; i++)
        {
            value.At(SimTime.FromSeconds(i));
            variances[i] = value.Variance;
        }

        var stationary = variances[1_000..];
        var dispersion = Theta * xi * 0.1 * xi * 0.1 / (2 * kappa);
        output.WriteLine($"mean {stationary.Average():0.0000} of {Theta}, variance {Variance(stationary):0.00000} of {dispersion:0.00000}");
        Assert.Equal(Theta, stationary.Average(), 0.08 * Theta);
        Assert.Equal(dispersion, Variance(stationary), 0.25 * dispersion);
        Assert.Equal(Math.Exp(-kappa * 0.5), Autocorrelation(stationary, 50), 0.08);
        Assert.All(variances, v => Assert.True(v >= 0));
    }

    [Fact]
    public void HestonsMeanIsKeptAndItsVarianceRevertsFromWhereItBegan()
    {
        const int Paths = 4_000;
        var (sum, variance) = (0.0, 0.0);
        for (var path = 0UL; path < Paths; path++)
        {
            var value = new StochasticVolatilityValue(
                1, new StochasticVolatilityOptions { StartVariance = 0.25, Reversion = 2, VolatilityOfVariance = 0.6, Correlation = -0.7 },
                secondsPerYear: 20, Second, NormalStream.Of(new Rng(path, "path")), new Rng(path, "variance"));
            sum += value.At(SimTime.FromSeconds(20));
            variance += value.Variance;
        }

        output.WriteLine($"seeds 0..{Paths - 1}: mean {sum / Paths:0.0000}, variance {variance / Paths:0.0000}");
        Assert.Equal(1, sum / Paths, 0.03);
        Assert.Equal(0.09 + ((0.25 - 0.09) * Math.Exp(-2)), variance / Paths, 0.012);
    }

    [Fact]
    public void RegimesLastAsLongAsTheyShouldAndMixTheirVariances()
    {
        var value = new RegimeSwitchingValue(
            1_000, [new Regime(0, 0.001, SimDuration.FromSeconds(60)), new Regime(0, 0.004, SimDuration.FromSeconds(20))], null,
            Second, NormalStream.Of(Stream(17, "path")), Stream(17, "regimes"));
        var (calm, returns, last) = (0, new List<double>(), value.At(SimTime.Zero));
        for (var i = 1; i <= Steps; i++)
        {
            var next = value.At(SimTime.FromSeconds(i));
            returns.Add(Math.Log(next / last));
            last = next;
            calm += value.Regime == 0 ? 1 : 0;
        }

        Assert.Equal(0.75, (double)calm / Steps, 0.03);
        Assert.Equal((0.75 * 1e-6) + (0.25 * 16e-6), Variance(returns), 4e-7);
        Assert.True(Kurtosis(returns) > 2, "A mixture of variances has heavy tails.");
    }

    [Fact]
    public void ValuesOfABasketMoveTogetherAsTheirCorrelationsSay()
    {
        double[,] correlation = { { 1, 0.6, -0.3 }, { 0.6, 1, 0.2 }, { -0.3, 0.2, 1 } };
        var normals = new CorrelatedNormals(correlation, [Stream(18, "a"), Stream(18, "b"), Stream(18, "c")]);
        var returns = normals.Streams.Select(s => LogReturns(new GeometricBrownianValue(100, 0, 0.01, Second, s))).ToArray();
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                var covariance = returns[i].Zip(returns[j], (x, y) => x * y).Average();
                Assert.Equal(correlation[i, j], covariance / Math.Sqrt(Variance(returns[i]) * Variance(returns[j])), 0.015);
            }
        }
    }

    [Fact]
    public void CorrelationsThatContradictEachOtherAreRefused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => CorrelatedNormals.Cholesky(new[,] { { 1, 0.9, -0.9 }, { 0.9, 1, 0.9 }, { -0.9, 0.9, 1 } }));
        Assert.Contains("contradict each other", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, CorrelatedNormals.Cholesky(new[,] { { 1.0, 1 }, { 1, 1 } })[1, 1]);
    }

    public static TheoryData<string> Models() => [.. ValueCatalog.Types.Names.Where(name => name != "recorded")];

    [Theory]
    [MemberData(nameof(Models))]
    public void AValueDoesNotDependOnWhoAsksAndWhen(string model)
    {
        var (often, once) = (Make(model), Make(model));
        foreach (var i in (int[])[1, 7, 7, 3, 90, 2_000])
        {
            _ = often.At(SimTime.FromSeconds(i));
        }

        Assert.Equal(once.At(SimTime.FromSeconds(2_000)), often.At(SimTime.FromSeconds(2_000)));
        Assert.Equal(once.At(SimTime.FromSeconds(5)), often.At(SimTime.FromSeconds(5)));
        Assert.NotEqual(Make(model, seed: 8).At(SimTime.FromSeconds(2_000)), once.At(SimTime.FromSeconds(2_000)));
    }

    [Theory]
    [InlineData("geometric")]
    [InlineData("heston")]
    [InlineData("brownian")]
    public void AYearlyVolatilityIsThatOfASeconds(string model)
    {
        var returns = LogReturns(Make(model, 9, ("volatility", "0.25")));
        Assert.Equal(0.25, Math.Sqrt(Variance(returns) * Year), 0.02);
    }

    [Fact]
    public void ARecordedSeriesIsHeldOrJoinedAndRebased()
    {
        var held = Make("recorded", 1, ("points", "0 100 10 110 20 90"));
        Assert.Equal(10_000, held.At(SimTime.FromSeconds(9)), 9);
        Assert.Equal(11_000, held.At(SimTime.FromSeconds(10)), 9);
        Assert.Equal(9_000, held.At(SimTime.FromSeconds(500)), 9);
        var straight = Make("recorded", 1, ("points", "0 50 10 55"), ("between", "straight"), ("rebase", "true"));
        Assert.Equal(10_500, straight.At(SimTime.FromSeconds(5)), 9);
        var refusal = Assert.Throws<ArgumentException>(() => Make("recorded", 1, ("file", "no-such.csv")));
        Assert.Contains("no-such.csv", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARecordedSeriesIsReadFromCsvWithSecondsOrTimesOfDay()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "time,price\n9:30:00,100.5\n9:30:02.5,101\n");
            var points = ValueSeries.Read(path);
            Assert.Equal([new(SimTime.Zero, 100.5), new(SimTime.FromSeconds(0) + SimDuration.FromSeconds(2.5), 101)], points);
            File.WriteAllText(path, "0,100\n1,abc\n");
            Assert.Contains("line 2", Assert.Throws<ArgumentException>(() => ValueSeries.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
