using System.Text.Json;

namespace MarketSim.Tests.Integration;

public sealed class ForkCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFinishedRunIsPartedAtAnyNanosecondOfIt()
    {
        using (var run = Marketsim.Start(_folder.Path, "run", "--seed", "9", "--set", "duration=2min", "--no-plots", "--out", "r"))
        {
            Assert.Equal(0, Marketsim.Finish(run).Code);
        }

        using var process = Marketsim.Start(
            _folder.Path, "fork", "r", "--at", "60000000001ns", "--change", "buy 1000 ALPHA over 20s", "--out", "f", "--json");
        var outcome = Marketsim.Finish(process);
        Assert.Equal(("", 0), (outcome.Error, outcome.Code));
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.True(json.RootElement.GetProperty("branchesAreEqualBefore").GetBoolean());
        Assert.Equal(9, json.RootElement.GetProperty("seeds")[0].GetInt32());
        Assert.Equal(60_000_000_001, json.RootElement.GetProperty("atNanoseconds").GetInt64());
        foreach (var file in (string[])["fork.json", "impact.csv", "fork.png", "fork.svg"])
        {
            Assert.True(File.Exists(Path.Combine(_folder["f"], file)), file);
        }
    }

    [Fact]
    public void ABadChangeIsOneSentenceAndLeavesNothing()
    {
        using var process = Marketsim.Start(_folder.Path, "fork", "--at", "10:00", "--change", "eat ALPHA", "--out", "f");
        var outcome = Marketsim.Finish(process);

        Assert.Equal(2, outcome.Code);
        Assert.Single(outcome.Error.Trim().Split('\n'));
        Assert.False(Directory.Exists(_folder["f"]));
    }
}
