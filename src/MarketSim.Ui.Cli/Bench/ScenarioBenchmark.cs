using System.Diagnostics;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Runs a scenario over many seeds without logs and counts what happened and how long it took.</summary>
public static class ScenarioBenchmark
{
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Runs it.</summary>
    /// <param name="scenario">Which world.</param>
    /// <param name="options">Values of its options.</param>
    /// <param name="seeds">One run each; at least one.</param>
    /// <param name="threads">How many runs at a time; from 1. A run is always one thread.</param>
    /// <param name="warmUps">Runs before the timing begins, with seeds from the first, until the code is compiled for good; at most so
    /// many, and none after the first two seconds. Zero to time a cold start.</param>
    public static ScenarioBenchmarkReport Run(
        Scenario scenario, OptionSet options, IReadOnlyList<ulong> seeds, int threads = 1, int warmUps = 40)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentOutOfRangeException.ThrowIfZero(seeds.Count, nameof(seeds));
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var warming = Stopwatch.StartNew();
        for (var i = 0; i < warmUps && warming.Elapsed < LongestWarmUp; i++)
        {
            _ = Once(scenario, options, unchecked(seeds[0] + (ulong)i));
        }

        var runs = new BenchmarkedRun[seeds.Count];
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        if (threads == 1)
        {
            for (var i = 0; i < runs.Length; i++)
            {
                runs[i] = Once(scenario, options, seeds[i]);
            }
        }
        else
        {
            Parallel.For(
                0, runs.Length, new ParallelOptions { MaxDegreeOfParallelism = threads },
                i => runs[i] = Once(scenario, options, seeds[i]));
        }

        using var process = Process.GetCurrentProcess();
        return new ScenarioBenchmarkReport(
            scenario.Name, threads, watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            process.PeakWorkingSet64, runs);
    }

    private static BenchmarkedRun Once(Scenario scenario, OptionSet options, ulong seed)
    {
        var watch = Stopwatch.StartNew();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var world = scenario.Create(options, seed);
        var counter = new FlowCounter(world.Instruments.Count);
        var simulation = new MarketSimulation(world, seed, counter);
        simulation.Open();
        var built = watch.Elapsed.TotalMilliseconds;
        simulation.RunUntil(simulation.End);
        var ran = watch.Elapsed.TotalMilliseconds - built;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        var flow = counter.Instruments;
        return new BenchmarkedRun(
            seed, flow.Sum(f => f.Rests), flow.Sum(f => f.Fills), flow.Sum(f => f.Cancels), flow.Sum(f => f.Lots),
            flow.Count > 0 ? world.Instruments[0].ToDecimal(flow[0].LastPrice) : 0, counter.Commands, counter.Events,
            simulation.Kernel.EventsProcessed, simulation.Exchange.ComputeHash().ToString("x16"), built, ran, bytes);
    }
}

/// <summary>One of the runs.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Rests">Orders that came to rest in the book.</param>
/// <param name="Fills">Trades.</param>
/// <param name="Cancels">Orders withdrawn by their owners.</param>
/// <param name="Lots">Lots traded.</param>
/// <param name="LastPrice">Of the first instrument, in its currency.</param>
/// <param name="Commands">Commands that the venue took.</param>
/// <param name="Events">Events that it gave out.</param>
/// <param name="KernelEvents">Messages, wake-ups and the kernel's own steps.</param>
/// <param name="StateHash">Fingerprint of the final state.</param>
/// <param name="BuildMilliseconds">Time to build world and agents, and to open.</param>
/// <param name="RunMilliseconds">Time of the simulation.</param>
/// <param name="AllocatedBytes">Managed memory allocated for both.</param>
public sealed record BenchmarkedRun(
    ulong Seed, long Rests, long Fills, long Cancels, long Lots, decimal LastPrice, long Commands, long Events, long KernelEvents,
    string StateHash, double BuildMilliseconds, double RunMilliseconds, long AllocatedBytes);

/// <summary>What the benchmark measured.</summary>
/// <param name="Scenario">Which world.</param>
/// <param name="Threads">Runs at a time.</param>
/// <param name="WallSeconds">For all runs together, building included.</param>
/// <param name="CpuSeconds">Processor time of the whole program meanwhile.</param>
/// <param name="PeakBytes">The most memory that the program has held.</param>
/// <param name="Runs">Every run, by seed.</param>
public sealed record ScenarioBenchmarkReport(
    string Scenario, int Threads, double WallSeconds, double CpuSeconds, long PeakBytes, IReadOnlyList<BenchmarkedRun> Runs)
{
    /// <summary>Median time to build one run, in milliseconds.</summary>
    public double MedianBuildMilliseconds => Median(r => r.BuildMilliseconds);

    /// <summary>Median time of one simulation, in milliseconds.</summary>
    public double MedianRunMilliseconds => Median(r => r.RunMilliseconds);

    /// <summary>The shortest simulation, in milliseconds.</summary>
    public double LeastRunMilliseconds => Runs.Min(r => r.RunMilliseconds);

    /// <summary>Kernel events for each second of the median run.</summary>
    public double KernelEventsPerSecond => 1e3 * Median(r => r.KernelEvents / r.RunMilliseconds);

    /// <summary>Mean and standard deviation of a figure over the runs.</summary>
    public (double Mean, double Deviation) Spread(Func<BenchmarkedRun, double> figure)
    {
        var mean = Runs.Average(figure);
        return (mean, Math.Sqrt(Runs.Sum(r => (figure(r) - mean) * (figure(r) - mean)) / Math.Max(1, Runs.Count - 1)));
    }

    private double Median(Func<BenchmarkedRun, double> figure) => Runs.Select(figure).Order().ElementAt(Runs.Count / 2);
}
