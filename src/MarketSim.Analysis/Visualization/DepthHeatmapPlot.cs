using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Displayed quantity by time and price, with the mid over it.</summary>
public sealed class DepthHeatmapPlot : IPlot
{
    private const int Columns = 550;
    private const int MostRows = 160;
    private const int Levels = 500;

    /// <inheritdoc/>
    public string Name => "depth-heatmap";

    /// <inheritdoc/>
    public string Summary => "Displayed quantity by time and price, on a logarithmic colour scale, with the mid price over it.";

    /// <inheritdoc/>
    public PlotDraft Prepare(PlotInput input)
    {
        var frame = new PlotFrame(input);
        var interval = new SimDuration(Math.Max(1, (input.End - input.Start).Nanoseconds / Columns));

        // Each column shows the book as it stood in the middle of its time.
        var first = input.Start + new SimDuration(interval.Nanoseconds / 2);
        var parts = frame.Instruments
            .Select(instrument => new Part(instrument, new(instrument.Id, first, interval, Levels), new(instrument.Id)))
            .ToList();
        return new PlotDraft([.. parts.SelectMany(part => new IMetric[] { part.Depth, part.Mid })], () => new Figure
        {
            Title = frame.Title("Displayed depth"),
            Subtitle = frame.Subtitle("bids lie below the mid, asks above"),
            Rows =
            [
                .. parts.Select((part, i) => new FigureRow(
                    parts.Count == 1 ? 600 : 400,
                    Draw(frame, part, frame.TimeAxis(hasLabel: i == parts.Count - 1)))),
            ],
        });
    }

    private static Panel Draw(PlotFrame frame, Part part, Axis time)
    {
        var instrument = part.Instrument;
        var columns = part.Depth.Samples.Take(Columns).ToList();
        var (low, high) = Range(columns);
        if (low > high)
        {
            return new Panel
            {
                Heading = instrument.Symbol, X = time, Y = new Axis("Price", 0, 1), Layers = [],
                EmptyText = "nothing was displayed",
            };
        }

        var grid = HeatGrid.Of(columns, low, high, MostRows, lots => Math.Log10(PlotFrame.Quantity(instrument, lots)));
        var (x, y) = frame.Points(part.Mid.Series, value => PlotFrame.Price(instrument, value));
        var (bottom, top) = (PlotFrame.Price(instrument, grid.Bottom), PlotFrame.Price(instrument, grid.Top));
        var unit = frame.QuantityUnit(instrument);
        var step = Ticks.Number(PlotFrame.Price(instrument, grid.UnitsInRow), instrument.PriceDecimals);
        return new Panel
        {
            Heading = instrument.Symbol,
            Remark = $"{unit} displayed {(grid.PricesInRow == 1 ? "at each price" : $"in each {step} of price")}",
            X = time,
            Y = new Axis(frame.PriceLabel("Price", instrument), bottom, top),
            Layers =
            [
                new HeatLayer(grid.Cells, new Bar(frame.StartX, frame.EndX, bottom, top), grid.Low, grid.High)
                {
                    Unit = unit, Ticks = LogTicks(grid.Low, grid.High),
                },
                new LineLayer(x, y) { Ink = Ink.Overlay, IsStep = true, Width = 1.4, Label = "mid" },
            ],
        };
    }

    // All the mid went through, and on both sides as much of the book as mostly holds nine tenths of it, but not
    // so much that the movement of the price would be lost.
    private static (double Low, double High) Range(List<DepthSample> samples)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        var reach = new List<double>();
        foreach (var sample in samples)
        {
            foreach (var levels in new[] { sample.Bids, sample.Asks })
            {
                if (levels.Count > 0)
                {
                    (low, high) = (Math.Min(low, levels[0].Price.Ticks), Math.Max(high, levels[0].Price.Ticks));
                    reach.Add(ReachOf(levels));
                }
            }
        }

        var margin = Math.Clamp(Quantiles.Of(reach, 0.5), 8, Math.Max(24, 0.6 * (high - low)));
        return low > high ? (low, high) : (low - margin, high + margin);
    }

    private static double ReachOf(IReadOnlyList<DepthLevel> levels)
    {
        var wanted = levels.Sum(level => (double)level.Quantity.Lots) * 0.9;
        var i = 0;
        for (var seen = 0.0; i < levels.Count - 1 && (seen += levels[i].Quantity.Lots) < wanted; i++)
        {
        }

        return Math.Abs(levels[i].Price - levels[0].Price);
    }

    private static IReadOnlyList<Tick> LogTicks(double low, double high)
    {
        var factors = high - low > 2.5 ? new[] { 1 } : high - low > 1 ? [1, 3] : [1, 2, 3, 5, 7];
        var ticks = new List<Tick>();
        for (var power = (int)Math.Floor(low); power <= (int)Math.Ceiling(high); power++)
        {
            foreach (var factor in factors)
            {
                var value = factor * Math.Pow(10, power);
                ticks.Add(new Tick(Math.Log10(value), Ticks.Number(value, Math.Max(0, -power))));
            }
        }

        return ticks;
    }

    private sealed record Part(Instrument Instrument, DepthSeries Depth, MidPriceSeries Mid);
}
