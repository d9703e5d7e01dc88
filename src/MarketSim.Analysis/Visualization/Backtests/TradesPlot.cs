using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>Where a strategy bought and sold, on the price, with what it held below.</summary>
public sealed class TradesPlot : IBacktestPlot
{
    private const int MostInstruments = 4;
    private const int Crowd = 150;

    /// <inheritdoc/>
    public string Name => "trades";

    /// <inheritdoc/>
    public string Summary => "Purchases and sales on the price of each instrument, and the position that they made.";

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
        yield return new FigureRow(count == 1 ? 400 : 260, Prices(record, instrument, fills, line, time with { IsLabelled = false }));
        yield return new FigureRow(isLast ? 170 : 130, Position(fills, time with { IsLabelled = isLast }));
    }

    private static Panel Prices(BacktestRecord record, string instrument, RecordedFill[] fills, PriceLine? line, Axis time)
    {
        var (x, y) = line is null
            ? (fills.Select(f => DateTicks.Place(f.Time)).ToArray(), fills.Select(f => f.Price).ToArray())
            : (BacktestFrame.Places(line.Times), [.. line.Values]);
        double[] shown = [.. y.Where((_, i) => x[i] >= time.Min && x[i] <= time.Max)];
        return new Panel
        {
            Heading = instrument,
            X = time,
            Y = Axis.Around($"Price{BacktestFrame.Unit(record)}", shown, [.. fills.Select(f => f.Price)]),
            Layers =
            [
                new LineLayer(x, y) { Ink = Ink.Muted, Width = 1.2, Label = line is null ? "price of fills" : "price" },
                Signs(fills, isBuy: true, Ink.Buy, Sign.Up, "bought"),
                Signs(fills, isBuy: false, Ink.Sell, Sign.Down, "sold"),
            ],
        };
    }

    private static SignLayer Signs(RecordedFill[] fills, bool isBuy, Ink ink, Sign sign, string label)
    {
        var side = fills.Where(fill => fill.IsBuy == isBuy).ToList();
        return new SignLayer([.. side.Select(f => DateTicks.Place(f.Time))], [.. side.Select(f => f.Price)], sign)
        {
            Ink = ink, Label = string.Create(CultureInfo.InvariantCulture, $"{label} ({side.Count:#,0})"),
            Radius = fills.Length > Crowd ? 3.5 : 7,
        };
    }

    private static Panel Position(RecordedFill[] fills, Axis time)
    {
        var (x, y) = (new List<double> { time.Min }, new List<double> { 0 });
        var held = 0.0;
        foreach (var fill in fills)
        {
            held += fill.IsBuy ? fill.Quantity : -fill.Quantity;
            x.Add(DateTicks.Place(fill.Time));
            y.Add(Math.Abs(held) < 1e-9 ? 0 : held);
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

    private static PriceLine? OfPositions(BacktestRecord record, string instrument)
    {
        var held = record.Positions.Where(position => position.Instrument == instrument).ToList();
        return held.Count < 2 ? null : new PriceLine([.. held.Select(p => p.Time)], [.. held.Select(p => p.Price)]);
    }
}
