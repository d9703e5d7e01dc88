using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

public sealed class MarketSimulationTests : IDisposable
{
    private static readonly SimTime Start = SimTime.FromSeconds(3600);
    private static readonly SimTime End = SimTime.FromSeconds(3660);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ARunLastsFromItsStartToItsEndAndReplays()
    {
        var output = new MarketSimulation(Start, End, seed: 3).Run();

        var times = output.Recorded!.Events.Select(e => e.Time).ToList();
        Assert.Equal((Start, End), (times[0], times[^1]));
        Assert.Contains(output.Recorded.Events, e => e.Kind == EventKind.Traded);
        Assert.Equal(
            (Start.Nanoseconds, End.Nanoseconds), (output.Manifest.StartNanoseconds, output.Manifest.EndNanoseconds));

        var result = output.Save(_folder["run"]);
        Assert.True(result.Replay().IsSame);
        var summary = RunSummary.Parse(File.ReadAllText(result.Folder.Summary));
        Assert.Equal(60, summary.SimulatedSeconds, 9);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(5, 2)]
    [InlineData(-1, 2)]
    public void AnEndThatDoesNotFollowTheStartIsRefused(long start, long end)
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => new MarketSimulation(SimTime.FromSeconds(start), SimTime.FromSeconds(end)));
}
