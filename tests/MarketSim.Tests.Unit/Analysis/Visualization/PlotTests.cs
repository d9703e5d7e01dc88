using System.Xml.Linq;
using MarketSim.Analysis;
using MarketSim.Core;
using SkiaSharp;

namespace MarketSim.Tests.Unit;

public sealed class PlotTests
{
    private static readonly SyntheticDay Day = new(seed: 7, SimDuration.FromSeconds(300), ordersPerSecond: 5);
    private static readonly Lazy<MarketEvent[]> Events = new(() =>
    {
        MarketEvent[] day = [.. Day.Events];
        return [.. OpeningAuctions(day), .. day];
    });

    public static TheoryData<string, string> NamesAndThemes { get; } = new(
        from plot in PlotCatalog.All
        from theme in Theme.All
        select (plot.Name, theme.Name));

    public static TheoryData<string> Names { get; } = [.. PlotCatalog.All.Select(plot => plot.Name)];

    // Each instrument begins with an auction at the price of its first trade.
    private static IEnumerable<MarketEvent> OpeningAuctions(IEnumerable<MarketEvent> day)
    {
        foreach (var first in day.Where(e => e.Kind == EventKind.Traded).DistinctBy(e => e.Instrument))
        {
            var (buy, sell) = (new OrderId(1_000_001 + (ulong)first.Instrument.Value), new OrderId(2_000_001 + (ulong)first.Instrument.Value));
            var order = new MarketEvent
            {
                Kind = EventKind.Rested, Instrument = first.Instrument, Order = buy, Account = first.Account, Price = first.Price,
                Quantity = new(5), Open = new(5),
            };
            yield return order;
            yield return order with { Order = sell, Side = Side.Sell };
            yield return first with
            {
                Time = SimTime.Zero, Order = buy, CounterOrder = sell, Side = Side.Buy, Quantity = new(5), Open = default, CounterOpen = default,
                Flags = EventFlags.Auction,
            };
            yield return order with { Kind = EventKind.Uncrossed, Order = default, Account = default, Open = default, Phase = TradingPhase.OpeningAuction };
        }
    }

    [Fact]
    public void EveryPlotIsInTheCatalog()
    {
        var written = typeof(IPlot).Assembly.GetTypes()
            .Where(type => typeof(IPlot).IsAssignableFrom(type) && type is { IsAbstract: false, IsInterface: false })
            .Select(type => type.Name).Order(StringComparer.Ordinal);
        var listed = PlotCatalog.All.Select(plot => plot.GetType().Name).Order(StringComparer.Ordinal);

        Assert.True(written.SequenceEqual(listed), $"Written: {string.Join(", ", written)}. Listed: {string.Join(", ", listed)}.");
    }

    [Fact]
    public void NamesAreKebabCaseAndUniqueAndSummariesAreSentences()
    {
        Assert.Equal(PlotCatalog.All.Count, PlotCatalog.All.Select(plot => plot.Name).Distinct().Count());
        Assert.All(PlotCatalog.All, plot => Assert.Matches("^[a-z]+(-[a-z]+)*$", plot.Name));
        Assert.All(PlotCatalog.All, plot => Assert.Matches("^[A-Z].{20,}\\.$", plot.Summary));
    }

    [Fact]
    public void AMistypedNameIsRefusedWithASuggestionAndAllNames()
    {
        var refusal = Assert.Throws<ArgumentException>(() => PlotCatalog.Find("volum")).Message;

        Assert.StartsWith("Unknown plot 'volum'. Did you mean 'volume'? Known: price, ", refusal);
        Assert.Throws<ArgumentException>(() => Theme.Find("sepia"));
    }

