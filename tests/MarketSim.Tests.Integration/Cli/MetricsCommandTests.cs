using System.Text.Json;

namespace MarketSim.Tests.Integration;

public sealed class MetricsCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketsim-metrics").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void JsonIsOneFlatObjectOfNumbersAndNulls()
    {
        var outcome = Marketsim.Run("metrics", Write("r.csv", "0.1\n-0.1\n0\n0.2\n-0.1\n"), "--periods", "5", "--json");
        Assert.Equal(0, outcome.Code);
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(0.0692, json.RootElement.GetProperty("totalReturn").GetDouble(), 1e-12);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("beta").ValueKind);
        Assert.All(json.RootElement.EnumerateObject(), p => Assert.True(p.Value.ValueKind is JsonValueKind.Number or JsonValueKind.Null, p.Name));
    }

    [Fact]
    public void NamesOfOtherToolsAreUnderstood()
    {
        var outcome = Marketsim.Run("metrics", Write("r.csv", "0.1\n-0.1\n0\n0.2\n-0.1\n"), "--only", "max_drawdown,win-rate,PSR", "--json");
        Assert.Equal(0, outcome.Code);
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(["maxDrawdown", "winRate", "probabilisticSharpe"], json.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void ABenchmarkMovesWithItself()
    {
        var file = Write("r.csv", "date,return\n2024-01-02,0.01\n2024-01-03,-0.02\n2024-01-04,0.03\n");
        var outcome = Marketsim.Run("metrics", file, "--benchmark", file, "--only", "beta,correlation,alpha", "--json");
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal([1.0, 1, 0], json.RootElement.EnumerateObject().Select(p => Math.Round(p.Value.GetDouble(), 12)));
    }

    [Theory]
    [InlineData("0.01\n-0.02\n")]
    [InlineData("return\n1%\n-2%\n")]
    [InlineData(",0\n2024-01-02,0.01\n2024-01-03,-0.02\n")]
    [InlineData("index,r\n0,0.01\n1,-0.02\n")]
    [InlineData("date;ret\n02.01.2024;0,01\n03.01.2024;-0,02\n")]
    [InlineData("Date,Return\n\"Jan 2, 2024\",0.01\n\"Jan 3, 2024\",-0.02\n")]
    [InlineData("02-Jan-2024,0.01\n03-Jan-2024,-0.02\n")]
    [InlineData("Date,return\n01/02/2024,0.01\n01/03/2024,\n01/04/2024,-0.02\n")]
    [InlineData("close\n100\n101\n98.98\n")]
    public void ASeriesIsReadInAllFormsThatTablesHave(string text)
    {
        var outcome = Marketsim.Run("metrics", Write("r.csv", text), "--only", "totalReturn,periods", "--json");
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(-0.0102, json.RootElement.GetProperty("totalReturn").GetDouble(), 1e-12);
        Assert.Equal(2, json.RootElement.GetProperty("periods").GetDouble());
    }

    [Fact]
    public void PercentRatesAndTrialsAreUnderstood()
    {
        var percent = Write("p.csv", "date,r\n2024-01-02,1.0\n2024-01-03,-0.5\n2024-01-04,2.0\n2024-01-05,0.3\n2024-02-01,-1.5\n");
        var outcome = Marketsim.Run(
            "metrics", percent, "--percent", "--rf", "0.02", "--periods-per-year", "252", "--confidence", "0.9", "--trials", "10",
            "--trial-deviation", "0.5", "--only", "psr,dsr,valueAtRisk90", "--drawdowns", "1", "--monthly", "--json");
        Assert.Equal(0, outcome.Code);
        using var json = JsonDocument.Parse(outcome.Output);
        var root = json.RootElement;
        Assert.InRange(root.GetProperty("deflatedSharpe").GetDouble(), 0, root.GetProperty("probabilisticSharpe").GetDouble());
        Assert.Equal(-0.011, root.GetProperty("valueAtRisk90").GetDouble(), 1e-12);
        Assert.Equal(-0.015, root.GetProperty("drawdownTable")[0].GetProperty("depth").GetDouble(), 1e-12);
        Assert.Equal(2, root.GetProperty("months").GetArrayLength());
    }

    [Theory]
    [InlineData("date,return\n2024-01-02,abc\n", "line 2: found 'abc'")]
    [InlineData("", "has no rows")]
    [InlineData("100\n101\n102\n", "--prices")]
    public void BadInputGetsASentence(string text, string expected)
    {
        var outcome = Marketsim.Run("metrics", Write("bad.csv", text));
        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, outcome.Error);
        Assert.Equal("", outcome.Output);
    }

    [Fact]
    public void AListOfRoundTripsIsMeasuredAndWhatItLacksIsNull()
    {
        var file = Write("trades.csv", "Entry Time,Exit Time,Side,PnL,Commission\n2024-01-01,2024-01-03,long,11,1\n2024-01-04,2024-01-05,short,-4,1\n2024-01-08,2024-01-11,long,21,1\n");
        var outcome = Marketsim.Run("metrics", file, "--json");
        Assert.Equal(0, outcome.Code);
        using var json = JsonDocument.Parse(outcome.Output);
        double Of(string name) => json.RootElement.GetProperty(name).GetDouble();

        // Net 10, -5 and 20: mean 25/3, standard deviation √(158.33…).
        Assert.Equal(25 / 3.0, Of("expectancy"), 1e-12);
        Assert.Equal(6, Of("tradeProfitFactor"), 1e-12);
        Assert.Equal(Math.Sqrt(3) * (25 / 3.0) / Math.Sqrt(475 / 3.0), Of("sqn"), 1e-12);
        Assert.Equal(2, Of("averageHoldingDays"), 1e-12);
        Assert.Equal(-5, Of("shortProfit"), 1e-12);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("averageMae").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("averageTradeReturn").ValueKind);
        Assert.Contains("line 2: found 'x'; accepted is a number", Marketsim.Run("metrics", Write("bad.csv", "pnl\nx\n")).Error);
    }

    [Fact]
    public void ARunHasOneFlatObjectOfItsTypesOfAgents()
    {
        var run = Path.Combine(_folder, "run");
        Marketsim.Run("run", "training-market", "--set", "duration=2min", "--no-plots", "--out", run);
        var outcome = Marketsim.Run("metrics", run, "--json");
        Assert.Equal(0, outcome.Code);
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.All(json.RootElement.EnumerateObject(), p => Assert.True(p.Value.ValueKind is JsonValueKind.Number or JsonValueKind.Null, p.Name));
        Assert.Contains(json.RootElement.EnumerateObject(), p => p.Name.EndsWith(".adverseSelection10sBps", StringComparison.Ordinal));
        using var some = JsonDocument.Parse(Marketsim.Run("metrics", run, "--only", "fillRatio", "--json").Output);
        Assert.NotEmpty(some.RootElement.EnumerateObject());
        Assert.All(some.RootElement.EnumerateObject(), p => Assert.EndsWith(".fillRatio", p.Name));
        Assert.Equal(2, Marketsim.Run("metrics", run, "--only", "nonsense").Code);
    }

    [Fact]
    public void TheBestOfTrialsIsDeflated()
    {
        var rows = Enumerable.Range(0, 64).Select(i => FormattableString.Invariant(
            $"{0.01 * Math.Sin(i)},{0.01 * Math.Cos(i * 1.7)},{(0.01 * Math.Sin(i * 2.3)) + 0.01}"));
        var outcome = Marketsim.Run("metrics", "overfit", Write("t.csv", "a,b,c\n" + string.Join('\n', rows)), "--blocks", "8", "--json");
        Assert.Equal(0, outcome.Code);
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal("c", json.RootElement.GetProperty("bestTrial").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("probabilityOfOverfitting").GetDouble());
        Assert.InRange(json.RootElement.GetProperty("deflatedSharpe").GetDouble(), 0.5, 1);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
