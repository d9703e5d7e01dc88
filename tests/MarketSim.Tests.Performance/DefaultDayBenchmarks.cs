using BenchmarkDotNet.Attributes;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Performance;

/// <summary>The whole default market, by the fast book and by the plain one. Read the ratio, not the time.</summary>
[MemoryDiagnoser]
public class DefaultDayBenchmarks
{
    /// <summary>Five simulated minutes over the plain book.</summary>
    [Benchmark(Baseline = true)]
    public ulong Plain() => Run("plain");

    /// <summary>Five simulated minutes over the fast book.</summary>
    [Benchmark]
    public ulong Fast() => Run("fast");

    private static ulong Run(string book)
    {
        var scenario = ScenarioCatalog.Find("default-day");
        var options = new OptionSet(scenario.Options);
        options.Set("duration", "5min");
        options.Set("book", book);
        return new MarketSimulation(scenario.Build(options, seed: 1), seed: 1, new Forgetful()).Run().StateHash;
    }

    private sealed class Forgetful : IRunRecorder
    {
        public void Record(in Command command, SimTime time)
        {
        }

        public void Record(in MarketEvent item)
        {
        }
    }
}
