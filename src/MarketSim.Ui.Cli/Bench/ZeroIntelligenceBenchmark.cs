using System.Diagnostics;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Ui.Cli;

/// <summary>Measures messages per second among zero-intelligence traders after Bouchaud: mean arrival 100,000 ns, lifetime 60,000
/// ns, market share 0.2, µ 0.6.</summary>
public static class ZeroIntelligenceBenchmark
{
    private const long Reference = 10_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>Runs it.</summary>
    /// <param name="agents">How many traders; from 1.</param>
    /// <param name="duration">How long the timed part is in simulated time.</param>
    /// <param name="rounds">Timed parts, of which the median counts; from 1.</param>
    /// <param name="isWarm">Whether another such market trades first, until the code is compiled for good.</param>
    public static ZeroIntelligenceReport Run(int agents, SimDuration duration, int rounds = 5, bool isWarm = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(agents, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        if (isWarm)
        {
            Warm(agents);
        }

        var world = Build(agents, duration, rounds);
        var counter = new FlowCounter(world.Instruments.Count);
        var simulation = new MarketSimulation(world, seed: 1, counter);

        // The book fills, and everything grows to its size, before the timing begins.
        simulation.RunUntil(SimTime.Zero + duration);
        var samples = new List<ZeroIntelligenceSample>();
        for (var round = 1; round <= rounds; round++)
        {
            samples.Add(Measure(simulation, counter, simulation.Kernel.Now + duration));
        }

        using var process = Process.GetCurrentProcess();
        return new ZeroIntelligenceReport(
            agents, rounds, counter.Instruments[0].Rests, counter.Instruments[0].Fills, counter.Instruments[0].Cancels,
            simulation.Exchange.Book(new InstrumentId(0)).Count, Median(samples, s => s.Messages / s.CpuSeconds),
            Median(samples, s => s.Messages / s.WallSeconds), Median(samples, s => s.KernelEvents / s.CpuSeconds),
            Median(samples, s => s.Commands / s.CpuSeconds), Median(samples, s => s.Bytes / s.Messages), process.PeakWorkingSet64);
    }

    // In short parts: code that is run once, however long, is never compiled again.
    private static void Warm(int agents)
    {
        var part = SimDuration.FromMicroseconds(500);
        var world = Build(agents, part, rounds: 1_000_000);
        var simulation = new MarketSimulation(world, seed: 2, new FlowCounter(world.Instruments.Count));
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < WarmUp && simulation.Kernel.Now < simulation.End;)
        {
            simulation.RunUntil(simulation.Kernel.Now + part);
        }
    }

    private static World Build(int agents, SimDuration duration, int rounds)
    {
        var world = new World
        {
            Duration = duration * (rounds + 1), Latency = new ConstantLatency(SimDuration.FromMicroseconds(1)),
        };
        var usd = world.AddAsset("USD", decimals: 2);
        var share = world.AddAsset("ZI", decimals: 0);
        var stock = world.AddInstrument(id => new Equity { Id = id, Symbol = "ZI", Base = share, Quote = usd }).Id;
        InstrumentId[] watched = [stock];
        (AssetId, long)[] endowment = [(share, 1_000_000), (usd, 1_000_000 * Reference)];
        var options = new BouchaudZiOptions();
        for (var i = 1; i <= agents; i++)
        {
            world.AddTrader($"zi/{i}", "zi", watched, new BouchaudZi(stock, new Price(Reference), options), endowment);
        }

        return world;
    }

    private static ZeroIntelligenceSample Measure(MarketSimulation simulation, FlowCounter counter, SimTime until)
    {
        var kernel = simulation.Kernel;
        var (events, messages, commands) = (kernel.EventsProcessed, kernel.MessagesDelivered, counter.Commands);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        simulation.RunUntil(until);
        var wall = watch.Elapsed.TotalSeconds;
        return new ZeroIntelligenceSample(
            kernel.MessagesDelivered - messages, kernel.EventsProcessed - events, counter.Commands - commands,
            GC.GetAllocatedBytesForCurrentThread() - bytes, wall, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private static double Median(List<ZeroIntelligenceSample> samples, Func<ZeroIntelligenceSample, double> figure)
        => samples.Select(figure).Order().ElementAt(samples.Count / 2);

    private readonly record struct ZeroIntelligenceSample(
        double Messages, double KernelEvents, double Commands, double Bytes, double WallSeconds, double CpuSeconds);
}

/// <summary>What the benchmark measured.</summary>
/// <param name="Agents">How many traders there were.</param>
/// <param name="Rounds">Timed parts, of which the median counts.</param>
/// <param name="Rests">Orders that came to rest, in all.</param>
/// <param name="Fills">Trades in all.</param>
/// <param name="Cancels">Orders withdrawn in all.</param>
/// <param name="RestingOrders">Orders in the book at the end.</param>
/// <param name="MessagesPerSecond">Messages that actors took, for each second of processor time.</param>
/// <param name="MessagesPerWallSecond">The same by the clock on the wall.</param>
/// <param name="KernelEventsPerSecond">With wake-ups and the kernel's own steps.</param>
/// <param name="CommandsPerSecond">Commands that the venue took.</param>
/// <param name="BytesPerMessage">Managed memory allocated for each message.</param>
/// <param name="PeakBytes">The most memory that the program has held.</param>
public sealed record ZeroIntelligenceReport(
    int Agents, int Rounds, long Rests, long Fills, long Cancels, int RestingOrders, double MessagesPerSecond,
    double MessagesPerWallSecond, double KernelEventsPerSecond, double CommandsPerSecond, double BytesPerMessage, long PeakBytes);
