using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class HawkesMixtureTests(ITestOutputHelper output)
{
    private static readonly double[,] Branching = { { 0.3, 0.1 }, { 0.4, 0.2 } };

    public static TheoryData<string> Kernels() => ["exponential", "power-law", "poisson"];

    private static HawkesMixture Process(string kernel) => new(
        [1, 0.5], kernel == "poisson" ? new double[2, 2] : Branching,
        kernel == "power-law" ? HawkesKernel.PowerLaw(0.4, 0.01, terms: 8, ratio: 3) : HawkesKernel.Exponential(5));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TheMeanIntensityIsThatOfTheInverseOfOneMinusTheBranching(string kernel)
    {
        const double Horizon = 40_000;
        var process = Process(kernel);
        var random = new Rng(21, kernel);
        var counts = new double[2];
        for (int kind; (kind = process.Next(random, Horizon)) >= 0;)
        {
            counts[kind]++;
        }

        // (I - n)⁻¹ µ by hand: the determinant is 0.7 · 0.8 - 0.1 · 0.4 = 0.52.
        double[] theory = kernel == "poisson" ? [1, 0.5] : [((0.8 * 1) + (0.1 * 0.5)) / 0.52, ((0.4 * 1) + (0.7 * 0.5)) / 0.52];
        output.WriteLine($"seed 21, {kernel}: {counts[0] / Horizon:0.0000} {counts[1] / Horizon:0.0000}, theory {theory[0]:0.0000} {theory[1]:0.0000}");
        Assert.Equal(theory[0], process.StationaryRates()[0], 9);
        Assert.Equal(theory[1], process.StationaryRates()[1], 9);
        Assert.Equal(theory[0], counts[0] / Horizon, 0.06);
        Assert.Equal(theory[1], counts[1] / Horizon, 0.06);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TimeRescaledByTheIntensityWaitsAreExponential(string kernel)
    {
        // Drawn by one process, judged by another that is told the events: Brown et al. (2002).
        var (drawn, judge) = (Process(kernel), Process(kernel));
        var random = new Rng(22, kernel);
        var since = new double[2];
        var waits = new List<double>();
        while (waits.Count < 20_000)
        {
            var kind = drawn.Next(random, double.MaxValue / 4);
            for (var i = 0; i < 2; i++)
            {
                since[i] += judge.Expected(i, drawn.Time);
            }

            waits.Add(since[kind]);
            since[kind] = 0;
            judge.Advance(drawn.Time);
            judge.Excite(kind);
        }

        waits.Sort();
        var distance = waits.Select((w, i) => Math.Max(
            Math.Abs(1 - Math.Exp(-w) - ((double)i / waits.Count)), Math.Abs(1 - Math.Exp(-w) - ((i + 1.0) / waits.Count)))).Max();
        output.WriteLine($"seed 22, {kernel}: Kolmogorov-Smirnov distance {distance:0.0000}, 1% bound {1.63 / Math.Sqrt(waits.Count):0.0000}");
        Assert.True(distance < 1.63 / Math.Sqrt(waits.Count));
    }

    [Fact]
    public void TheBranchingRatioIsTheSpectralRadiusAndOneIsTooMuch()
    {
        // Eigenvalues of {{0.3, 0.1}, {0.4, 0.2}}: 0.25 ± √(0.0025 + 0.04).
        Assert.Equal(0.25 + Math.Sqrt(0.0425), Process("exponential").BranchingRatio, 9);
        Assert.Throws<ArgumentException>(() => new HawkesMixture([1], new[,] { { 1.0 } }, HawkesKernel.Exponential(1)));
    }

    [Fact]
    public void APowerLawKernelFallsWithItsExponentAndHasTheAreaOne()
    {
        var kernel = HawkesKernel.PowerLaw(0.4, 0.001, terms: 12, ratio: 3);
        Assert.Equal(1, kernel.Terms.Sum(t => t.Weight), 12);
        var slope = Math.Log(kernel.At(10) / kernel.At(0.01)) / Math.Log(1_000);
        output.WriteLine($"slope {slope:0.000}");
        Assert.Equal(-1.4, slope, 0.05);
    }
}
