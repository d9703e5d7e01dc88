using BenchmarkDotNet.Attributes;
using MarketSim.Core;
using MarketSim.Simulation;
using MarketSim.Ui.Cli;

namespace MarketSim.Tests.Performance;

/// <summary>Whole markets without logs; the same workloads as <c>marketsim bench</c>.</summary>
[MemoryDiagnoser]
public class ReferenceMarketBenchmarks
{
    /// <summary>Half an hour of the reference market, built and run.</summary>
    [Benchmark]
    public long HalfHourOfRmsc04()
    {
        var scenario = ScenarioCatalog.Find("rmsc04");
        var options = new OptionSet(scenario.Options);
        options.Set("duration", "30min");
        return ScenarioBenchmark.Run(scenario, options, [1], warmUps: 0).Runs[0].Fills;
    }

    /// <summary>1,117 zero-intelligence traders for five milliseconds.</summary>
    [Benchmark]
    public long ZeroIntelligence()
        => ZeroIntelligenceBenchmark.Run(agents: 1_117, SimDuration.FromMicroseconds(2_500), rounds: 1).Fills;

    /// <summary>Ten thousand agents in ten instruments, built, and for ten seconds of trading.</summary>
    [Benchmark]
    public long TenThousandAgents() => PopulationBenchmark.Run(10_000, 10, SimDuration.FromSeconds(10L)).Events;
}
