using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Traded quantity in each interval by aggressor, under the price and its volume-weighted average.</summary>
public sealed class VolumePlot : IPlot
{
    private const int About = 120;

    /// <inheritdoc/>
    public string Name => "volume";

    /// <inheritdoc/>
    public string Summary => "Traded quantity by aggressor and interval, with the mid and the volume-weighted average price.";

    /// <inheritdoc/>
    public PlotDraft Prepare(PlotInput input)
    {
        var frame = new PlotFrame(input);
        var (interval, name) = frame.Interval(About);
        var parts = frame.Instruments
            .Select(instrument => new Part(instrument, new(instrument.Id, input.Start, interval), new(instrument.Id)))
            .ToList();
        return new PlotDraft([.. parts.SelectMany(part => new IMetric[] { part.Volume, part.Mid })], () => new Figure
        {
            Title = frame.Title("Volume"),
            Subtitle = frame.Subtitle($"intervals of {name}"),
            Rows =
            [
                .. parts.SelectMany((part, i) => new[]
                {
                    new FigureRow(240, Prices(frame, input, part, interval)),
                    new FigureRow(220, Bars(frame, part, interval, name, isLast: i == parts.Count - 1)),
                }),
            ],
        });
    }

    private static Panel Prices(PlotFrame frame, PlotInput input, Part part, SimDuration interval)
    {
        var (x, mid) = frame.Points(part.Mid.Series, value => PlotFrame.Price(part.Instrument, value));
        double[] ends = [.. part.Volume.Intervals.Select(item => Math.Min(frame.EndX, frame.X(item.Start + interval)))];
        double[] vwap = [.. part.Volume.Intervals.Select(item => PlotFrame.Price(part.Instrument, item.Vwap))];
        var average = PlotFrame.Price(part.Instrument, part.Volume.Vwap);
        var bins = TimeBins.Of(part.Mid.Series, input.Start, input.End, 400);
        var seen = frame.Points(bins, value => PlotFrame.Price(part.Instrument, value)).Mean;
        return new Panel
        {
            Heading = part.Instrument.Symbol,
            X = frame.TimeAxis(isLabelled: false),
            Y = Axis.Around(frame.PriceLabel("Price", part.Instrument), seen, vwap),
            Layers =
            [
                new LineLayer(x, mid) { Ink = Ink.Text, IsStep = true, Width = 1.1, Label = "mid" },
                new LineLayer(ends, vwap)
                {
                    Ink = Ink.Reference, Width = 1.8,
                    Label = double.IsNaN(average)
                        ? null
                        : $"VWAP so far, at the end {Ticks.Number(average, part.Instrument.PriceDecimals + 2)}",
                },
            ],
        };
    }

    private static Panel Bars(PlotFrame frame, Part part, SimDuration interval, string name, bool isLast)
    {
        double Lots(long lots) => PlotFrame.Quantity(part.Instrument, lots);
        List<Bar> Of(Func<VolumeInterval, (double From, double To)> range) => part.Volume.Intervals.Select(item =>
        {
            var (from, to) = range(item);
            return new Bar(frame.X(item.Start), frame.X(item.Start + interval), from, to);
        }).ToList();

        var most = part.Volume.Intervals.Max(item => Lots(item.Lots));
        var unit = frame.QuantityUnit(part.Instrument);
        return new Panel
        {
            Remark = $"{Ticks.Number(Lots(part.Volume.Lots), 0)} {unit} in {Ticks.Number(part.Volume.Trades, 0)} trades",
            X = frame.TimeAxis(hasLabel: isLast),
            Y = new Axis($"Traded ({unit}/{name})", 0, most > 0 ? most * 1.08 : 1),
            Layers =
            [
                new BarLayer(Of(item => (0, Lots(item.BuyLots)))) { Ink = Ink.Buy, Label = "buyer-initiated" },
                new BarLayer(Of(item => (Lots(item.BuyLots), Lots(item.Lots)))) { Ink = Ink.Sell, Label = "seller-initiated" },
            ],
        };
    }

    private sealed record Part(Instrument Instrument, VolumeMetric Volume, MidPriceSeries Mid);
}
