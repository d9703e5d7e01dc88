using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class InformationFlowTests
{
    private static readonly SimDuration Day = SimDuration.FromMinutes(390);

    [Fact]
    public void AProfileHasAMeanOfOneAndItsEndsAreBusier()
    {
        var profile = DayProfile.UShaped;
        var mean = Enumerable.Range(0, 23_400).Average(second => profile.At(SimTime.FromSeconds(second)));

        Assert.Equal(1, mean, 3);
        Assert.True(profile.At(SimTime.Zero) > 3 * profile.At(SimTime.FromSeconds(12_000)));
        Assert.True(profile.At(SimTime.FromSeconds(23_399)) > 3 * profile.At(SimTime.FromSeconds(12_000)));
        Assert.Equal(1, DayProfile.Flat.At(SimTime.FromSeconds(5_000)), 12);
    }

    [Fact]
    public void ItsPaceAveragesToTheProfileOverManyDays()
    {
        var options = new InformationFlowOptions { Profile = DayProfile.Flat, LogDeviation = 0.5, SurprisesPerDay = 0 };
        var sum = 0.0;
        for (var day = 0UL; day < 100; day++)
        {
            var flow = new InformationFlow(options, Day, new Rng(day, "flow"));
            sum += (flow.At(SimTime.Zero) + flow.At(SimTime.FromSeconds(2_400)) + flow.At(SimTime.FromSeconds(4_800))) / 3;
        }

        Assert.InRange(sum / 100, 0.9, 1.1);
    }

    [Fact]
    public void NewsIsFollowedByABurstThatFadesByOmorisLaw()
    {
        var options = new InformationFlowOptions
        {
            Profile = DayProfile.Flat, LogDeviation = 0, Releases = [SimTime.FromSeconds(1_000)], NewsSize = 0.01, NewsDispersion = 0,
            Aftershock = 3, AftershockHalf = SimDuration.FromSeconds(60),
        };
        var flow = new InformationFlow(options, Day, new Rng(1, "flow"));

        Assert.Equal(0.01, Math.Abs(Assert.Single(flow.News).LogReturn), 12);
        Assert.Equal(1, flow.At(SimTime.FromSeconds(999)), 12);
        Assert.Equal(4, flow.At(SimTime.FromSeconds(1_000)), 12);
        Assert.Equal(1 + 1.5, flow.At(SimTime.FromSeconds(1_060)), 12);
        Assert.Equal(1 + 0.75, flow.At(SimTime.FromSeconds(1_180)), 12);
    }

    [Fact]
    public void TheValueJumpsByTheNewsAndMovesAsMuchAsThePaceSays()
    {
        var options = new InformationFlowOptions
        {
            Profile = DayProfile.Flat, LogDeviation = 0, Releases = [SimTime.FromSeconds(1_000)], NewsSize = 0.05, NewsDispersion = 0, Aftershock = 0,
        };
        var flow = new InformationFlow(options, Day, new Rng(2, "flow"));
        var value = new InformationDrivenValue(10_000, 0.0001, flow, 1, SimDuration.FromSeconds(1), new Rng(2, "value"));

        var logs = Enumerable.Range(0, 23_400).Select(second => Math.Log(value.At(SimTime.FromSeconds(second)))).ToArray();
        var returns = logs.Zip(logs.Skip(1), (a, b) => b - a).ToArray();
        Assert.InRange(Math.Abs(returns[999]), 0.0495, 0.0505);
        Assert.InRange(Math.Sqrt(returns.Where(r => Math.Abs(r) < 0.01).Average(r => r * r)), 0.000098, 0.000102);
    }
}
