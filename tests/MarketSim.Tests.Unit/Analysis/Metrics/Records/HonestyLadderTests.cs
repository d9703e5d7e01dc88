using MarketSim.Analysis;

namespace MarketSim.Tests.Unit;

public sealed class HonestyLadderTests
{
    [Theory]
    [InlineData(100, 130, 120, 110, null, "33% of the edge is left: +30.00 USD at zero cost, +10.00 USD when everything is charged; 'spread' takes most.")]
    [InlineData(100, 130, 95, 90, "spread", "The edge is gone after costs: +30.00 USD at zero cost, -10.00 USD when everything is charged; 'spread' takes the last of it.")]
    [InlineData(100, 130, 120, 90, "fees", "The edge is gone after costs: +30.00 USD at zero cost, -10.00 USD when everything is charged; 'fees' takes the last of it.")]
    [InlineData(100, 99, 98, 97, null, "There is no edge to lose: at zero cost the result is -1.00 USD.")]
    [InlineData(100, 110, 110, 112, null, "Nothing that is charged takes the edge: +10.00 USD at zero cost, +12.00 USD when everything is charged.")]
    public void ItsVerdictSaysWhatIsLeftAndWhatTookIt(double initial, double zero, double spread, double fees, string? gone, string verdict)
    {
        var ladder = Ladder(initial, zero, spread, fees);
        Assert.Equal(gone, ladder.GoneAt?.Name);
        Assert.Equal(verdict, ladder.Verdict);
        Assert.Equal(ladder.Profit(2), ladder.Change(0) + ladder.Change(1) + ladder.Change(2), 1e-12);
    }

    [Fact]
    public void ItsFileIsReadAsItWasWritten()
    {
        var folder = Directory.CreateTempSubdirectory("marketsim-ladder").FullName;
        try
        {
            var ladder = Ladder(100, 130, 95, 90);
            File.WriteAllText(Path.Combine(folder, HonestyFile.Name), HonestyFile.Write(ladder));
            var read = HonestyFile.Find(folder)!;
            Assert.Equal(ladder.Steps, read.Steps);
            Assert.Equal(ladder.Verdict, read.Verdict);
            File.WriteAllText(Path.Combine(folder, HonestyFile.Name), "{}");
            Assert.Throws<FormatException>(() => HonestyFile.Find(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ItsPictureSaysSoWhereTheEdgeIsGone()
    {
        var figure = HonestyFigure.Draw(Ladder(100, 130, 95, 90), "made up");
        Assert.StartsWith("The edge is gone after costs", figure.Title);
        var words = figure.Rows[0].Panels[0].Layers.OfType<StretchTextLayer>().Select(layer => layer.Texts[0]);
        Assert.Equal(["+30.00", "−35.00", "−5.00", "−10.00"], words);
    }

    private static HonestyLadder Ladder(double initial, double zero, double spread, double fees) => new("made up", "USD", initial,
    [
        new HonestyStep { Name = "zero cost", Adds = "nothing", Final = zero, Sharpe = 1.5, MaxDrawdown = -0.1, Fills = 10, Trades = 5 },
        new HonestyStep { Name = "spread", Adds = "2 bp", Final = spread, Fills = 10, Trades = 5 },
        new HonestyStep { Name = "fees", Adds = "0.5 bp", Final = fees, Fills = 10, Trades = 5 },
    ]);
}
