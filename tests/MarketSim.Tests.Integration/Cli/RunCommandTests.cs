using System.Text.Json;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ARunLeavesEverythingThatItsFolderPromises()
    {
        var outcome = Run("a");

        Assert.Equal(("", 0), (outcome.Error, outcome.Code));
        Assert.Equal(
            ["accounts.parquet", "commands.log", "depth.parquet", "events.log", "manifest.json",
                "orders.parquet", "plots",
                "quotes.parquet", "summary.json", "trades.parquet"],
            Directory.EnumerateFileSystemEntries(_folder["a"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains(
            "price.png", Directory.EnumerateFiles(Path.Combine(_folder["a"], "plots")).Select(Path.GetFileName));
        Assert.Contains(RunResult.Open(_folder["a"]).Manifest.StateHash!, outcome.Output);
        Assert.Contains(_folder["a"], outcome.Output);
    }

    [Fact]
    public void WithoutANamedFolderRunsLieUnderRunsAndNeverOverwriteOneAnother()
    {
        for (var i = 0; i < 2; i++)
        {
            using var process = Marketsim.Start(
                _folder.Path, "run", "--set", "duration=10s", "--seed", "3", "--no-plots");
            Assert.Equal(0, Marketsim.Finish(process).Code);
        }

        Assert.Equal(["default-day-seed3-001", "default-day-seed3-002"],
            Directory.EnumerateDirectories(_folder["runs"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheSameSeedGivesTheSameBytesAlsoWhenRunsGoInParallelAndAtAnotherPace()
    {
        string[] seed = ["--seed", "5", "--set", "duration=60s", "--no-plots"];
        using var first = Marketsim.Start(_folder.Path, ["run", "--out", "a", .. seed]);
        using var second = Marketsim.Start(_folder.Path, ["run", "--out", "b", "--speed", "60x", .. seed]);
        Assert.Equal(0, Marketsim.Finish(first).Code);
        Assert.Equal(0, Marketsim.Finish(second).Code);

        foreach (var file in (string[])["commands.log", "events.log", "manifest.json"])
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(_folder["a"], file)), File.ReadAllBytes(Path.Combine(_folder["b"], file)));
        }
    }

    [Fact]
    public void AnotherSeedGivesAnotherRun()
    {
        Run("a", "--seed", "1", "--no-plots");
        Run("b", "--seed", "2", "--no-plots");

        Assert.NotEqual(RunResult.Open(_folder["a"]).Manifest.StateHash, RunResult.Open(_folder["b"]).Manifest.StateHash);
    }

    [Fact]
    public void OneMoreAgentLeavesWhatTheOthersDrawUnchanged()
    {
        Run("a", "--no-plots", "--set", "activity=100", "--set", "noise-traders=10");
        Run("b", "--no-plots", "--set", "activity=100", "--set", "noise-traders=11");

        var (before, after) = (OrdersByName(_folder["a"]), OrdersByName(_folder["b"]));
        var newcomer = Assert.Single(
            after.Keys.Where(n => n.StartsWith("BETA", StringComparison.Ordinal)).Except(before.Keys));
        Assert.Equal("BETA/noise/11", newcomer);
        var wakeUps = 0;
        foreach (var (name, orders) in before.Where(pair => pair.Key.Contains("/noise/", StringComparison.Ordinal)))
        {
            // A noise trader draws when to act, on which side and how much; prices are the market's.
            Assert.Equal(orders.Select(o => (o.Side, o.Quantity)), after[name].Select(o => (o.Side, o.Quantity)));
            wakeUps += orders.Count;
        }

        Assert.True(wakeUps > 50, $"noise traders acted {wakeUps} times");
    }

    [Fact]
    public void TheSummaryForMachinesIsJsonAndNothingElse()
    {
        var outcome = Run("a", "--json", "--no-plots");

        using var json = JsonDocument.Parse(outcome.Output);
        var root = json.RootElement;
        Assert.Equal("completed", root.GetProperty("outcome").GetString());
        Assert.Equal(_folder["a"], root.GetProperty("folder").GetString());
        Assert.Equal(
            ["ALPHA", "BETA"],
            root.GetProperty("instruments").EnumerateArray().Select(i => i.GetProperty("symbol").GetString()));
        Assert.True(root.GetProperty("performance").GetProperty("eventsPerSecond").GetDouble() > 0);
    }

    [Fact]
    public void AFileDescribesARunAndTheCommandLineWins()
    {
        var config = _folder.Write("day.yaml", $"""
            scenario: default-day
            seed: 9
            out: {_folder["a"]}
            set:
              duration: 20s
              market-makers: 1
            """);

        Assert.Equal(0, Marketsim.Run("run", "--config", config, "--set", "market-makers=2", "--no-plots").Code);

        var manifest = RunResult.Open(_folder["a"]).Manifest;
        Assert.Equal(9UL, manifest.Seed);
        Assert.Equal(("20s", "2"), (manifest.Options["duration"], manifest.Options["market-makers"]));
        Assert.Equal(4, manifest.Accounts.Count(a => a.Type == "market-maker"));
    }

    [Fact]
    public void ForceReplacesARunButNothingElse()
    {
        Run("a", "--no-plots");
        File.WriteAllText(Path.Combine(_folder["a"], "notes.txt"), "mine");

        Assert.Equal(2, Run("a", "--no-plots").Code);
        Assert.Equal(0, Run("a", "--no-plots", "--force", "--seed", "2").Code);

        Assert.Equal(2UL, RunResult.Open(_folder["a"]).Manifest.Seed);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_folder["a"], "notes.txt")));
    }

    private Marketsim.Outcome Run(string name, params string[] more)
        => Marketsim.Run(["run", "--out", _folder[name], "--set", "duration=60s", .. more]);

    private static Dictionary<string, List<Command>> OrdersByName(string run)
    {
        var result = RunResult.Open(run);
        var names = result.Manifest.Accounts.ToDictionary(a => a.Id, a => a.Name);
        var orders = names.Values.ToDictionary(n => n, _ => new List<Command>());
        using var commands = result.ReadCommands();
        foreach (var (_, command) in commands)
        {
            if (command.Kind == CommandKind.Place)
            {
                orders[names[command.Account.Value]].Add(command);
            }
        }

        return orders;
    }
}
