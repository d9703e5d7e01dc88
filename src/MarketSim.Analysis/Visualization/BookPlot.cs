using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The displayed book at one instant: quantity at each price, and added up from the touch.</summary>
public sealed class BookPlot : IPlot
{
    private const int Levels = 500;
    private const int LadderRows = 13;

    /// <inheritdoc/>
    public string Name => "book";

    /// <inheritdoc/>
    public string Summary => "The order book at one instant, by default the end: quantity by price, and cumulative depth.";

    /// <inheritdoc/>
    public PlotDraft Prepare(PlotInput input)
    {
        var frame = new PlotFrame(input);
        var at = input.At ?? SimTime.Never;
        var parts = frame.Instruments
            .Select(instrument => (Instrument: instrument, Book: new BookSnapshot(instrument.Id, at, Levels)))
            .ToList();
        return new PlotDraft([.. parts.Select(part => part.Book)], () => new Figure
        {
            Title = frame.Title("Order book"),
            Subtitle = frame.Subtitle(Moment(frame, input, [.. parts.Select(part => part.Book)])),
            Rows = [.. parts.Select(part => new FigureRow(
                460, Ladder(frame, part.Instrument, part.Book.Sample), Cumulative(frame, part.Instrument, part.Book.Sample)))],
        });
    }

    private static string Moment(PlotFrame frame, PlotInput input, BookSnapshot[] books)
    {
        var time = books.Length == 0 ? input.End : books[0].Sample.Time;
        var note = books.Any(book => book.IsBeforeExpiry) ? ", before day orders expired" : string.Empty;
        return $"at {Ticks.TimeOfDay(frame.X(time), 0.001)}{note}";
    }

    private static Panel Ladder(PlotFrame frame, Instrument instrument, DepthSample book)
    {
        var levels = book.Bids.Take(LadderRows).Concat(book.Asks.Take(LadderRows)).ToList();
        var step = HeatGrid.TickOf(levels.Select(level => level.Price.Ticks));
        double At(double units) => PlotFrame.Price(instrument, units);
        double Shown(DepthLevel level) => PlotFrame.Quantity(instrument, level.Quantity.Lots);
        Bar BarOf(DepthLevel level) => new(0, Shown(level), At(level.Price.Ticks - (step * 0.4)), At(level.Price.Ticks + (step * 0.4)));
        BarLayer Bars(IEnumerable<DepthLevel> side, Ink ink, string label) => new([.. side.Take(LadderRows).Select(BarOf)])
        {
            Ink = ink, Label = label, Opacity = 0.85,
        };
        NoteLayer Note(DepthLevel level)
            => new(Shown(level), At(level.Price.Ticks), Ticks.Number(Shown(level), Decimals(instrument))) { Ink = Ink.Muted };

        var most = levels.Select(Shown).DefaultIfEmpty(1).Max();
        var low = levels.Select(level => level.Price.Ticks).DefaultIfEmpty(0).Min();
        var high = levels.Select(level => level.Price.Ticks).DefaultIfEmpty(1).Max();
        var isReadable = high - low <= 40 * step;
        return new Panel
        {
            Heading = instrument.Symbol,
            Remark = Touch(instrument, book),
            X = new Axis($"Displayed quantity ({frame.QuantityUnit(instrument)})", 0, most * 1.18),
            Y = new Axis(frame.PriceLabel("Price", instrument), At(low - step), At(high + step)),
            EmptyText = levels.Count == 0 ? "the book is empty" : null,
            Layers =
            [
                Bars(book.Asks, Ink.Sell, "asks"), Bars(book.Bids, Ink.Buy, "bids"),
                .. isReadable ? levels.Select(Note) : [],
            ],
        };
    }

    private static Panel Cumulative(PlotFrame frame, Instrument instrument, DepthSample book)
    {
        var bids = Stairs(instrument, book.Bids);
        var asks = Stairs(instrument, book.Asks);
        var (low, high) = View(instrument, book);
        var visible = bids.Concat(asks).Where(bar => bar.Right >= low && bar.Left <= high);
        var most = visible.Select(bar => bar.Top).DefaultIfEmpty(1).Max();
        return new Panel
        {
            X = new Axis(frame.PriceLabel("Price", instrument), low, high),
            Y = new Axis($"Cumulative ({frame.QuantityUnit(instrument)})", 0, most * 1.08),
            Layers =
            [
                new BarLayer(bids) { Ink = Ink.Buy, Opacity = 0.45, Label = "bids at or above", IsJoined = true },
                new BarLayer(asks) { Ink = Ink.Sell, Opacity = 0.45, Label = "asks at or below", IsJoined = true },
            ],
        };
    }

    // Quantity at the price and all better ones, from each level out to the next.
    private static List<Bar> Stairs(Instrument instrument, IReadOnlyList<DepthLevel> levels)
    {
        var bars = new List<Bar>();
        var sum = 0.0;
        for (var i = 0; i < levels.Count; i++)
        {
            sum += PlotFrame.Quantity(instrument, levels[i].Quantity.Lots);
            var here = PlotFrame.Price(instrument, levels[i].Price.Ticks);
            var next = i + 1 < levels.Count ? PlotFrame.Price(instrument, levels[i + 1].Price.Ticks) : here;
            bars.Add(new Bar(Math.Min(here, next), Math.Max(here, next), 0, sum));
        }

        return bars;
    }

    // The same distance on both sides, as far as the nearer half of the levels reaches.
    private static (double Low, double High) View(Instrument instrument, DepthSample book)
    {
        if (book.Bids.Count == 0 && book.Asks.Count == 0)
        {
            return (0, 1);
        }

        var bid = (book.Bids.Count > 0 ? book.Bids : book.Asks)[0].Price.Ticks;
        var ask = (book.Asks.Count > 0 ? book.Asks : book.Bids)[0].Price.Ticks;
        long Reach(IReadOnlyList<DepthLevel> levels) => levels.Count == 0 ? 0
            : Math.Abs(levels[Math.Min(levels.Count - 1, Math.Max(25, levels.Count / 2))].Price - levels[0].Price);
        var reach = Math.Max(2, Math.Max(Reach(book.Bids), Reach(book.Asks)));
        return (PlotFrame.Price(instrument, bid - reach), PlotFrame.Price(instrument, ask + reach));
    }

    private static string? Touch(Instrument instrument, DepthSample book) => book.Bids.Count == 0 || book.Asks.Count == 0 ? null
        : $"bid {Text(instrument, book.Bids[0])} · ask {Text(instrument, book.Asks[0])}";

    private static string Text(Instrument instrument, DepthLevel level)
        => Ticks.Number(PlotFrame.Price(instrument, level.Price.Ticks), instrument.PriceDecimals);

    private static int Decimals(Instrument instrument) => Math.Min(4, instrument.QuantityDecimals);
}
