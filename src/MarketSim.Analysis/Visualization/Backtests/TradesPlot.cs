using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>Where a strategy bought and sold, on the price, with what it held below.</summary>
public sealed class TradesPlot : IBacktestPlot
{
    private const int MostInstruments = 4;

    // More signs than this hide each other and the price: then how much was traded is shown, and the last fills from near.
    private const int MostSigns = 300;
    private const int Near = 40;
    private const int Bins = 120;

    /// <inheritdoc/>
    public string Name => "trades";

    /// <inheritdoc/>
    public string Summary => "Purchases and sales on the price of each instrument, and the position that they made; of very many the last ones from near.";

    /// <inheritdoc/>
    public bool NeedsTrades => true;

    /// <inheritdoc/>
    public Figure Draw(BacktestRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var groups = record.Fills.GroupBy(fill => fill.Instrument, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        var shown = groups.Take(MostInstruments).OrderBy(group => record.Instruments.ToList().IndexOf(group.Key)).ToList();
        var rows = shown.SelectMany((group, i) => Rows(record, group.Key, [.. group], i == shown.Count - 1, shown.Count)).ToList();
        return new Figure
        {
            Title = $"Trades: {BacktestFrame.NameOf(record)}",
            Subtitle = BacktestFrame.Subtitle(record, groups.Count > shown.Count
                ? string.Create(CultureInfo.InvariantCulture, $"the {shown.Count} most traded of {groups.Count}") : null),
            Rows = rows.Count > 0 ? rows :
            [
                new FigureRow(360, new Panel
                {
                    X = BacktestFrame.TimeAxis(record.Equity.Times), Y = new Axis("Price", 0, 1), Layers = [], EmptyText = "nothing was traded",
                }),
            ],
        };
    }

    private static IEnumerable<FigureRow> Rows(BacktestRecord record, string instrument, RecordedFill[] fills, bool isLast, int count)
    {
        var line = record.Prices.GetValueOrDefault(instrument) ?? OfPositions(record, instrument);
        var time = record.Equity.Count > 0 ? BacktestFrame.TimeAxis(record.Equity.Times) : BacktestFrame.TimeAxis([.. fills.Select(f => f.Time)]);
        if (fills.Length <= MostSigns)
        {
            yield return new FigureRow(count == 1 ? 400 : 260, Prices(record, instrument, fills, line, time with { IsLabelled = false }));
            yield return new FigureRow(isLast ? 170 : 130, Position(record, fills, time with { IsLabelled = isLast }));
            yield break;
        }

        line ??= new PriceLine([.. fills.Select(fill => fill.Time)], [.. fills.Select(fill => fill.Price)]);
        RecordedFill[] last = [.. fills.TakeLast(Near)];
        var near = BacktestFrame.TimeAxis([.. last.Select(fill => fill.Time)]);
        yield return new FigureRow(count == 1 ? 300 : 220, Prices(record, instrument, [], line, time with { IsLabelled = false }));
        yield return new FigureRow(190, Activity(fills, time));
        yield return new FigureRow(290, Prices(record, instrument, last, line, near) with { Heading = string.Create(CultureInfo.InvariantCulture, $"The last {Near} fills") });
    }

    // Quantity bought upwards and sold downwards, in equal parts of the time.
    private static Panel Activity(RecordedFill[] fills, Axis time)
    {
        var width = (time.Max - time.Min) / Bins;
        var (bought, sold) = (new double[Bins], new double[Bins]);
        foreach (var fill in fills)
        {
            var bin = Math.Clamp((int)((DateTicks.Place(fill.Time) - time.Min) / width), 0, Bins - 1);
            (fill.IsBuy ? bought : sold)[bin] += fill.Quantity;
        }

        var most = Math.Max(bought.Max(), sold.Max()) * 1.1;
        Bar BarOf(int i, double bottom, double top) => new(time.Min + (i * width), time.Min + ((i + 1) * width), bottom, top);
        return new Panel
        {
            X = time,
            Y = new Axis("Traded (units)", -most, most)
            {
                Ticks = [.. Ticks.Numbers(-most, most, 4).Select(tick => tick with { Label = Ticks.Unsigned(tick.Label) })],
            },
            Layers =
            [
                new BarLayer([.. bought.Select((value, i) => BarOf(i, 0, value))])
                {
                    Ink = Ink.Buy, Opacity = 0.85, Label = string.Create(CultureInfo.InvariantCulture, $"bought ({fills.Count(f => f.IsBuy):#,0} fills)"),
                },
                new BarLayer([.. sold.Select((value, i) => BarOf(i, -value, 0))])
                {
                    Ink = Ink.Sell, Opacity = 0.85, Label = string.Create(CultureInfo.InvariantCulture, $"sold ({fills.Count(f => !f.IsBuy):#,0} fills)"),
                },
                new RuleLayer(0) { Ink = Ink.Muted },
            ],
        };
    }

    private static Panel Prices(BacktestRecord record, string instrument, RecordedFill[] fills, PriceLine? line, Axis time)
    {
        var (x, y) = line is null
            ? (fills.Select(f => DateTicks.Place(f.Time)).ToArray(), fills.Select(f => f.Price).ToArray())
            : (BacktestFrame.Places(line.Times), [.. line.Values]);
        int[] inside = [.. Enumerable.Range(0, x.Length).Where(i => x[i] >= time.Min && x[i] <= time.Max)];
        double[] shown = [.. inside.Select(i => y[i])];
        return new Panel
        {
            Heading = instrument,
            X = time,
            Y = Axis.Around($"Price{BacktestFrame.Unit(record)}", shown, [.. fills.Select(f => f.Price)]),
            Layers =
            [
                new LineLayer([.. inside.Select(i => x[i])], shown)
                {
                    Ink = fills.Length == 0 ? Ink.Series1 : Ink.Muted, Width = 1.2, Label = line is null ? "price of fills" : "price",
                },
                .. fills.Length == 0 ? Array.Empty<Layer>() : [Signs(fills, isBuy: true, Ink.Buy, Sign.Up, "bought"), Signs(fills, isBuy: false, Ink.Sell, Sign.Down, "sold")],
            ],
        };
    }

    private static SignLayer Signs(RecordedFill[] fills, bool isBuy, Ink ink, Sign sign, string label)
    {
        var side = fills.Where(fill => fill.IsBuy == isBuy).ToList();
        return new SignLayer([.. side.Select(f => DateTicks.Place(f.Time))], [.. side.Select(f => f.Price)], sign)
        {
            Ink = ink, Label = string.Create(CultureInfo.InvariantCulture, $"{label} ({side.Count:#,0})"),
            Radius = fills.Length > MostSigns / 2 ? 4.5 : 7,
        };
    }

    private static Panel Position(BacktestRecord record, RecordedFill[] fills, Axis time)
    {
        var (x, y) = (new List<double> { time.Min }, new List<double> { 0 });
        var held = 0.0;
        foreach (var (at, change, whole) in Steps(record, fills))
        {
            held = whole ?? held + change;
            held = Math.Abs(held) < 1e-9 ? 0 : held;
            if (!held.Equals(y[^1]))
            {
                x.Add(DateTicks.Place(at));
                y.Add(held);
            }
        }

        double[] places = [.. x], holdings = [.. y];
        return new Panel
        {
            X = time,
            Y = Axis.Around("Position (units)", [0.0, .. holdings]),
            Layers =
            [
                new BandLayer(places, [.. holdings.Select(h => Math.Min(0, h))], [.. holdings.Select(h => Math.Max(0, h))]) { Ink = Ink.Series1, Opacity = 0.35 },
                new RuleLayer(0) { Ink = Ink.Muted },
            ],
        };
    }

    // Fills, and at each day's end what was held then: a split changes it without a fill.
    private static IEnumerable<(DateTime At, double Change, double? Whole)> Steps(BacktestRecord record, RecordedFill[] fills)
    {
        var steps = fills.Select(fill => (At: fill.Time, Change: fill.IsBuy ? fill.Quantity : -fill.Quantity, Whole: (double?)null));
        if (record.Positions.Count == 0)
        {
            return steps;
        }

        var held = record.Positions.Where(position => position.Instrument == fills[0].Instrument).GroupBy(position => position.Time)
            .ToDictionary(day => day.Key, day => day.Last().Quantity);
        return steps.Concat(record.Equity.Times.Select(at => (At: at, Change: 0.0, Whole: (double?)held.GetValueOrDefault(at)))).OrderBy(step => step.At);
    }

    private static PriceLine? OfPositions(BacktestRecord record, string instrument)
    {
        var held = record.Positions.Where(position => position.Instrument == instrument).ToList();
        return held.Count < 2 ? null : new PriceLine([.. held.Select(p => p.Time)], [.. held.Select(p => p.Price)]);
    }
}