    [Theory]
    [MemberData(nameof(NamesAndThemes))]
    public void APlotIsAPictureOfTheExpectedSizeWithSomethingToSee(string name, string theme)
    {
        var figure = PlotCatalog.Find(name).Create(Input());
        using var picture = SKBitmap.Decode(FigureRenderer.ToPng(figure, new RenderOptions { Theme = Theme.Find(theme), PixelRatio = 1.5 }));

        Assert.Equal((figure.Width * 3 / 2, figure.Height * 3 / 2), (picture.Width, picture.Height));
        var colours = picture.Pixels.GroupBy(pixel => pixel).OrderByDescending(group => group.Count()).ToList();
        var ground = (double)colours[0].Count() / picture.Pixels.Length;
        Assert.InRange(colours.Count, 40, int.MaxValue);
        Assert.InRange(ground, 0.20, 0.97);
        Assert.Equal(theme == "dark", colours[0].Key.Red < 128);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPanelOfAPlotHasMarksInside(string name)
    {
        var figure = PlotCatalog.Find(name).Create(Input());

        Assert.All(figure.Rows.SelectMany(row => row.Panels), panel =>
        {
            Assert.Null(panel.EmptyText);
            Assert.NotEmpty(panel.Layers);
            Assert.True(panel.X.Max > panel.X.Min && panel.Y.Max > panel.Y.Min);

            // A panel without words at its marks shares the axis of the one at its left.
            Assert.Matches(panel.Y.Ticks?.All(tick => tick.Label.Length == 0) == true ? "^$" : @"\(.+\)$", panel.Y.Label);
        });
        Assert.Contains("seed 7", figure.Subtitle);
        Assert.Contains("made-up-day", figure.Subtitle);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSameEventsGiveTheSameBytes(string name)
    {
        var options = new RenderOptions { PixelRatio = 1 };
        var (first, second) = (PlotCatalog.Find(name).Create(Input()), PlotCatalog.Find(name).Create(Input()));

        Assert.Equal(FigureRenderer.ToPng(first, options), FigureRenderer.ToPng(second, options));
        Assert.Equal(FigureRenderer.ToSvg(first, options), FigureRenderer.ToSvg(second, options));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnSvgIsWellFormedAndOfTheFiguresSize(string name)
    {
        var figure = PlotCatalog.Find(name).Create(Input());
        var root = XDocument.Parse(FigureRenderer.ToSvg(figure)).Root!;

        Assert.Equal("svg", root.Name.LocalName);
        Assert.Equal((figure.Width.ToString(), figure.Height.ToString()), (root.Attribute("width")!.Value, root.Attribute("height")!.Value));
        Assert.InRange(root.Descendants().Count(), 50, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ARunInWhichNothingHappenedStillGivesAPicture(string name)
    {
        var figure = PlotCatalog.Find(name).Create(Input() with { Events = [] });

        Assert.NotEmpty(FigureRenderer.ToPng(figure));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AMarketThatWasOnlyEverQuotedOnOneSideStillGivesAPicture(string name)
    {
        var tape = new Tape().At(10).Accept(1, Side.Buy, 100, 5).Rest(1, Side.Buy, 100, 5).Quote(Side.Buy, 100, 5);
        var figure = PlotCatalog.Find(name).Create(Input() with { Events = tape.Events });

        Assert.NotEmpty(FigureRenderer.ToPng(figure));
    }

    [Fact]
    public void OnePassOverAStreamServesAllPlots()
    {
        var reads = 0;
        IEnumerable<MarketEvent> Stream()
        {
            reads++;
            return Events.Value.Select(item => item);
        }

        IEnumerable<MarketEvent> Once()
        {
            foreach (var item in Stream())
            {
                yield return item;
            }
        }

        var together = PlotCatalog.CreateAll(Input() with { Events = Once() });

        Assert.Equal(1, reads);
        Assert.Equal(PlotCatalog.All.Count, together.Count);
        var options = new RenderOptions { PixelRatio = 1 };
        var alone = PlotCatalog.Find("price").Create(Input());
        Assert.Equal(FigureRenderer.ToPng(alone, options), FigureRenderer.ToPng(together[0], options));
    }

    [Fact]
    public void OnlyTheInstrumentsAskedForAreShown()
    {
        var figure = PlotCatalog.Find("price").Create(Input() with { Only = [new(1)] });

        Assert.Equal(["BETA"], figure.Rows.Select(row => row.Panels[0].Heading).OfType<string>());
        Assert.EndsWith(": BETA", figure.Title);
        Assert.Throws<ArgumentException>(() => PlotCatalog.Find("price").Create(Input() with { Only = [new(2)] }));
    }

    [Fact]
    public void TheBookIsShownAtTheInstantAskedFor()
    {
        var tape = new Tape().At(10).Rest(1, Side.Buy, 100, 5).At(20).Rest(2, Side.Buy, 101, 7);
        Figure At(double seconds) => PlotCatalog.Find("book").Create(
            Input() with { Events = tape.Events, At = SimTime.Zero + SimDuration.FromSeconds(seconds), Only = [new(0)] });
        int Bids(Figure figure) => figure.Rows[0].Panels[0].Layers.OfType<BarLayer>().Single(layer => layer.Ink == Ink.Buy).Bars.Count;

        Assert.Equal([0, 1, 2], new[] { 5.0, 15, 25 }.Select(seconds => Bids(At(seconds))));
        Assert.Contains("at 09:30:15.000", At(15).Subtitle);
    }

    [Fact]
    public void AtTheEndOfADayTheBookIsTheOneBeforeItsOrdersExpired()
    {
        var tape = new Tape().At(10).Rest(1, Side.Buy, 100, 5).Rest(2, Side.Buy, 99, 5).At(300)
            .Cancel(1, Side.Buy, 5, CancelReason.Expired).Cancel(2, Side.Buy, 5, CancelReason.Expired);
        var figure = PlotCatalog.Find("book").Create(Input() with { Events = tape.Events, Only = [new(0)] });

        Assert.Equal(2, figure.Rows[0].Panels[0].Layers.OfType<BarLayer>().Single(layer => layer.Ink == Ink.Buy).Bars.Count);
        Assert.Contains("before day orders expired", figure.Subtitle);
    }

    [Fact]
    public void TheBarsOfTheSpreadSumToAllButTheRarestOfTheTime()
    {
        // Fifty spreads of equal duration in thirty bars at most.
        var tape = new Tape();
        for (var i = 0; i < 50; i++)
        {
            tape.At(6 * i).Quote(100, 101 + i);
        }

        var figure = PlotCatalog.Find("spread").Create(Input() with { Events = tape.Events, Only = [new(0)] });
        var bars = figure.Rows[0].Panels[1].Layers.OfType<BarLayer>().Single().Bars;

        Assert.InRange(bars.Count, 15, 30);
        Assert.Equal(100, bars.Sum(bar => bar.Top), 6);
        Assert.Equal(bars.Skip(1).Select(bar => bar.Left), bars.SkipLast(1).Select(bar => bar.Right));
    }

    [Fact]
    public void AFlatLineHasAnAxisThatCanBeRead()
    {
        var (flat, zero) = (Axis.Around("", [100.0, 100.0]), Axis.Around("", [0.0]));

        Assert.Equal((99.9, 100.1), (flat.Min, flat.Max));
        Assert.Equal((-1, 1), (zero.Min, zero.Max));
    }

    [Fact]
    public void SizesBeyondReasonAreRefused()
    {
        var figure = PlotCatalog.Find("spread").Create(Input());

        Assert.Throws<ArgumentOutOfRangeException>(() => FigureRenderer.ToPng(figure, new RenderOptions { Size = (10, 10) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => FigureRenderer.ToSvg(figure, new RenderOptions { Size = (1_000, 100_000) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => FigureRenderer.ToPng(figure, new RenderOptions { PixelRatio = double.NaN }));
        using var picture = SKBitmap.Decode(FigureRenderer.ToPng(figure, new RenderOptions { Size = (640, 480), PixelRatio = 1 }));
        Assert.Equal((640, 480), (picture.Width, picture.Height));
    }

    [Fact]
    public void APictureThatEndsBeforeItBeginsIsRefused() =>
        Assert.Throws<ArgumentException>(() => PlotCatalog.Find("price").Create(Input() with { Start = SimTime.FromSeconds(400) }));

    [Fact]
    public void ProfitsFromTradingInThePictureSumToZero()
    {
        var panel = PlotCatalog.Find("pnl-by-type").Create(Input()).Rows[1].Panels[0];
        var finals = panel.Layers.OfType<LineLayer>().Select(line => line.Y[^1]).ToList();

        Assert.Equal(5, finals.Count);
        Assert.Equal(0, finals.Sum(), 6);
        Assert.Contains(finals, final => Math.Abs(final) > 1);
    }

    internal static PlotInput Input() => new()
    {
        Events = Events.Value, Instruments = SyntheticDay.Instruments, AccountTypes = SyntheticDay.Types, End = Day.End,
        Assets = [new("USD", 2), new("ALPHA", 0), new("BETA", 0)], Scenario = "made-up-day", Seed = 7,
    };
}
