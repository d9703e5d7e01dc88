using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The quoted spread over time, as a strip beneath a price or a panel by itself.</summary>
internal static class SpreadPanels
{
    private const int Bins = 180;
    private const int MostBins = 20_000;

    public static Panel Strip(PlotFrame frame, PlotInput input, Instrument instrument, SpreadMetric spread, Axis time)
    {
        // As fine where nights are drawn together as where there are none; in a night itself nobody quotes.
        var whole = frame.Seconds(input.End) - frame.Seconds(input.Start);
        var count = (int)Math.Clamp(Bins * whole / (frame.EndX - frame.StartX), Bins, MostBins);
        var bins = TimeBins.Of(spread.Series, input.Start, input.End, count);
        var (x, mean, least, most) = frame.Points(bins, value => PlotFrame.Price(instrument, value));
        for (var i = 0; i < x.Length; i++)
        {
            if (!frame.IsOpen(bins.Start + (bins.Width * i)))
            {
                mean[i] = least[i] = most[i] = double.NaN;
            }
        }

        var average = PlotFrame.Price(instrument, spread.TimeWeighted);
        var decimals = instrument.PriceDecimals + 2;
        var top = Math.Max(Quantiles.Of(most, 0.97), Quantiles.Of(mean, 1)) * 1.15;
        var hasSpread = !double.IsNaN(average);
        return new Panel
        {
            X = time,
            Y = new Axis(frame.PriceLabel("Spread", instrument), 0, hasSpread ? Math.Max(top, average * 1.3) : 1),
            EmptyText = hasSpread ? null : "never quoted on both sides",
            Layers = hasSpread
                ?
                [
                    new BandLayer(x, least, most) { Ink = Ink.Muted, Opacity = 0.25, Label = "least to most" },
                    new LineLayer(x, mean) { Ink = Ink.Text, IsStep = true, Width = 1.2, Label = "mean" },
                    new RuleLayer(average)
                    {
                        Ink = Ink.Reference, IsDashed = true, Label = $"time-weighted {Ticks.Number(average, decimals)}",
                    },
                ]
                : [],
        };
    }
}
