using System.Text.Json;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReplayCommandTests()
        => Assert.Equal(0, Marketsim.Run("run", "--out", _folder["a"], "--set", "duration=30s", "--no-plots").Code);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AReplayProvesEveryEventAndTheFinalState()
    {
        var outcome = Marketsim.Run("replay", _folder["a"], "--json");

        Assert.Equal(0, outcome.Code);
        using var json = JsonDocument.Parse(outcome.Output);
        var manifest = RunResult.Open(_folder["a"]).Manifest;
        Assert.True(json.RootElement.GetProperty("same").GetBoolean());
        Assert.True(json.RootElement.GetProperty("whole").GetBoolean());
        Assert.Equal(manifest.EventCount, json.RootElement.GetProperty("events").GetInt64());
        Assert.Equal(manifest.StateHash, json.RootElement.GetProperty("stateHash").GetString());
    }

    [Theory]
    [InlineData("commands.log")]
    [InlineData("events.log")]
    public void OneChangedByteIsFound(string file)
    {
        var path = Path.Combine(_folder["a"], file);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        var outcome = Marketsim.Run("replay", _folder["a"]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains($"{file} is damaged at byte", outcome.Output);
    }

    [Theory]
    [InlineData("commands.log")]
    [InlineData("events.log")]
    public void ALogThatWasCutIsFound(string file)
    {
        var path = Path.Combine(_folder["a"], file);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^500]);

        var outcome = Marketsim.Run("replay", _folder["a"]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains($"{file} ends early", outcome.Output);
    }

    [Fact]
    public void AnEventThatWasRewrittenIsNamedByItsNumber()
    {
        var result = RunResult.Open(_folder["a"]);
        List<MarketEvent> events;
        using (var reader = result.ReadEvents())
        {
            events = [.. reader];
        }

        var trade = events.FindIndex(e => e.Kind == EventKind.Traded);
        events[trade] = events[trade] with { Price = events[trade].Price + 1 };
        using (var writer = EventLogWriter.Create(result.Folder.Events))
        {
            events.ForEach(e => writer.Append(e));
        }

        var verdict = result.Replay();

        Assert.False(verdict.IsSame);
        Assert.Equal(trade + 1, verdict.FirstDifference);
        Assert.Equal(verdict.Recorded!.Value.Price, verdict.Replayed!.Value.Price + 1);
    }

    [Fact]
    public void AnotherFinalHashInTheManifestIsFound()
    {
        var result = RunResult.Open(_folder["a"]);
        (result.Manifest with { StateHash = "0123456789abcdef" }).Write(result.Folder.Manifest);

        var outcome = Marketsim.Run("replay", _folder["a"]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains("the manifest says 0123456789abcdef", outcome.Output);
    }
}
