using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

public sealed class OwnStrategyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheSampleStrategyJoinsWithItsSettingsAndTheRunReplays()
    {
        var sample = RepositoryRoot.Combine("samples/strategies/buy-the-dip.cs");
        var outcome = Run("a", sample + ",fall-ticks=2,trades=ALPHA,shares=0", "--set", "duration=20min");

        Assert.Equal(("", 0), (outcome.Error, outcome.Code));
        Assert.Contains("buy-the-dip", outcome.Output);
        var run = RunResult.Open(_folder["a"]);
        Assert.Contains(run.Manifest.Accounts, a => a.Name == "guest/buy-the-dip");
        Assert.Equal([sample + ",fall-ticks=2,trades=ALPHA,shares=0"], run.Manifest.Joined);
        Assert.True(run.Replay().IsSame);
        var summary = RunSummary.Parse(File.ReadAllText(run.Folder.Summary));
        Assert.True(summary.AgentTypes.Single(t => t.Type == "buy-the-dip").Orders > 0);
    }

    [Theory]
    [InlineData("view.Nwo", "does not compile: line ")]
    [InlineData("new SimTime(System.DateTime.UtcNow.Ticks)", "would not run the same twice: line ")]
    [InlineData("new SimTime(new System.Random().Next())", "would not run the same twice: line ")]
    [InlineData("new SimTime(System.Environment.TickCount64)", "would not run the same twice: line ")]
    public void WhatDoesNotCompileOrIsNotRepeatableIsOneSentenceAndLeavesNothing(string expression, string because)
    {
        var file = Write("public class Mine : IStrategy { public SimTime NextWake(MarketView view) => " + expression
            + "; public void Decide(MarketView view, OrderPad orders) { } }");
        var outcome = Run("b", file);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(because, outcome.Error);
        Assert.Single(outcome.Error.Trim().Split('\n'));
        Assert.False(Directory.Exists(_folder["b"]));
    }

    [Fact]
    public void AFileWithoutAStrategyIsRefused()
        => Assert.Contains("holds no strategy", Run("c", Write("public class Nothing;")).Error);

    [Fact]
    public void OneThatThrowsIsRetiredWhereThatIsAskedFor()
    {
        var file = Write("public class Mine : IStrategy { public SimTime NextWake(MarketView view) => view.Now + SimDuration.FromSeconds(1);"
            + " public void Decide(MarketView view, OrderPad orders) => throw new Exception(\"a bug\"); }");
        var stopped = Run("d", file, "--set", "duration=10s");
        Assert.Equal(4, stopped.Code);
        Assert.Contains("a bug", stopped.Error);

        var retired = Run("e", file, "--set", "duration=10s", "--on-error", "retire");
        Assert.Equal(0, retired.Code);
        Assert.Contains("Retired: guest/mine", retired.Error);
        Assert.True(RunResult.Open(_folder["e"]).Replay().IsSame);
    }

    private string Write(string code)
    {
        var file = Path.Combine(_folder.Path, "mine.cs");
        File.WriteAllText(file, code);
        return file;
    }

    // A process of its own: what it loads stays in the catalog of its process.
    private Marketsim.Outcome Run(string name, string strategy, params string[] more)
    {
        using var process = Marketsim.Start(
            _folder.Path, ["run", "--no-plots", "--out", name, "--strategy", strategy, .. more]);
        return Marketsim.Finish(process);
    }
}
