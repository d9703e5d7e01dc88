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
