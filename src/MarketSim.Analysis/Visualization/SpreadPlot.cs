using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The quoted spread over time, and how long each spread stood.</summary>
public sealed class SpreadPlot : IPlot
{
    private const int MostBars = 24;

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

        var step = HeatGrid.TickOf(standing.Keys);
        var cut = standing.Count == 0 ? 1 : Math.Min(standing.Keys.First() + (MostBars * step), MostlyBelow(spread));
        var shown = standing.Where(pair => pair.Key <= cut).ToList();
        var rest = standing.Where(pair => pair.Key > cut).Sum(pair => pair.Value / total);
        double At(double units) => PlotFrame.Price(instrument, units);
        var bars = shown.ConvertAll(pair => new Bar(
            At(pair.Key - (step * 0.5)), At(pair.Key + (step * 0.5)), 0, 100 * pair.Value / total));
        var (low, high) = shown.Count == 0 ? (0, 1) : (Math.Min(0, shown[0].Key - step), shown[^1].Key + step);
        return new Panel
        {
            Remark = rest > 0.0005 ? $"wider: {Ticks.Number(100 * rest, 1)} % of the time" : null,
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
