using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MarketSim.Tests.Integration;

public sealed class HonestyCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketsim-honesty").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void EachRungChargesMoreThanTheOneBeforeAndTheFolderIsThatOfTheLast()
    {
        var (data, ladder, plain) = (Write("bars.csv", Bars(volume: 100_000)), In("ladder"), In("plain"));
        var outcome = Marketsim.Run(
            "honesty", "--data", data, "--strategy", "sma-cross,fast=2,slow=3", "--spread", "20bp", "--commission", "1bp",
            "--participation", "0.05", "--impact", "0.5", "--out", ladder, "--json");
        Assert.Equal(0, outcome.Code);
        using var json = JsonDocument.Parse(outcome.Output);
        var rungs = json.RootElement.GetProperty("rungs").EnumerateArray().ToList();
        Assert.Equal(
            ["zero cost", "spread", "fees", "queue", "latency", "volume", "impact"], rungs.Select(rung => rung.GetProperty("name").GetString()));
        Assert.True(rungs[0].GetProperty("fills").GetInt64() > 10);
        Assert.True(rungs[1].GetProperty("change").GetDouble() < 0);
        Assert.True(rungs[2].GetProperty("change").GetDouble() < 0);
        foreach (var (rung, before) in rungs.Skip(1).Zip(rungs))
        {
            Assert.Equal(
                rung.GetProperty("finalEquity").GetDouble() - before.GetProperty("finalEquity").GetDouble(),
                rung.GetProperty("change").GetDouble(), 1e-6);
        }

        Marketsim.Run(
            "backtest", "--data", data, "--strategy", "sma-cross,fast=2,slow=3", "--spread", "20bp", "--commission", "1bp",
            "--participation", "0.05", "--impact", "0.5", "--out", plain);
        foreach (var name in (string[])["backtest.json", "fills.csv", "equity.csv", "trades.csv", "positions.csv", "metrics.json"])
        {
            Assert.Equal(WithoutCommand(Path.Combine(plain, name)), WithoutCommand(Path.Combine(ladder, name)));
        }

        Assert.All((string[])["ladder.png", "ladder-dark.png", "ladder.svg"], name => Assert.True(new FileInfo(Path.Combine(ladder, name)).Length > 1000));
        Assert.Contains("Where the edge goes", Marketsim.Run("report", ladder, "--format", "md").Output);
    }

    [Fact]
    public void TheMetricsOfItsFolderSayWhatEachCostTookAndWhatFillsCost()
    {
        Marketsim.Run(
            "honesty", "--data", Write("bars.csv", Bars(volume: 100_000)), "--strategy", "sma-cross,fast=2,slow=3", "--spread", "20bp",
            "--commission", "1bp", "--out", In("ladder"));
        var outcome = Marketsim.Run("metrics", In("ladder"), "--json");
        Assert.Equal(0, outcome.Code);
        using var json = JsonDocument.Parse(outcome.Output);
        double Of(string name) => json.RootElement.GetProperty(name).GetDouble();
        var costs = ((string[])["costOfSpread", "costOfFees", "costOfQueue", "costOfLatency", "costOfVolume", "costOfImpact"]).Sum(Of);
        Assert.Equal(Of("profit"), Of("edgeAtZeroCost") - costs, 1e-6);
        Assert.Equal(Of("profit"), Of("profitBeforeFees") - Of("fees") + Of("carry"), 1e-6);
        Assert.Equal(0, Of("carry"));

        // Half of twenty basis points, rounded up to the cent; an impact of millionths.
        Assert.InRange(Of("spreadAndImpactBps"), 10, 11);
        Assert.Equal(Of("shortfallBps"), Of("delayBps") + Of("timingBps") + Of("spreadAndImpactBps"), 1e-9);
        Assert.InRange(json.RootElement.GetProperty("fillRatio").GetDouble(), 0.01, 1);
        Assert.InRange(json.RootElement.GetProperty("orderToTrade").GetDouble(), 0.01, 100);
    }

    [Fact]
    public void AnEdgeSmallerThanTheSpreadIsGoneAndTheLadderSaysSo()
    {
        var outcome = Marketsim.Run(
            "honesty", "--data", Write("bars.csv", Bars(volume: 100_000)), "--strategy", "sma-cross,fast=1,slow=2", "--spread", "3%");
        Assert.Equal(0, outcome.Code);
        Assert.Contains("The edge is gone after costs", outcome.Output);
        Assert.Contains("'spread' takes the last of it", outcome.Output);
    }

    [Fact]
    public void WithoutVolumeTheRungsOfSizeAreLeftOutAndThatIsSaid()
    {
        var outcome = Marketsim.Run("honesty", "--data", Write("bars.csv", Bars(volume: 0)), "--strategy", "buy-and-hold", "--json");
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal("latency", json.RootElement.GetProperty("rungs").EnumerateArray().Last().GetProperty("name").GetString());
        Assert.Contains("no volume", outcome.Error);
    }

    [Fact]
    public void AZeroThatWasGivenHolds()
    {
        var outcome = Marketsim.Run(
            "honesty", "--data", Write("bars.csv", Bars(volume: 100_000)), "--strategy", "sma-cross,fast=2,slow=3", "--spread", "0", "--json");
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(0, json.RootElement.GetProperty("rungs")[1].GetProperty("change").GetDouble());
    }

    [Fact]
    public void AFolderThatHoldsSomethingElseIsRefused()
    {
        Directory.CreateDirectory(In("other"));
        File.WriteAllText(Path.Combine(In("other"), "letter.txt"), "keep me");
        var outcome = Marketsim.Run("honesty", "--data", Write("bars.csv", Bars(volume: 10)), "--strategy", "buy-and-hold", "--out", In("other"));
        Assert.Equal(2, outcome.Code);
        Assert.Equal(["letter.txt"], Directory.EnumerateFileSystemEntries(In("other")).Select(Path.GetFileName));
    }

    // Each says how it came about itself.
    private static string[] WithoutCommand(string path)
        => [.. File.ReadAllLines(path).Where(line => !line.Contains("\"command\": \"marketsim ", StringComparison.Ordinal))];

    // Waves of a week on a slope: averages of a few days earn on them at the close, and less at every rung.
    private static string Bars(long volume)
    {
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        var (day, last) = (new DateTime(2020, 1, 1), 100m);
        for (var i = 0; i < 300; i++, day = day.AddDays(1))
        {
            var close = decimal.Round(100 + (0.01m * i) + (decimal)(2 * Math.Sin(i * 0.7)), 2);
            text.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},{last},{Math.Max(last, close)},{Math.Min(last, close)},{close},{volume}\n");
            last = close;
        }

        return text.ToString();
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }
}
