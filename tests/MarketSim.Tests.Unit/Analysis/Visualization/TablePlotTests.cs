using System.Globalization;
using System.Xml.Linq;
using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class TablePlotTests
{
    public static TheoryData<string> Names { get; } = [.. TablePlotCatalog.All.Select(plot => plot.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void APictureIsWellFormedInBothThemesAndTheSameEachTime(string name)
    {
        foreach (var options in Theme.All.Select(theme => new RenderOptions { Theme = theme, PixelRatio = 1 }))
        {
            var svg = FigureRenderer.ToSvg(Draw(name, Usual(name)), options);

            Assert.InRange(XDocument.Parse(svg).Root!.Descendants().Count(), 50, int.MaxValue);
            Assert.Equal(svg, FigureRenderer.ToSvg(Draw(name, Usual(name)), options));
            Assert.NotEmpty(FigureRenderer.ToPng(Draw(name, Usual(name)), options));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ATableWithoutRowsGivesAnEmptyPictureOrASentence(string name)
    {
        var empty = Usual(name) with { Rows = [] };
        if (name.StartsWith("vol", StringComparison.Ordinal))
        {
            Assert.All(Draw(name, empty).Rows.SelectMany(row => row.Panels), panel => Assert.Equal("no volatilities", panel.EmptyText));
            Assert.NotEmpty(FigureRenderer.ToPng(Draw(name, empty), new RenderOptions { PixelRatio = 1 }));
            return;
        }

        Assert.EndsWith(".", Assert.Throws<FormatException>(() => Draw(name, empty)).Message);
    }

    [Theory]
    [InlineData("volatility-smile")]
    [InlineData("volatility-surface")]
    [InlineData("parameter-heatmap")]
    public void OnePointStillGivesAPicture(string name)
    {
        var one = Usual(name) with { Rows = [Usual(name).Rows[0]] };

        Assert.NotEmpty(FigureRenderer.ToPng(
            TablePlotCatalog.All.Single(p => p.Name == name).Draw(one, name == "parameter-heatmap" ? new("fast", "slow", "sharpe") : new()),
            new RenderOptions { PixelRatio = 1 }));
    }

    [Fact]
    public void RowsWithTheSamePairAreAveragedAndTheHighestIsNamed()
    {
        var table = new PlotTable("t", ["run", "set.a", "set.b", "seed", "profit"],
        [
            ["0", "1", "x", "1", "2"], ["1", "1", "x", "2", "4"], ["2", "10", "x", "1", "1"], ["3", "2", "y", "1", "-5"],
        ]);
        var panel = Draw("parameter-heatmap", table).Rows[0].Panels[0];
        var heat = panel.Layers.OfType<HeatLayer>().Single();

        Assert.Equal((2, 3), (heat.Cells.GetLength(0), heat.Cells.GetLength(1)));
        Assert.Equal([double.NaN, -5, double.NaN, 3, double.NaN, 1], heat.Cells.Cast<double>());
        Assert.True(heat.IsDiverging);
        Assert.StartsWith("profit 3.00 at a 1, b x", panel.Remark);
        Assert.Equal(["1", "2", "10"], panel.X.Ticks!.Select(tick => tick.Label));
    }

    [Fact]
    public void AColumnThatIsNotThereIsRefusedWithThoseThatAre()
    {
        var refusal = Assert.Throws<FormatException>(() => TablePlotCatalog.All[0].Draw(Usual("parameter-heatmap"), new("fats"))).Message;

        Assert.Equal("Table 'made-up' has no column 'fats'; its columns are fast, slow, sharpe.", refusal);
        Assert.Contains("has no column 'expiry'", Assert.Throws<FormatException>(() => Draw("volatility-smile", new("t", ["strike", "vol"], []))).Message);
    }

    [Fact]
    public void ExpiriesMayBeYearsOrDatesAndTheOptionOutOfTheMoneyCounts()
    {
        var table = new PlotTable("t", ["expiry", "strike", "iv", "delta"],
        [
            ["20160115", "100", "0.5", "0.99"], ["20160115", "100", "0.2", "-0.01"], ["2015-12-18", "90", "0.3", "0.4"],
        ]);
        var lines = Draw("volatility-smile", table).Rows[0].Panels[0].Layers.OfType<LineLayer>().ToList();

        Assert.Equal(["2015-12-18", "2016-01-15"], lines.Select(line => line.Label));
        Assert.Equal([30.0, 20.0], lines.Select(line => line.Y.Single()));
    }

    [Fact]
    public void MoreAssetsThanReturnsAreRefused()
    {
        var table = new PlotTable("t", ["date", "a", "b"], [["2020-01-01", "1", "2"], ["2020-01-02", "1.1", "2.1"]]);

        Assert.Contains("more returns than assets", Assert.Throws<FormatException>(() => Draw("efficient-frontier", table)).Message);
    }

    private static Figure Draw(string name, PlotTable table) => TablePlotCatalog.All.Single(plot => plot.Name == name).Draw(table, new PlotColumns());

    private static PlotTable Usual(string name)
    {
        var rng = new Rng(9, "tables");
        string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        var grid = from a in Enumerable.Range(1, 6) from b in Enumerable.Range(1, 8) select (A: a, B: b);
        return name switch
        {
            "parameter-heatmap" => new("made-up", ["fast", "slow", "sharpe"],
                [.. grid.Select(p => (string[])[Text(p.A * 5), Text(p.B * 20), Text(rng.NextDouble() - 0.3)])]),
            "efficient-frontier" => new("made-up", ["date", "a", "b", "c", "d"],
                [.. Enumerable.Range(0, 300).Select(i => (string[])[MadeUpBacktest.Start.AddDays(i).ToString("s"), .. Enumerable.Range(1, 4).Select(k => Text((rng.NextDouble() - 0.48) * 0.01 * k))])]),
            _ => new("made-up", ["strike", "expiry", "vol"],
                [.. grid.Select(p => (string[])[Text(80 + (5 * p.B)), Text(p.A * 0.25), Text(0.2 + (0.0005 * (p.B - 4) * (p.B - 4) / p.A))])]),
        };
    }
}
