using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class SweepTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketsim-sweep-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void RunsSideBySideComeToWhatEachComesToAlone()
    {
        var plan = Plan("1..6");
        var rows = Run("a", plan, workers: 3);
        var scenario = ScenarioCatalog.Find(plan.Scenario);
        for (var i = 0; i < plan.Runs; i++)
        {
            var alone = Sweep.Execute(scenario, plan, i);
            Assert.Equal(alone.StateHash, rows[i]!.StateHash);
            Assert.Equal(alone.Figures, rows[i]!.Figures);
        }

        Assert.Equal(plan.Runs, rows.Select(r => r!.StateHash).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void ARowSaysWhatTheFolderOfTheSameRunSays()
    {
        var plan = Plan("4");
        var scenario = ScenarioCatalog.Find(plan.Scenario);
        var row = Sweep.Execute(scenario, plan, 0);
        var world = scenario.Create(plan.OptionsOf(scenario, plan.Run(0)), 4);
        var saved = new MarketSimulation(world, 4).Run().Save(Path.Combine(_folder, "run"));
        var summary = RunSummary.Parse(File.ReadAllText(saved.Folder.Summary));

        Assert.Equal(summary.StateHash, row.StateHash);
        Assert.Equal(summary.Commands, row.Figures["commands"]);
        Assert.Equal(summary.Instruments[0].Vwap, row.Figures["ALPHA.vwap"]);
        Assert.Equal(summary.Instruments[1].TimeWeightedSpreadBasisPoints, row.Figures["BETA.spread-bp"]);
        foreach (var type in summary.AgentTypes)
        {
            Assert.Equal(type.TradingProfit, row.Figures[$"{type.Type}.trading-profit"]);
        }
    }

    [Fact]
    public void AfterAKillInTheMiddleOfALineItGoesOnAndRepeatsAndLosesNothing()
    {
        var plan = Plan("1..8");
        var whole = Run("whole", plan, workers: 1);
        var path = Path.Combine(_folder, "killed");
        using (var journal = SweepJournal.Open(path, plan))
        {
            foreach (var done in (int[])[5, 0, 3])
            {
                journal.Append(whole[done]!);
            }
        }

        File.AppendAllText(Path.Combine(path, "runs.ndjson"), """{"run":1,"seed":2,"stateHa""");
        using (var journal = SweepJournal.Open(path, plan))
        {
            Assert.Equal([5, 0, 3], journal.Done.Select(r => r.Run));
            new Sweep(journal).Run(workers: 2);
        }

        using var again = SweepJournal.Open(path, plan);
        Assert.Equal(Enumerable.Range(0, 8), again.Done.Select(r => r.Run).Order());
        Assert.Equal(whole.Select(r => r!.StateHash), again.Done.OrderBy(r => r.Run).Select(r => r.StateHash));
        Assert.Equal(8, File.ReadAllLines(Path.Combine(path, "runs.ndjson")).Length);
    }

    [Fact]
    public void AStopFinishesTheRunsInHandAndBeginsNoOthers()
    {
        var plan = Plan("1..50");
        using var journal = SweepJournal.Open(Path.Combine(_folder, "stopped"), plan);
        var sweep = new Sweep(journal);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        sweep.Run(workers: 2, stop.Token);

        Assert.Equal(0, sweep.Done);
    }

    [Fact]
    public void AnotherSweepOrSomethingElseInTheFolderIsLeftAlone()
    {
        var path = Path.Combine(_folder, "other");
        SweepJournal.Open(path, Plan("1..2")).Dispose();

        Assert.Contains("holds another sweep (with seeds 1..2)",
            Assert.Throws<ArgumentException>(() => SweepJournal.Open(path, Plan("1..3"))).Message);
        SweepJournal.Open(path, Plan("1..3"), overwrite: true).Dispose();
        Assert.Equal("1..3", SweepJournal.ReadPlan(path).Seeds);

        Directory.CreateDirectory(Path.Combine(_folder, "full"));
        File.WriteAllText(Path.Combine(_folder, "full", "thesis.txt"), "mine");
        Assert.Contains("holds no sweep",
            Assert.Throws<ArgumentException>(() => SweepJournal.Open(Path.Combine(_folder, "full"), Plan("1"), overwrite: true)).Message);
    }

    [Fact]
    public void DamagedLinesAreNamedAndNothingIsRun()
    {
        var path = Path.Combine(_folder, "damaged");
        SweepJournal.Open(path, Plan("1..2")).Dispose();
        File.WriteAllText(Path.Combine(path, "runs.ndjson"), "nonsense\n");
        Assert.Contains("Line 1", Assert.Throws<FormatException>(() => SweepJournal.Open(path, Plan("1..2"))).Message);

        File.WriteAllText(Path.Combine(path, "runs.ndjson"), """{"run":7,"seed":1,"figures":{}}""" + "\n");
        Assert.Contains("does not belong", Assert.Throws<FormatException>(() => SweepJournal.Open(path, Plan("1..2"))).Message);
    }

    [Fact]
    public void AFailureOfOnePieceEndsTheRestAndIsTold()
    {
        var done = new List<int>();
        var problem = Assert.Throws<AggregateException>(() => SeedSweep.Run<int>(
            [.. Enumerable.Range(0, 1000)], 2, i => i == 3 ? throw new InvalidOperationException("no") : i, done.Add));

        Assert.IsType<InvalidOperationException>(Assert.Single(problem.InnerExceptions));
        Assert.True(done.Count < 1000);
    }

    private IReadOnlyList<SweepRow?> Run(string name, SweepPlan plan, int workers)
    {
        using var journal = SweepJournal.Open(Path.Combine(_folder, name), plan);
        var sweep = new Sweep(journal);
        sweep.Run(workers);
        SweepTable.Write(Path.Combine(journal.Path, "runs.parquet"), plan, [.. sweep.Rows.OfType<SweepRow>()]);
        Assert.True(File.Exists(Path.Combine(journal.Path, "runs.parquet")));
        return sweep.Rows;
    }

    private static SweepPlan Plan(string seeds) => new()
    {
        Scenario = "default-day", Axes = [], Seeds = seeds,
        Settings = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["duration"] = "20s" },
    };
}
