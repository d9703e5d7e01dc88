using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Tests;

namespace MarketSim.Tests.Integration;

/// <summary>Nothing that anybody can send stops a venue on which every mechanism is in force.</summary>
public sealed class HostileCommandsTests
{
    [Fact]
    public void SenselessCommandsAreRefusedAndNeverStopTheVenue()
    {
        var given = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var seed);
        var first = given ? seed : 1;
        var seeds = given ? 1 : (ulong)Effort.Cases(30, 1_500);
        for (var next = first; next < first + seeds; next++)
        {
            var days = new RandomDays(next) { Hostility = 0.25 };
            try
            {
                days.Run(days: 3, commandsADay: 300);
            }
            catch (Exception failure)
            {
                Assert.Fail(
                    $"""
                    Seed {next}, after {days.LastCommand}: {failure}
                    Replay: MARKETSIM_SEED={next} ./test integration --filter-class '*{nameof(HostileCommandsTests)}'
                    """);
            }
        }
    }
}
