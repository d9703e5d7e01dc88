namespace MarketSim.Tests.Integration;

[Trait("Area", "consensus")]
public sealed class RaftTimelineCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ARunUnderFaultsHasItsTimelineInEveryForm()
    {
        Assert.Equal(0, Marketsim.Run(
            "run", "training-market", "--out", _folder["r"], "--set", "duration=2s", "--no-plots",
            "--consensus", "nodes=5", "--faults", "at 250ms crash leader; at 600ms partition 1,2 | 3,4,5; at 900ms heal; at 1s restart all").Code);

        var picture = Marketsim.Run("raft", "timeline", _folder["r"]);
        Assert.Equal(0, picture.Code);
        Assert.Equal(Path.Combine(_folder["r"], "consensus.png"), picture.Output.TrimEnd());
        Assert.Contains("n1 crashed at 0.250 s", picture.Error);
        Assert.Contains("1,2 | 3,4,5 cut at 0.600 s", picture.Error);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(picture.Output.TrimEnd())[..4]);

        foreach (var (file, part) in ((string, string)[])[("t.svg", "<svg"), ("t.html", "<html")])
        {
            Assert.Equal(0, Marketsim.Run("raft", "timeline", _folder["r"], "--from", "200ms", "--to", "1s", "--out", _folder[file], "--theme", "dark").Code);
            Assert.Contains(part, File.ReadAllText(_folder[file]));
        }
    }

    [Fact]
    public void AScenariosClusterKeepsWhatTheCommandLineDoesNotChange()
    {
        var run = Marketsim.Run("run", "raft-crash", "--out", _folder["r"], "--no-plots", "--faults", "at 300ms isolate leader");
        Assert.Equal(0, run.Code);

        // Four messages of 5 ms, not of half a millisecond, and what the file says of faults is replaced.
        var sentences = Marketsim.Run("raft", "timeline", _folder["r"]).Error;
        Assert.Contains("n1 leads term 1 at 0.02", sentences);
        Assert.Contains("1 | 2,3,4,5 cut at 0.300 s", sentences);
        Assert.DoesNotContain("crashed", sentences);
    }

    [Fact]
    public void WhatIsNoHistoryIsRefusedWithASentence()
    {
        Assert.Equal(0, Marketsim.Run("run", "training-market", "--out", _folder["a"], "--set", "duration=1s", "--no-plots").Code);
        var alone = Marketsim.Run("raft", "timeline", _folder["a"]);
        Assert.NotEqual(0, alone.Code);
        Assert.Contains("no cluster stood behind its exchange", alone.Error);
        Assert.Contains("There is no folder or file", Marketsim.Run("raft", "timeline", _folder["nowhere"]).Error);
    }
}
