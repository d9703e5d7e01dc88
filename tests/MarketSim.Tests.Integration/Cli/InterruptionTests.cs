using System.Diagnostics;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void ASignalClosesTheSessionAndLeavesARunThatReplaysWhole(string signal)
    {
        using var process = Marketsim.Start(_folder.Path, "run", "--out", "a", "--speed", "60x");
        Marketsim.AwaitEvents(_folder["a"], 200_000, process);
        Signal(process, signal);
        var outcome = Marketsim.Finish(process);

        Assert.Equal(130, outcome.Code);
        Assert.Contains("interrupted", outcome.Output);
        var result = RunResult.Open(_folder["a"]);
        Assert.Equal(RunStatus.Interrupted, result.Manifest.Status);
        Assert.True(result.Manifest.EndNanoseconds < SimDuration.FromHours(6).Nanoseconds);
        var verdict = result.Replay();
        Assert.True(verdict.IsSame, verdict.Sentence);
        Assert.True(verdict.IsWhole, verdict.Sentence);
        Assert.True(File.Exists(result.Folder.Summary));
        Assert.NotEmpty(Directory.EnumerateFiles(result.Folder.Plots));
    }

    [Fact]
    public void AKilledRunLeavesLogsThatReplayAsFarAsTheyGo()
    {
        using var process = Marketsim.Start(_folder.Path, "run", "--out", "a", "--speed", "60x");
        Marketsim.AwaitEvents(_folder["a"], 200_000, process);
        process.Kill();
        process.WaitForExit();

        var result = RunResult.Open(_folder["a"]);
        Assert.Equal(RunStatus.Running, result.Manifest.Status);
        var verdict = result.Replay();
        Assert.True(verdict.IsSame, verdict.Sentence);
        Assert.False(verdict.IsWhole);
        Assert.True(verdict.Events > 1_000, verdict.Sentence);
        var replay = Marketsim.Run("replay", _folder["a"]);
        Assert.Equal(0, replay.Code);
        Assert.StartsWith("Same, as far as it goes.", replay.Output);
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start(
            "kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
