using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class CalibrationTests(ITestOutputHelper output)
{
    [Fact]
    public void ParametersOfAHawkesFlowAreRecovered()
    {
        // Kinds: buys and sells of market orders, bids and offers of limit orders; the sides alike.
        double[] market = [0.3, 0.05, 0.04, 0.02];
        double[] limit = [0.5, 0.3, 0.35, 0.1];
        double[,] branching =
        {
            { market[0], market[1], market[2], market[3] }, { market[1], market[0], market[3], market[2] },
            { limit[0], limit[1], limit[2], limit[3] }, { limit[1], limit[0], limit[3], limit[2] },
        };
        var decays = new double[4, 4];
        for (var i = 0; i < 16; i++)
        {
            decays[i / 4, i % 4] = i < 8 ? 4 : 12;
        }

        const double Seconds = 8_000;
        var process = new HawkesProcess([0.2, 0.2, 0.8, 0.8], branching, decays);
        var random = new Rng(41, "hawkes");
        var arrivals = new List<Arrival>();
        for (int kind; (kind = process.Next(random, Seconds)) >= 0;)
        {
            arrivals.Add(new Arrival(process.Time, kind < 2, kind % 2 == 0 ? Side.Buy : Side.Sell));
        }

        var markets = HawkesFit.Of(arrivals, ofMarket: true, Seconds);
        var limits = HawkesFit.Of(arrivals, ofMarket: false, Seconds);
        output.WriteLine($"seed 41, {arrivals.Count} arrivals; replay: ./test unit --filter-class '*CalibrationTests*'");
        output.WriteLine($"market: {markets.Base:0.0000}±{markets.BaseError:0.0000} {string.Join(' ', markets.Branching.Select((n, i) => $"{n:0.000}±{markets.BranchingErrors[i]:0.000}"))} β {markets.Decay:0.00}±{markets.DecayError:0.00}");
        output.WriteLine($"limit: {limits.Base:0.0000}±{limits.BaseError:0.0000} {string.Join(' ', limits.Branching.Select((n, i) => $"{n:0.000}±{limits.BranchingErrors[i]:0.000}"))} β {limits.Decay:0.00}±{limits.DecayError:0.00}");
        Within(0.2, markets.Base, markets.BaseError);
        Within(0.8, limits.Base, limits.BaseError);
        Within(4, markets.Decay, markets.DecayError);
        Within(12, limits.Decay, limits.DecayError);
        for (var i = 0; i < 4; i++)
        {
            Within(market[i], markets.Branching[i], markets.BranchingErrors[i]);
            Within(limit[i], limits.Branching[i], limits.BranchingErrors[i]);
        }

        // Sums over sides: {{0.35, 0.06}, {0.8, 0.45}}, whose larger eigenvalue is 0.4 + √(0.0025 + 0.048).
        Assert.Equal(0.4 + Math.Sqrt(0.0505), HawkesFit.BranchingRatio(markets, limits), 0.05);
        Assert.True(limits.LogLikelihood > limits.PoissonLogLikelihood + 100);
    }

    [Fact]
    public void OfAPoissonFlowTheBranchingIsNearlyNone()
    {
        var process = new HawkesProcess([0.3, 0.3, 1, 1], new double[4, 4], Ones());
        var random = new Rng(42, "poisson");
        var arrivals = new List<Arrival>();
        for (int kind; (kind = process.Next(random, 4_000)) >= 0;)
        {
            arrivals.Add(new Arrival(process.Time, kind < 2, kind % 2 == 0 ? Side.Buy : Side.Sell));
        }

        var fit = HawkesFit.Of(arrivals, ofMarket: true, 4_000);
        output.WriteLine($"seed 42: base {fit.Base:0.000}, branching {string.Join(' ', fit.Branching)}");
        Assert.True(fit.Branching.Sum() < 0.12, $"The branching of a Poisson flow was {fit.Branching.Sum()}.");
    }

    [Fact]
    public void RatesOfAZeroIntelligenceFlowAreRecovered()
    {
        // α = 0.05 at each of 40 prices and 2 sides, µ = 0.8, δ = 0.02.
        var scenario = MarketScenario.Parse("zi", """
            instruments: {ALPHA: {price: 100.00}}
            duration: 60min
            latency: constant:1us
            agents:
              poisson-flow: {shares: 100_000_000, cash: 100000m, settings: {limit-rate: 0.05, market-rate: 0.8, cancel-rate: 0.02, window-ticks: 40}}
            """);
        var sample = Pass(scenario, seed: 43);
        var calibration = FlowCalibration.Of(sample);
        var limit = Find(calibration, "limit-rate");
        var market = Find(calibration, "market-rate");
        output.WriteLine($"seed 43: limit {limit.Value:0.000}±{limit.Error:0.000} of 4, market {market.Value:0.000}±{market.Error:0.000} of 0.8");
        Within(4, limit.Value, limit.Error);
        Within(0.8, market.Value, market.Error);

        // Lives are exponential with rate δ: the median of Kaplan and Meier is ln 2 / δ.
        var median = LifeCurve.Quantiles(sample.Lives, [0.5])[0];
        Assert.Equal(Math.Log(2) / 0.02, median, 2.5);
    }

    [Fact]
    public void LivesCutShortAreReckonedByKaplanAndMeier()
    {
        // 1 cancelled of 4, one cut, then 1 of 2: survival 0.75, then 0.375.
        OrderLife[] lives = [new(1, true, 0), new(2, false, 0), new(3, true, 0), new(4, false, 0)];
        Assert.Equal([1, 3, 4], LifeCurve.Quantiles(lives, [0.25, 0.5, 0.9]));
    }

    [Fact]
    public void SizesAreRecovered()
    {
        var random = new Rng(44, "sizes");
        long[] lots = [.. Enumerable.Range(0, 20_000).Select(_ => (long)Math.Ceiling(random.NextPareto(1.5, 100)))];
        var fit = SizeFit.Of(lots);
        Within(1.5, fit.Tail, fit.TailError);
        Assert.Equal(Math.Log(100) + (1 / 1.5), fit.Mu, 0.03);
    }

    [Fact]
    public void TooLittleFlowIsRefused()
        => Assert.Contains("needs single orders", Assert.Throws<ArgumentException>(() => FlowCalibration.Of(new FlowSample())).Message, StringComparison.Ordinal);

    internal static FlowSample Pass(Scenario scenario, ulong seed)
    {
        var sample = new FlowSample();
        var run = new MarketSimulation(scenario.Create(new OptionSet(scenario.Options), seed), seed);
        var flow = new EventFlow(new InstrumentId(0), run.End) { Observers = [sample] };
        foreach (var item in run.Run().Recorded!.Events)
        {
            flow.Observe(item);
        }

        flow.Complete(run.End);
        return sample;
    }

    private static Estimate Find(FlowCalibration calibration, string name) => calibration.Estimates.Single(e => e.Name == name);

    private static void Within(double truth, double value, double error)
        => Assert.True(Math.Abs(value - truth) < 4 * error, $"{value} ± {error} is too far from {truth}.");

    private static double[,] Ones()
    {
        var table = new double[4, 4];
        for (var i = 0; i < 16; i++)
        {
            table[i / 4, i % 4] = 1;
        }

        return table;
    }
}
