using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>Many settings over the same bars, and settings tried where they were not chosen.</summary>
public sealed class WalkForwardTests
{
    private static readonly BarMemory Bars = SyntheticBars.Memory(SyntheticBars.Make(30_000, seed: 31));

    private static BacktestSetup Setup(int fast, int slow = 40)
        => new() { Strategy = "sma-cross", Create = s => new SmaCross(s.Instrument, fast, slow, 100) };

    [Fact]
    public void ASweepGivesTheSameOnOneThreadAndOnMany()
    {
        int[] numbers = [.. Enumerable.Range(0, 12)];
        Dictionary<int, BacktestSummary?> Run(int workers)
        {
            var rows = new Dictionary<int, BacktestSummary?>();
            BacktestSweep.Run(numbers, number => Setup(2 + (3 * number)), Bars, workers, (number, summary, _) => rows[number] = summary);
            return rows;
        }

        var (one, many) = (Run(1), Run(4));
        Assert.All(numbers, number => Assert.Equal(one[number], many[number]));
        Assert.True(one.Values.Select(summary => summary!.FinalEquity).Distinct().Count() > 6);
    }

    [Fact]
    public void SettingsThatDoNotGoTogetherAreARowAndNotTheEndOfASweep()
    {
        var failures = new List<string?>();
        BacktestSweep.Run([0, 1], number => Setup(number == 0 ? 50 : 5), Bars, 1, (_, _, failure) => failures.Add(failure));
        Assert.Contains("below slow", failures[0], StringComparison.Ordinal);
        Assert.Null(failures[1]);
    }

    [Fact]
    public void SettingsAreChosenBeforeAndTriedAfterwardsWithTheMoneyOfTheTrialBefore()
    {
        BacktestSetup[] setups = [Setup(5), Setup(10), Setup(20)];
        var equity = new List<(long Time, long Equity)>();
        var folds = WalkForward.Run(new WalkForwardPlan { Folds = 4, Metric = "total-return" }, setups, Bars, 2, equity);

        Assert.Equal(4, folds.Count);
        Assert.Equal(folds[^1].OutOfSample.FinalEquity, equity[^1].Equity);
        Assert.True(equity.Zip(equity.Skip(1)).All(pair => pair.First.Time < pair.Second.Time));
        for (var i = 0; i < folds.Count; i++)
        {
            var fold = folds[i];
            var rows = Bars.Rows.ToArray();
            var (start, from) = (Array.FindIndex(rows, r => r.Time == fold.TrainFrom), Array.FindIndex(rows, r => r.Time == fold.TestFrom));
            var alone = setups.Select(setup =>
            {
                using var source = Bars.Open(start, from - start);
                return BacktestSummary.Run(setup, source).TotalReturn;
            }).ToList();
            Assert.Equal(alone.Max(), fold.InSample.TotalReturn);
            Assert.Equal(alone.IndexOf(alone.Max()), fold.Choice);
            Assert.True(i == 0 || fold.TestFrom > folds[i - 1].TestTo);
        }
    }

    [Fact]
    public void NothingTradesBeforeATrialBegins()
    {
        var from = Bars.Rows[15_000].Time;
        var (list, _) = FillList.Run(Bars, s => new SmaCross(s.Instrument, 5, 40, 100), setup => setup with { TradesFrom = from });
        Assert.NotEmpty(list.Fills);
        Assert.All(list.Fills, fill => Assert.True(fill.Time >= from));
    }
}
