using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The quoted spread over time, and how long each spread stood.</summary>
public sealed class SpreadPlot : IPlot
{
    private const int MostBars = 30;

    /// <inheritdoc/>
    public string Name => "spread";

    /// <inheritdoc/>
    public string Summary => "The quoted spread over time, its time-weighted mean, and how long each spread stood.";

    /// <inheritdoc/>
    public PlotDraft Prepare(PlotInput input)
    {
        var frame = new PlotFrame(input);
        var parts = frame.Instruments
            .Select(instrument => (Instrument: instrument, Spread: new SpreadMetric(instrument.Id)))
            .ToList();
        return new PlotDraft([.. parts.Select(part => part.Spread)], () => new Figure
        {
            Title = frame.Title("Quoted spread"),
            Subtitle = frame.Subtitle(),
            Rows =
            [
                .. parts.Select(part => new FigureRow(
                    330,
                    Over(frame, input, part.Instrument, part.Spread) with { Width = 2 },
                    Shares(frame, part.Instrument, part.Spread))),
            ],
        });
    }

    private static Panel Over(PlotFrame frame, PlotInput input, Instrument instrument, SpreadMetric spread)
    {
        var remark = double.IsNaN(spread.TimeWeighted)
            ? null
            : $"mean {Ticks.Number(spread.TimeWeightedBasisPoints, 2)} bp of mid · "
                + $"median {Ticks.Number(PlotFrame.Price(instrument, spread.Median), instrument.PriceDecimals)}";
        return SpreadPanels.Strip(frame, input, instrument, spread, frame.TimeAxis()) with
        {
            Heading = instrument.Symbol, Remark = remark,
        };
    }

    private static Panel Shares(PlotFrame frame, Instrument instrument, SpreadMetric spread)
    {
        var total = (double)Math.Max(1, spread.TwoSided.Nanoseconds);
        var standing = spread.NanosecondsBySpread;

        // As many of the spreads in use share a bar as it takes to show all but the rarest.
        var tick = HeatGrid.TickOf(standing.Keys);
        var first = standing.Count == 0 ? 0 : standing.Keys.First();
        var cut = Math.Max(first, MostlyBelow(spread));
        var inBar = Math.Max(1, (((cut - first) / tick) + MostBars) / MostBars);
        var step = tick * inBar;
        double At(double units) => PlotFrame.Price(instrument, units);
        var bars = standing.Where(pair => pair.Key <= cut).GroupBy(pair => (pair.Key - first) / step).Select(group => new Bar(
            At(first + (group.Key * step) - (tick * 0.5)), At(first + ((group.Key + 1) * step) - (tick * 0.5)), 0,
            100 * group.Sum(pair => pair.Value / total))).ToList();
        var rest = standing.Where(pair => pair.Key > cut).Sum(pair => pair.Value / total);
        var (low, high) = (Math.Min(0, first - tick), Math.Max(first, cut) + step + (tick * 0.5));
        return new Panel
        {
            Remark = rest > 0.0005 ? $"wider: {Ticks.Number(100 * rest, 2)} % of the time" : null,
            X = new Axis(frame.PriceLabel("Spread", instrument), At(low), At(high)),
            Y = new Axis("Share of time (%)", 0, bars.Count == 0 ? 100 : bars.Max(bar => bar.Top) * 1.12),
            Layers = [new BarLayer(bars) { Ink = Ink.Series1, Opacity = 0.85 }],
        };
    }

    // The spread that is exceeded in one thousandth of the time.
    private static long MostlyBelow(SpreadMetric spread)
    {
        var seen = 0L;
        foreach (var (value, nanoseconds) in spread.NanosecondsBySpread)
        {
            seen += nanoseconds;
            if (seen >= 0.999 * spread.TwoSided.Nanoseconds)
            {
                return value;
            }
        }

        return 0;
    }
}
