using MarketSim.Core;
using MarketSim.Ui.Cli;

namespace MarketSim.Tests.Performance;

public sealed class PopulationTests
{
    /// <summary>What a population may take; a million agents take the hundredfold of ten thousand at most.</summary>
    [Theory]
    [InlineData(10_000, 50)]
    [InlineData(100_000, 130)]
    public void APopulationTakesLittleMemory(int agents, int megabytes)
    {
        var report = PopulationBenchmark.Run(agents, 10, SimDuration.FromSeconds(1L));

        // What is managed, since the program may give back other memory meanwhile; the rest is small.
        Assert.InRange(report.ManagedBytes, 1, megabytes * 1_000_000L);
        Assert.True(report.Events > agents);
    }

    /// <summary>A day of the reference market allocates its messages and little more.</summary>
    [Fact]
    public void AReferenceDayAllocatesLessThan25Megabytes()
    {
        var scenario = MarketSim.Simulation.ScenarioCatalog.Find("rmsc04");
        var report = ScenarioBenchmark.Run(scenario, new OptionSet(scenario.Options), [1, 2], warmUps: 0);

        Assert.All(report.Runs, run => Assert.InRange(run.AllocatedBytes, 0, 25_000_000));
    }
}
