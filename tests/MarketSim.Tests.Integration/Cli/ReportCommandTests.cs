using System.Text.Json;

namespace MarketSim.Tests.Integration;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ABacktestsReportGoesIntoItsFolderOrWhereItIsWanted()
    {
        var backtest = WrittenBacktest.In(_folder["b"]);
        var inside = Marketsim.Run("report", backtest);
        Assert.Equal(("", 0), (inside.Error, inside.Code));
        Assert.Equal(Path.Combine(backtest, "report.html"), inside.Output.TrimEnd());
        Assert.DoesNotContain("<script", File.ReadAllText(inside.Output.TrimEnd()));

        Assert.StartsWith("# to-and-fro on ACME\n", Marketsim.Run("report", backtest, "--format", "md").Output);
        Assert.Equal(0, Marketsim.Run("report", backtest, "--out", _folder["x/y.json"], "--benchmark", _folder["b/equity.csv"]).Code);
        Assert.Equal("back-test", JsonDocument.Parse(File.ReadAllText(_folder["x/y.json"])).RootElement.GetProperty("kind").GetString());
        Assert.Contains("\"every\": \"21\"", Marketsim.Run("report", backtest, "--json").Output);
    }

    [Fact]
    public void ARunASweepAndTheirComparisonsHaveReports()
    {
        foreach (var seed in (string[])["1", "2"])
        {
            Assert.Equal(0, Marketsim.Run("run", "--out", _folder["r" + seed], "--seed", seed, "--set", "duration=30s", "--no-plots").Code);
        }

        Assert.Equal(0, Marketsim.Run(
            "sweep", "--seeds", "1..2", "--set", "duration=10s", "--vary", "market-makers=1,2", "--vary", "volatility=0.2,0.4", "--out", _folder["s"], "--no-plots").Code);
        foreach (var (inputs, kind) in (((string[] Inputs, string Kind)[])
            [([_folder["r1"]], "run"), ([_folder["r1"], _folder["r2"]], "run-comparison"), ([_folder["s"]], "sweep")]))
        {
            var html = Marketsim.Run(["report", .. inputs, "--out", _folder["a.html"]]);
            Assert.Equal(("", 0), (html.Error, html.Code));
            var first = File.ReadAllText(_folder["a.html"]);
            Assert.Equal(0, Marketsim.Run(["report", .. inputs, "--out", _folder["a.html"]]).Code);
            Assert.Equal(first, File.ReadAllText(_folder["a.html"]));
            Assert.Equal(kind, JsonDocument.Parse(Marketsim.Run(["report", .. inputs, "--json"]).Output).RootElement.GetProperty("kind").GetString());
        }
    }

    [Theory]
    [InlineData("accepted is html, md or json", "--format", "pdf")]
    [InlineData("accepted is html, md or json", "--out", "a.pdf")]
    [InlineData("Unknown theme 'pink'", "--theme", "pink")]
    [InlineData("There is no folder 'nowhere'", "nowhere")]
    public void WhatCannotBeReportedIsExplained(string expected, params string[] arguments)
    {
        var backtest = WrittenBacktest.In(_folder["b"]);
        var outcome = Marketsim.Run(["report", backtest, .. arguments]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, outcome.Error);
        Assert.False(File.Exists(Path.Combine(backtest, "report.html")));
    }

    [Fact]
    public void ADamagedFileIsNamedWithTheLine()
    {
        var backtest = WrittenBacktest.In(_folder["b"]);
        File.AppendAllText(_folder["b/equity.csv"], "later,1,1,1\n");
        var outcome = Marketsim.Run("report", backtest);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("Line 402 of '", outcome.Error);
    }
}
