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
