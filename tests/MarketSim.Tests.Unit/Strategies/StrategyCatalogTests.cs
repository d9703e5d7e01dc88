using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

public sealed class StrategyCatalogTests
{
    [Fact]
    public void EveryStrategyIsListed()
    {
        var setting = new StrategySetting(
            new InstrumentId(0), new Price(1000),
            new MeanRevertingValue(1000, 0.001, 1, SimDuration.FromSeconds(1), new Rng(1, "value")));
        var listed = StrategyCatalog.All.Select(entry => entry.Value.CreateUsual(setting).GetType()).ToHashSet();
        var written = typeof(StrategyCatalog).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IStrategy)));

        Assert.All(written, type => Assert.True(
            listed.Contains(type), $"{type.Name} is missing from StrategyCatalog: add one line there, so that people find it."));
    }
}
