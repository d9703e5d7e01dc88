using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

public sealed class SpoofingScenarioTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheDetectorFindsEverySpooferAndNobodyElse(ulong seed)
    {
        var scenario = ScenarioCatalog.Find("spoofing");
        var run = new MarketSimulation(scenario.Create(new OptionSet(scenario.Options), seed), seed);
        var detector = new SpoofingDetector();
        MetricPass.Run(run.Run().Recorded!.Events, run.End, detector);
        Assert.Equal(run.World.Participants.Where(p => p.Type == "spoofer").Select(p => p.Account), detector.Flagged);
    }
}
