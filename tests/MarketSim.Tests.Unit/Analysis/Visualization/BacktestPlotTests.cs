using System.Xml.Linq;
using MarketSim.Analysis;
using SkiaSharp;

namespace MarketSim.Tests.Unit;

public sealed class BacktestPlotTests
{
    private static readonly BacktestRecord Usual = MadeUpBacktest.Of(days: 700);

    public static TheoryData<string> Names { get; } = [.. BacktestPlotCatalog.All.Select(plot => plot.Name)];

    public static TheoryData<string, int> NamesAndSmallSizes { get; } = new(
        from plot in BacktestPlotCatalog.All from days in new[] { 0, 1, 2, 5, 30 } select (plot.Name, days));

    [Fact]
    public void EveryBacktestPlotIsInTheCatalogUnderANameOfItsOwn()
    {
        var written = typeof(IBacktestPlot).Assembly.GetTypes()
            .Where(type => typeof(IBacktestPlot).IsAssignableFrom(type) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal);
        var all = PlotCatalog.All.Select(p => (p.Name, p.Summary)).Concat(BacktestPlotCatalog.All.Select(p => (p.Name, p.Summary)))
            .Concat(TablePlotCatalog.All.Select(p => (p.Name, p.Summary))).ToList();

        Assert.Equal(written, BacktestPlotCatalog.All.Select(plot => plot.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(all.Count, all.Select(plot => plot.Name).Distinct().Count());
        Assert.All(all, plot => Assert.Matches("^[a-z]+(-[a-z]+)*$", plot.Name));
        Assert.All(all, plot => Assert.Matches("^[A-Z].{20,}\\.$", plot.Summary));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void APictureHasSomethingToSeeInBothThemesAndIsTheSameEachTime(string name)
    {
        foreach (var theme in Theme.All)
        {
            var options = new RenderOptions { Theme = theme, PixelRatio = 1 };
            var png = FigureRenderer.ToPng(Find(name).Draw(Usual), options);
            using var picture = SKBitmap.Decode(png);
            var colours = picture.Pixels.GroupBy(pixel => pixel).OrderByDescending(group => group.Count()).ToList();

            Assert.InRange(colours.Count, 20, int.MaxValue);
            Assert.Equal(theme.Name == "dark", colours[0].Key.Red < 128);
            Assert.Equal(png, FigureRenderer.ToPng(Find(name).Draw(MadeUpBacktest.Of(days: 700)), options));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnSvgIsWellFormedAndTheSameEachTime(string name)
    {
        var svg = FigureRenderer.ToSvg(Find(name).Draw(Usual));

        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
        Assert.Equal(svg, FigureRenderer.ToSvg(Find(name).Draw(Usual)));
    }

    [Theory]
    [MemberData(nameof(NamesAndSmallSizes))]
    public void AShortBacktestStillGivesAPicture(string name, int days)
    {
        var figure = Find(name).Draw(MadeUpBacktest.Of(days));
        var bare = Find(name).Draw(MadeUpBacktest.Of(days) with { Fills = [], Benchmark = null, Prices = new Dictionary<string, PriceLine>() });

        Assert.NotEmpty(FigureRenderer.ToPng(figure, new RenderOptions { PixelRatio = 1 }));
        Assert.NotEmpty(FigureRenderer.ToPng(bare, new RenderOptions { PixelRatio = 1 }));
        Assert.All(figure.Rows.SelectMany(row => row.Panels), panel =>
        {
            Assert.True(panel.X.Max > panel.X.Min && panel.Y.Max > panel.Y.Min);
            Assert.True(panel.Layers.Count > 0 || panel.EmptyText is not null || figure.Rows[0].Panels[0].EmptyText is not null);
        });
    }

    [Fact]
    public void AFlatEquityIsNeverBelowItsPeak()
    {
        var flat = Usual with { Equity = Usual.Equity with { Values = [.. Usual.Equity.Values.Select(_ => 1_000.0)] } };
        var figure = Find("equity").Draw(flat);

        Assert.Equal("never below its peak", figure.Rows[1].Panels[0].EmptyText);
        Assert.NotEmpty(FigureRenderer.ToPng(Find("return-distribution").Draw(flat), new RenderOptions { PixelRatio = 1 }));
        Assert.NotEmpty(FigureRenderer.ToPng(Find("rolling").Draw(flat), new RenderOptions { PixelRatio = 1 }));
    }

    [Fact]
    public void TheMonthsOfAYearCompoundToTheYear()
    {
        var table = MonthlyReturns.Of(Usual.Equity);

        Assert.Equal([2020, 2021, 2022], table.Years);
        for (var year = 0; year < table.Years.Count; year++)
        {
            var product = Enumerable.Range(0, 12).Aggregate(1.0, (worth, month) => worth * (1 + (table[year, month] ?? 0)));
            Assert.Equal(table.OfYear(year)!.Value, product - 1, 1e-12);
        }

        Assert.Null(table[2, 11]);
    }

    [Fact]
    public void EveryFillHasItsSignWhereItHappened()
    {
        var panel = Find("trades").Draw(Usual).Rows[0].Panels[0];
        var signs = panel.Layers.OfType<SignLayer>().ToList();

        Assert.Equal(Usual.Fills.Count, signs.Sum(layer => layer.X.Length));
        Assert.Equal(Usual.Fills.Where(fill => fill.IsBuy).Select(fill => fill.Price), signs.Single(layer => layer.Shape == Sign.Up).Y);
        Assert.Equal(Usual.Fills.Where(fill => !fill.IsBuy).Select(fill => fill.Price), signs.Single(layer => layer.Shape == Sign.Down).Y);
    }

    [Fact]
    public void OfVeryManyFillsTheQuantitiesAreShownAndTheLastFromNear()
    {
        RecordedFill[] crowd = [.. Enumerable.Range(0, 2_000).Select(i => new RecordedFill(MadeUpBacktest.Start.AddHours(i), "MADE", i % 3 == 0, 2, 50 + (i % 7), 0, ""))];
        foreach (var prices in new[] { Usual.Prices, new Dictionary<string, PriceLine>() })
        {
            var panels = Find("trades").Draw(Usual with { Fills = crowd, Prices = prices }).Rows.Select(row => row.Panels[0]).ToList();
            var bars = panels[1].Layers.OfType<BarLayer>().ToList();

            Assert.DoesNotContain(panels[0].Layers, layer => layer is SignLayer);
            Assert.Equal(2.0 * crowd.Count(fill => fill.IsBuy), bars[0].Bars.Sum(bar => bar.Top), 6);
            Assert.Equal(-2.0 * crowd.Count(fill => !fill.IsBuy), bars[1].Bars.Sum(bar => bar.Bottom), 6);
            Assert.Equal(40, panels[2].Layers.OfType<SignLayer>().Sum(layer => layer.X.Length));
        }
    }

    [Theory]
    [InlineData("2004-08-19", "2013-03-01", 13, "2005 2006 2007 2008 2009 2010 2011 2012 2013")]
    [InlineData("2020-01-02", "2020-12-31", 5, "2020-04 2020-07 2020-10")]
    [InlineData("2020-03-02", "2020-03-10", 5, "2020-03-03 2020-03-05 2020-03-07 2020-03-09")]
    [InlineData("2020-03-02", "2020-04-01", 5, "2020-03-02 2020-03-09 2020-03-16 2020-03-23 2020-03-30")]
    [InlineData("2020-03-02T09:30", "2020-03-02T16:00", 8, "10:00 11:00 12:00 13:00 14:00 15:00 16:00")]
    public void DatesAreMarkedAtBeginningsOfYearsMonthsDaysAndHours(string from, string to, int most, string expected)
    {
        static double Place(string text) => (DateTime.Parse(text, null, System.Globalization.DateTimeStyles.AssumeUniversal
            | System.Globalization.DateTimeStyles.AdjustToUniversal) - DateTime.UnixEpoch).TotalDays;
        var ticks = new Axis("", Place(from), Place(to)) { Scale = AxisScale.Date }.Marks(most);

        Assert.Equal(expected, string.Join(' ', ticks.Select(tick => tick.Label)));
    }

    private static IBacktestPlot Find(string name) => BacktestPlotCatalog.All.Single(plot => plot.Name == name);
}
