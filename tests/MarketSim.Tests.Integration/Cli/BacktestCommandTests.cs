using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary><c>marketsim backtest</c> as its users meet it.</summary>
public sealed class BacktestCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheRecordSaysWhatWasAskedAndWhatIsTakenForGranted()
    {
        var data = Bars(400);
        Assert.Equal(0, Run("--data", data, "--strategy", "sma-cross,fast=3", "--set", "slow=9", "--spread", "2bp", "--out", _folder["a"]).Code);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder["a"], "backtest.json")));
        Assert.Equal($"marketsim backtest --data {data} --strategy sma-cross,fast=3 --set slow=9 --spread 2bp", json.RootElement.GetProperty("command").GetString());
        var assumptions = json.RootElement.GetProperty("assumptions").EnumerateArray().Select(each => each.GetString()!).ToList();
        Assert.All(assumptions, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
        Assert.Contains(assumptions, sentence => sentence.Contains("open of the bar after", StringComparison.Ordinal));
        Assert.Contains(assumptions, sentence => sentence.Contains("half a spread of 2bp", StringComparison.Ordinal));
    }

    [Fact]
    public void ASweepLeavesTheReturnsOfEveryRunWhichTellWhatTheBestIsWorth()
    {
        var data = Bars(400);
        string[] asked = ["--data", data, "--strategy", "sma-cross", "--vary", "fast=2,3,20", "--vary", "slow=8,12"];
        Assert.Equal(0, Run([.. asked, "--out", _folder["sweep"]]).Code);
        var table = File.ReadAllLines(Path.Combine(_folder["sweep"], "trials.csv"));

        // A fast average that is not faster than the slow one is no trial.
        Assert.Equal("time,fast=2 slow=8,fast=2 slow=12,fast=3 slow=8,fast=3 slow=12", table[0]);
        var first = Run("--data", data, "--strategy", "sma-cross,fast=2,slow=8", "--out", _folder["one"]);
        Assert.Equal(0, first.Code);
        var equity = File.ReadLines(Path.Combine(_folder["one"], "equity.csv")).Skip(1).Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)).ToList();
        var product = table.Skip(1).Select(line => 1 + double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)).Aggregate((a, b) => a * b);
        Assert.Equal(equity[^1] / 100_000, product, 9);

        // What a sweep that was cut short has left counts: the rest comes to the same table.
        var whole = File.ReadAllBytes(Path.Combine(_folder["sweep"], "trials.csv"));
        var rows = File.ReadAllLines(Path.Combine(_folder["sweep"], "runs.csv"));
        File.Delete(Path.Combine(_folder["sweep"], "trials.csv"));
        File.Delete(Path.Combine(_folder["sweep"], "runs.csv"));
        File.WriteAllText(Path.Combine(_folder["sweep"], "runs.part"), string.Concat(rows.Skip(1).Take(2).Select(row => row + "\n")));
        Assert.Equal(0, Run([.. asked, "--out", _folder["sweep"]]).Code);
        Assert.Equal(whole, File.ReadAllBytes(Path.Combine(_folder["sweep"], "trials.csv")));
        Assert.Equal(rows, File.ReadAllLines(Path.Combine(_folder["sweep"], "runs.csv")));

        var verdict = Marketsim.Run("metrics", "overfit", Path.Combine(_folder["sweep"], "trials.csv"), "--folds", "6", "--horizon", "2", "--json");
        Assert.Equal(0, verdict.Code);
        using var json = JsonDocument.Parse(verdict.Output);
        Assert.Equal(15, json.RootElement.GetProperty("crossValidationFolds").GetDouble());
        Assert.InRange(json.RootElement.GetProperty("crossValidatedLoss").GetDouble(), 0, 1);
        Assert.InRange(json.RootElement.GetProperty("crossValidatedChoices").GetDouble(), 1, 4);
    }

    [Fact]
    public void WhereItLiesHasNoPartInWhatIsWritten()
    {
        var data = Bars(400);
        foreach (var place in (string[])["a", "b"])
        {
            Run("--data", data, "--strategy", "sma-cross,fast=3,slow=9", "--commission", "0.005/share,min=1", "--logs", "--out", _folder[place]);
        }

        var names = Directory.GetFiles(_folder["a"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
        Assert.Contains("events.log", names);
        Assert.All(names, name => Assert.Equal(
            File.ReadAllBytes(Path.Combine(_folder["a"], name)), File.ReadAllBytes(Path.Combine(_folder["b"], name))));
    }

    [Fact]
    public void ItsLogsAreThoseOfARun()
    {
        Run("--data", Bars(400), "--strategy", "sma-cross,fast=3,slow=9", "--commission", "0.005/share,min=1", "--logs", "--out", _folder["a"]);
        var verdict = RunResult.Open(_folder["a"]).Replay();
        Assert.True(verdict is { IsSame: true, IsWhole: true }, verdict.Sentence);

        // What the account holds at the end is what the statement says.
        var statement = Marketsim.Run("account", _folder["a"], "strategy");
        Assert.Equal(0, statement.Code);
        Assert.Contains("explains the ledger", statement.Output, StringComparison.Ordinal);
        var cash = File.ReadLines(Path.Combine(_folder["a"], "equity.csv")).Last().Split(',')[2];
        Assert.Contains(decimal.Parse(cash, CultureInfo.InvariantCulture).ToString("#,##0.00", CultureInfo.InvariantCulture), statement.Output.Split("Closing")[1], StringComparison.Ordinal);

        // The folder is still that of a back-test: it may be replaced, and then has no logs.
        Assert.Equal(0, Run("--data", Bars(100), "--strategy", "sma-cross,fast=3,slow=9", "--out", _folder["a"]).Code);
        Assert.False(File.Exists(Path.Combine(_folder["a"], "events.log")));
        Assert.Equal(2, Run("--data", Bars(100), "--strategy", "sma-cross", "--logs").Code);
    }

    [Theory]
    [InlineData("'{0}' is a file; --out takes a folder", "backtest", "--strategy", "sma-cross", "--out", "{0}")]
    [InlineData("None of the settings can be run: sma-cross was given fast=300", "backtest", "--strategy", "sma-cross", "--vary", "fast=300,400")]
    [InlineData("--jobs was 0", "backtest", "--strategy", "sma-cross", "--vary", "fast=3,4", "--jobs", "0")]
    [InlineData("no factor file", "backtest", "--strategy", "sma-cross", "--actions", "lean")]
    [InlineData("--commission was '1e9'", "backtest", "--strategy", "sma-cross", "--commission", "1e9")]
    [InlineData("holds something that is no walk-forward", "walkforward", "--strategy", "sma-cross,slow=9", "--vary", "fast=3,4", "--out", "{1}")]
    public void BadInputGetsASentenceAndNothingIsWritten(string sentence, params string[] arguments)
    {
        var (file, folder) = (_folder.Write("file", "x"), Directory.CreateDirectory(_folder["full"]).FullName);
        File.WriteAllText(Path.Combine(folder, "mine"), "x");
        var outcome = Marketsim.Run([.. arguments.Select(each => Filled(each)), "--data", Bars(100)]);
        Assert.Equal(2, outcome.Code);
        Assert.Contains(Filled(sentence), outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
        Assert.Equal([Path.Combine(folder, "mine")], Directory.GetFiles(folder));

        string Filled(string text) => text.Replace("{0}", file, StringComparison.Ordinal).Replace("{1}", folder, StringComparison.Ordinal);
    }

    private static Marketsim.Outcome Run(params string[] arguments) => Marketsim.Run(["backtest", .. arguments]);

    // Daily bars that rise and fall in waves.
    private string Bars(int count)
    {
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        for (var i = 0; i < count; i++)
        {
            var close = 100 + Math.Abs((i % 40) - 20);
            text.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2020, 1, 1).AddDays(i):yyyy-MM-dd},{close}.10,{close + 1}.00,{close - 1}.00,{close}.00,1000\n");
        }

        return _folder.Write($"bars{count}.csv", text.ToString());
    }
}
