namespace MarketSim.Tests.Integration;

public sealed class PlotCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PlotCommandTests()
        => Assert.Equal(0, Marketsim.Run("run", "--out", _folder["a"], "--set", "duration=30s", "--no-plots").Code);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void APictureGoesIntoTheRunsFolderOrWhereItIsWanted()
    {
        var inside = Marketsim.Run("plot", _folder["a"], "price");
        Assert.Equal(("", 0), (inside.Error, inside.Code));
        Assert.Equal(Path.Combine(_folder["a"], "plots", "price.png"), inside.Output.TrimEnd());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(inside.Output.TrimEnd())[..4]);

        Assert.Equal(0, Marketsim.Run(
            "plot", _folder["a"], "book", "--at", "10s", "--instrument", "BETA", "--theme", "dark", "--out", _folder["b.svg"]).Code);
        Assert.Contains("<svg", File.ReadAllText(_folder["b.svg"]));
    }

    [Fact]
    public void AReplicatedRunHasTheTimelineOfItsClusterAndAnyRunItsFacts()
    {
        Assert.Equal(0, Marketsim.Run("run", "training-market", "--out", _folder["r"], "--set", "duration=20s", "--consensus", "nodes=3", "--no-plots").Code);
        foreach (var input in (string[])[_folder["r"], _folder["r/consensus.ndjson"]])
        {
            Assert.Equal(0, Marketsim.Run("plot", input, "consensus", "--theme", "dark", "--out", _folder["c.svg"]).Code);
            Assert.Contains("<svg", File.ReadAllText(_folder["c.svg"]));
        }

        Assert.Contains("no cluster stood behind its exchange", Marketsim.Run("plot", _folder["a"], "consensus").Error);
        Assert.Equal(0, Marketsim.Run("plot", _folder["a"], "facts", "--out", _folder["f.svg"]).Code);
        Assert.Contains("<svg", File.ReadAllText(_folder["f.svg"]));
    }

    [Fact]
    public void ASweepOfBacktestsHasMapsAndAReport()
    {
        File.WriteAllText(_folder["bars.csv"], "Date,Close\n" + string.Concat(Enumerable.Range(0, 200).Select(i => FormattableString.Invariant(
            $"{new DateTime(2020, 1, 1).AddDays(i):yyyy-MM-dd},{100 + (5 * Math.Sin(i / 6.0)) + (i * 0.05):0.00}\n"))));
        Assert.Equal(0, Marketsim.Run(
            "backtest", "--data", _folder["bars.csv"], "--strategy", "sma-cross", "--vary", "fast=2,4", "--vary", "slow=8,12,16", "--out", _folder["g"]).Code);
        Assert.Equal(0, Marketsim.Run("plot", _folder["g"], "parameter-heatmap", "--out", _folder["m.svg"]).Code);
        Assert.Contains("<svg", File.ReadAllText(_folder["m.svg"]));
        var report = Marketsim.Run("report", _folder["g"], "--format", "md");
        Assert.Equal(0, report.Code);
        Assert.Contains("6 combinations of fast, slow", report.Output);
        Assert.Contains("The best of many looks better than it is", report.Output);
    }

    [Fact]
    public void ABacktestASeriesAndATableHavePicturesOfTheirOwn()
    {
        var backtest = WrittenBacktest.In(_folder["b"]);
        foreach (var (input, name) in ((string, string)[])
            [(backtest, "equity"), (backtest, "trades"), (_folder["b/equity.csv"], "rolling"), (_folder["b/fills.csv"], "parameter-heatmap")])
        {
            var outcome = Marketsim.Run(
                "plot", input, name, "--out", _folder["c.svg"], "--x", "quantity", "--y", "side", "--value", "price",
                "--benchmark", _folder["b/equity.csv"]);
            Assert.Equal(("", 0), (outcome.Error, outcome.Code));
            Assert.Contains("<svg", File.ReadAllText(_folder["c.svg"]));
        }

        Assert.Equal(Path.Combine(backtest, "plots", "equity.png"), Marketsim.Run("plot", "equity", backtest).Output.TrimEnd());
    }

    [Theory]
    [InlineData("price", "The plot 'price' is drawn from a run, but")]
    [InlineData("parameter-heatmap", "is a back-test; of that there are equity, ")]
    [InlineData("equty", "Did you mean 'equity'?")]
    public void APictureOfSomethingElseIsRefusedWithThoseThatThereAre(string name, string expected)
    {
        var outcome = Marketsim.Run("plot", WrittenBacktest.In(_folder["b"]), name);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, outcome.Error);
    }

    [Theory]
    [InlineData("Unknown plot 'prise'", "prise")]
    [InlineData("Unknown theme 'pink'", "price", "--theme", "pink")]
    [InlineData("Did you mean 'ALPHA'?", "price", "--instrument", "ALPHHA")]
    [InlineData("accepted is png or svg", "price", "--format", "gif")]
    [InlineData("accepted is png or svg", "price", "--out", "price.jpg")]
    [InlineData("but the run ends at 00:00:30", "book", "--at", "1h")]
    [InlineData("is not a duration", "book", "--at", "noon")]
    public void WhatCannotBeDrawnIsExplained(string expected, params string[] arguments)
    {
        var outcome = Marketsim.Run(["plot", _folder["a"], .. arguments]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, outcome.Error);
        Assert.False(Directory.Exists(Path.Combine(_folder["a"], "plots")));
    }
}
