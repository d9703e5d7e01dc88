using System.Diagnostics;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Ui.Cli;

/// <summary>Measures what many agents cost: memory, time to build, and simulated time per second of one core.</summary>
public static class PopulationBenchmark
{
    private const long Reference = 10_000;

    /// <summary>Runs it.</summary>
    /// <param name="agents">How many, spread evenly over the instruments; from 1.</param>
    /// <param name="instruments">In how many instruments; from 1.</param>
    /// <param name="duration">How long they then trade, in simulated time.</param>
    public static PopulationReport Run(int agents, int instruments, SimDuration duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(agents, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(instruments, 1);
        WarmUp();
        var residentBefore = ResidentBytes();
        var managedBefore = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var world = Build(agents, instruments, duration);
        var simulation = new MarketSimulation(world, seed: 1, NullRecorder.Instance);
        simulation.Open();
        var built = watch.Elapsed.TotalSeconds;
        var resident = ResidentBytes() - residentBefore;

        var cpu = Environment.CpuUsage.TotalTime;
        watch.Restart();
        simulation.RunUntil(simulation.End);
        var ran = watch.Elapsed.TotalSeconds;
        var cpuSeconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        var managed = GC.GetTotalMemory(forceFullCollection: true) - managedBefore;
        using var process = Process.GetCurrentProcess();
        var report = new PopulationReport(
            agents, instruments, built, managed, resident, ResidentBytes() - residentBefore, process.PeakWorkingSet64, duration.ToSeconds(),
            ran, cpuSeconds, simulation.Kernel.EventsProcessed, simulation.Exchange.EventCount);
        GC.KeepAlive(simulation);
        return report;
    }

    private static void WarmUp()
    {
        var world = Build(1_000, 2, SimDuration.FromSeconds(30L));
        new MarketSimulation(world, seed: 1, NullRecorder.Instance).Run();
    }

    // Half of them come now and then and quote at random, the others take: the default day's rates.
    private static World Build(int agents, int instruments, SimDuration duration)
    {
        var world = new World { Duration = duration, Latency = new ConstantLatency(SimDuration.FromMicroseconds(200)) };
        var usd = world.AddAsset("USD", decimals: 2);
        var listed = new InstrumentId[instruments][];
        var endowments = new (AssetId, long)[instruments][];
        for (var i = 0; i < instruments; i++)
        {
            var share = world.AddAsset($"S{i}", decimals: 0);
            listed[i] = [world.AddInstrument(id => new Equity { Id = id, Symbol = $"S{i}", Base = share, Quote = usd }).Id];
            endowments[i] = [(share, 2_000), (usd, 2_000 * Reference)];
        }

        var quoting = new ZeroIntelligenceOptions { MeanInterval = SimDuration.FromSeconds(25L) };
        var taking = new NoiseTraderOptions { MeanInterval = SimDuration.FromSeconds(150L) };
        for (var i = 0; i < agents; i++)
        {
            var at = i % instruments;
            var instrument = listed[at][0];
            IStrategy strategy = i / instruments % 2 == 0 ? new ZeroIntelligence(instrument, quoting) : new NoiseTrader(instrument, taking);
            world.AddTrader($"agent/{i}", "agent", listed[at], strategy, endowments[at]);
        }

        return world;
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}

/// <summary>What the benchmark measured.</summary>
/// <param name="Agents">How many there were.</param>
/// <param name="Instruments">In how many instruments.</param>
/// <param name="BuildSeconds">From nothing to the open market.</param>
/// <param name="ManagedBytes">Managed memory that the market holds after its run.</param>
/// <param name="ResidentBytes">Memory that the program holds more than before, once they are built.</param>
/// <param name="TradedBytes">The same after they have traded: with orders, reserves and quotes.</param>
/// <param name="PeakBytes">The most memory that the program has held.</param>
/// <param name="SimulatedSeconds">How long they traded, in simulated time.</param>
/// <param name="WallSeconds">How long that took.</param>
/// <param name="CpuSeconds">In processor time.</param>
/// <param name="KernelEvents">Messages, wake-ups and the kernel's own steps.</param>
/// <param name="Events">Events that the venue gave out.</param>
public sealed record PopulationReport(
    int Agents, int Instruments, double BuildSeconds, long ManagedBytes, long ResidentBytes, long TradedBytes, long PeakBytes, double SimulatedSeconds,
    double WallSeconds, double CpuSeconds, long KernelEvents, long Events)
{
    /// <summary>Simulated seconds for each second by the clock on the wall.</summary>
    public double TimesRealTime => SimulatedSeconds / WallSeconds;

    /// <summary>Resident bytes for each agent.</summary>
    public double BytesPerAgent => (double)ResidentBytes / Agents;
}
