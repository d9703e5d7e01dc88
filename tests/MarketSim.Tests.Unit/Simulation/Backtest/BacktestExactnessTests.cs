using MarketSim.Core;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>Fills and money of back-tests against plain twins in whole numbers.</summary>
public sealed class BacktestExactnessTests
{
    [Theory]
    [InlineData("next-open")]
    [InlineData("this-close")]
    [InlineData("session")]
    public void EveryFillOnAMillionMinuteBarsAndTheFinalEquityAreThoseOfThePlainTwin(string rule)
    {
        var rows = SyntheticBars.Make(1_000_000, seed: 5);
        var twin = PlainTwin.SmaCross(rows, 50, 200, rule);
        var (list, outcome) = FillList.Run(
            SyntheticBars.Memory(rows), setting => new SmaCross(setting.Instrument, 50, 200, 100),
            setup => setup with { MarketOrders = MarketOrderRules.Find(rule) });

        Assert.True(twin.Fills.Count > 5000);
        Assert.Equal(twin.Fills, list.Fills.Select(f => (f.Time, (int)f.Lots * f.Side.Sign(), f.Price)));
        Assert.Equal(twin.Equity, outcome.FinalEquity);
        Assert.Equal(twin.Equity, list.Days[^1].Equity);
        Assert.Equal(outcome.FinalEquity - 10_000_000 - Open(list, rows[^1].Close), list.Trips.Sum(trip => trip.Profit));
        Assert.Equal(rule == "session", list.Fills.Any(f => f.Note == SessionRule.Converted));
    }

    [Theory]
    [InlineData("next-open")]
    [InlineData("this-close")]
    [InlineData("session")]
    public void TwentyThreeYearsOfDailyBarsGiveTwentyThreeFillsToTheCent(string rule)
    {
        var path = TestData.Require("lean/equity/usa/daily/spy.zip");
        var memory = BarMemory.Load(BarFiles.OpenAll([path]));
        var twin = PlainTwin.SmaCross(memory.Rows.ToArray(), 50, 200, rule, isDaily: true, unit: 100);
        var (list, outcome) = FillList.Run(
            memory, setting => new SmaCross(setting.Instrument, 50, 200, 100), setup => setup with { MarketOrders = MarketOrderRules.Find(rule) });

        Assert.Equal(5849, outcome.Bars);
        Assert.Equal(23, list.Fills.Count);
        Assert.Equal(twin.Fills, list.Fills.Select(f => (f.Time, (int)f.Lots * f.Side.Sign(), f.Price)));
        Assert.Equal(twin.Equity, outcome.FinalEquity);
    }

    [Fact]
    public void ARepeatedRunWritesTheSameBytes()
    {
        var folder = Directory.CreateTempSubdirectory("backtest").FullName;
        try
        {
            var file = Path.Combine(folder, "bars.csv");
            File.WriteAllText(file, SyntheticBars.Csv(SyntheticBars.Make(20_000, seed: 8)));
            var first = RunToFolder(file, Path.Combine(folder, "a"));
            var second = RunToFolder(file, Path.Combine(folder, "b"));
            Assert.Equal(["backtest.json", "equity.csv", "fills.csv", "positions.csv", "trades.csv"], first.Keys);
            Assert.All(first, pair => Assert.Equal(pair.Value, second[pair.Key]));
            Assert.Contains("sell", first["fills.csv"], StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long Open(FillList list, long close)
        => list.Fills.Count % 2 == 0 ? 0 : 100 * (close - list.Fills[^1].Price);

    private static SortedDictionary<string, string> RunToFolder(string file, string folder)
    {
        var setup = new BacktestSetup { Strategy = "sma-cross", Create = s => new SmaCross(s.Instrument, 5, 20, 100) };
        using (var output = new BacktestFolder(folder, 2))
        using (var bars = BarFiles.OpenAll([file]))
        {
            output.Describe(setup, new Dictionary<string, string>(), [file], new Backtest(setup, bars, output).Run());
        }

        return new SortedDictionary<string, string>(
            Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllText), StringComparer.Ordinal);
    }
}
