using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>How tight and how deep the book was through the day.</summary>
public sealed class SpreadDepthPlot : IPlot
{
    private const int Bins = 130;
    private const int LooksInBin = 16;
    private const int Looks = Bins * LooksInBin;
    private const int Levels = 50;

    // Depth within this distance of the mid, in parts of it: what a larger order would meet.
    private const double Near = 0.001;

    /// <inheritdoc/>
    public string Name => "spread-depth";

    /// <inheritdoc/>
    public string Summary => "The quoted spread, and the mean quantity displayed at the best prices and near the mid, through the day.";

    /// <inheritdoc/>
    public bool IsOnRequest => true;

    /// <inheritdoc/>
    public PlotDraft Prepare(PlotInput input)
    {
        var frame = new PlotFrame(input);
        var interval = new SimDuration(Math.Max(1, (input.End - input.Start).Nanoseconds / Looks));
        var first = input.Start + new SimDuration(interval.Nanoseconds / 2);
        var parts = frame.Instruments
            .Select(i => (Instrument: i, Spread: new SpreadMetric(i.Id), Depth: new DepthSeries(i.Id, first, interval, Levels)))
            .ToList();
        return new PlotDraft([.. parts.SelectMany(part => new IMetric[] { part.Spread, part.Depth })], () => new Figure
        {
            Title = frame.Title("Spread and depth"),
            Subtitle = frame.Subtitle(),
            Rows =
            [
                .. parts.SelectMany((part, i) => new[]
                {
                    new FigureRow(220, SpreadPanels.Strip(frame, input, part.Instrument, part.Spread, frame.TimeAxis(isLabelled: false)) with
                    {
                        Heading = part.Instrument.Symbol,
                    }),
                    new FigureRow(i == parts.Count - 1 ? 270 : 240, Depth(
                        frame, part.Instrument, [.. part.Depth.Samples.Take(Looks)], frame.TimeAxis(hasLabel: i == parts.Count - 1))),
                }),
            ],
        });
    }

    // Asks upwards, bids downwards: which side is thin is seen at once. Single looks are too restless to read: means of some.
    private static Panel Depth(PlotFrame frame, Instrument instrument, DepthSample[] looks, Axis time)
    {
        DepthSample[][] bins = [.. looks.Chunk(LooksInBin)];
        double[] x = [.. bins.Select(bin => frame.X(bin[0].Time))];
        double[] asks = [.. bins.Select(bin => Mean(bin, look => NearMid(instrument, look, look.Asks)))];
        double[] bids = [.. bins.Select(bin => -Mean(bin, look => NearMid(instrument, look, look.Bids)))];
        double[] bestAsk = [.. bins.Select(bin => Mean(bin, look => Best(instrument, look.Asks)))];
        double[] bestBid = [.. bins.Select(bin => -Mean(bin, look => Best(instrument, look.Bids)))];
        double[] none = [.. x.Select(_ => 0.0)];
        var reach = Math.Max(Quantiles.Of(asks, 0.99), -Quantiles.Of(bids, 0.01)) * 1.15;
        var isKnown = reach > 0;
        var axis = new Axis($"Bids | asks ({frame.QuantityUnit(instrument)})", isKnown ? -reach : -1, isKnown ? reach : 1);
        return new Panel
        {
            Heading = "Depth", Remark = "bids below the line, asks above",
            X = time,
            Y = axis with
            {
                Ticks = [.. Ticks.Numbers(axis.Min, axis.Max, 6).Select(tick => tick with { Label = Ticks.Unsigned(tick.Label) })],
            },
            EmptyText = isKnown ? null : "nothing was displayed",
            Layers = !isKnown ? [] :
            [
                new BandLayer(x, none, asks) { Ink = Ink.Sell, Opacity = 0.3, Label = "asks within 0.1% of mid" },
                new BandLayer(x, bids, none) { Ink = Ink.Buy, Opacity = 0.3, Label = "bids" },
                new LineLayer(x, bestAsk) { Ink = Ink.Sell, IsStep = true, Width = 1.2, Label = "at the best price" },
                new LineLayer(x, bestBid) { Ink = Ink.Buy, IsStep = true, Width = 1.2 },
                new RuleLayer(0) { Ink = Ink.Muted },
            ],
        };
    }

    private static double Mean(DepthSample[] looks, Func<DepthSample, double> of)
        => looks.Select(of).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    private static double NearMid(Instrument instrument, DepthSample look, IReadOnlyList<DepthLevel> side)
    {
        if (look.Bids.Count == 0 || look.Asks.Count == 0)
        {
            return double.NaN;
        }

        var mid = ((double)look.Bids[0].Price.Ticks + look.Asks[0].Price.Ticks) / 2;
        var reach = Math.Max(Math.Abs(mid * Near), Math.Abs(side[0].Price.Ticks - mid));
        return side.TakeWhile(level => Math.Abs(level.Price.Ticks - mid) <= reach).Sum(level => PlotFrame.Quantity(instrument, level.Quantity.Lots));
    }

    private static double Best(Instrument instrument, IReadOnlyList<DepthLevel> side)
        => side.Count == 0 ? double.NaN : PlotFrame.Quantity(instrument, side[0].Quantity.Lots);
}
