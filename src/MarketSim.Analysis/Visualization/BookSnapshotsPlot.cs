using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The displayed book at several instants of the day, side by side.</summary>
public sealed class BookSnapshotsPlot : IPlot
{
    private const int Looks = 6;
    private const int Levels = 200;
    private const int Shown = 10;

    /// <inheritdoc/>
    public string Name => "book-snapshots";

    /// <inheritdoc/>
    public string Summary => "The order book at six instants of the day, equally far apart, on one scale: quantity by distance from the mid.";

    /// <inheritdoc/>
    public bool IsOnRequest => true;

    /// <inheritdoc/>
    public PlotDraft Prepare(PlotInput input)
    {
        var frame = new PlotFrame(input);

        // In the middle of each sixth: neither before the first quote nor after the last.
        var interval = new SimDuration(Math.Max(1, (input.End - input.Start).Nanoseconds / Looks));
        var first = input.Start + new SimDuration(interval.Nanoseconds / 2);
        var parts = frame.Instruments.Select(i => (Instrument: i, Depth: new DepthSeries(i.Id, first, interval, Levels))).ToList();
        return new PlotDraft([.. parts.Select(part => part.Depth)], () => new Figure
        {
            Title = frame.Title("Order book through the day"),
            Subtitle = frame.Subtitle($"the {Shown} best prices of either side"),
            Rows = [.. parts.Select((part, i) => Row(frame, part.Instrument, [.. part.Depth.Samples.Take(Looks)]))],
        });
    }

    private static FigureRow Row(PlotFrame frame, Instrument instrument, DepthSample[] looks)
    {
        var step = HeatGrid.TickOf(looks.SelectMany(look => look.Bids.Concat(look.Asks)).Select(level => level.Price.Ticks));
        var levels = looks.SelectMany(look => look.Bids.Take(Shown).Concat(look.Asks.Take(Shown)).Select(level => (Look: look, Level: level))).ToList();
        var most = levels.Select(l => PlotFrame.Quantity(instrument, l.Level.Quantity.Lots)).DefaultIfEmpty(1).Max();

        // A lonely order far away must not press all others together.
        var distances = levels.Where(l => MidOf(l.Look) is not null).Select(l => Math.Abs(l.Level.Price.Ticks - MidOf(l.Look)!.Value));
        var reach = Quantiles.Of(distances.DefaultIfEmpty(1), 0.95) + step;
        double At(double units) => PlotFrame.Price(instrument, units);
        var upwards = new Axis($"{instrument.Symbol}: price from mid ({frame.AssetName(instrument.Quote)})", -At(reach), At(reach));
        IReadOnlyList<Tick> unnamed = [.. Ticks.Numbers(upwards.Min, upwards.Max, 9).Select(tick => tick with { Label = "" })];
        return new FigureRow(400,
        [
            .. looks.Select((look, i) => new Panel
            {
                // The first has the labels that all share.
                Width = i == 0 ? 1.25 : 1,
                Heading = Ticks.TimeOfDay(frame.Seconds(look.Time), (frame.EndX - frame.StartX) < 1800 ? 1 : 60),
                Remark = MidOf(look) is { } mid ? $"mid {Ticks.Number(At(mid), instrument.PriceDecimals)}" : null,
                X = new Axis(frame.QuantityUnit(instrument), 0, most * 1.08),
                Y = i == 0 ? upwards with { Ticks = Ticks.Numbers(upwards.Min, upwards.Max, 9) } : upwards with { Label = "", Ticks = unnamed },
                EmptyText = MidOf(look) is null ? "one side empty" : null,
                Layers = MidOf(look) is null ? [] :
                [
                    Bars(instrument, look, look.Asks, step, Ink.Sell), Bars(instrument, look, look.Bids, step, Ink.Buy), new RuleLayer(0) { Ink = Ink.Muted, IsDashed = true },
                ],
            }),
        ]);
    }

    private static BarLayer Bars(Instrument instrument, DepthSample look, IReadOnlyList<DepthLevel> side, long step, Ink ink)
    {
        var mid = MidOf(look)!.Value;
        return new BarLayer([.. side.Take(Shown).Select(level => new Bar(
            0, PlotFrame.Quantity(instrument, level.Quantity.Lots),
            PlotFrame.Price(instrument, level.Price.Ticks - mid - (step * 0.42)), PlotFrame.Price(instrument, level.Price.Ticks - mid + (step * 0.42))))])
        {
            Ink = ink, Opacity = 0.85,
        };
    }

    private static double? MidOf(DepthSample look)
        => look.Bids.Count == 0 || look.Asks.Count == 0 ? null : ((double)look.Bids[0].Price.Ticks + look.Asks[0].Price.Ticks) / 2;
}
