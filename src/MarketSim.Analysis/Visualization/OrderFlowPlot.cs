using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What was added, cancelled and traded in each interval, buyers upwards and sellers downwards, and
/// which side took more.</summary>
public sealed class OrderFlowPlot : IPlot
{
    private const int About = 90;
    private const int MostColumns = 2;

    /// <inheritdoc/>
    public string Name => "order-flow";

    /// <inheritdoc/>
    public string Summary => "Quantity added, cancelled and traded by side in each interval, and the imbalance of aggressors.";

    /// <inheritdoc/>
    public PlotDraft Prepare(PlotInput input)
    {
        var frame = new PlotFrame(input);
        var (interval, name) = frame.Interval(About / Math.Clamp(frame.Instruments.Count, 1, MostColumns) * 2);
        var parts = frame.Instruments
            .Select(instrument => new Part(instrument, new OrderFlowMetric(instrument.Id, input.Start, interval)))
            .ToList();
        return new PlotDraft([.. parts.Select(part => part.Flow)], () => new Figure
        {
            Title = frame.Title("Order flow"),
            Subtitle = frame.Subtitle($"in intervals of {name}, buyers upwards and sellers downwards"),
            Rows = [.. parts.Chunk(MostColumns).SelectMany(columns => Block(frame, columns, interval))],
        });
    }

    private static FigureRow[] Block(PlotFrame frame, Part[] parts, SimDuration interval) =>
    [
        new(172, [.. parts.Select(part => Mirrored(
            frame, part, interval, $"Added ({frame.QuantityUnit(part.Instrument)})", side => side.AddedLots) with
            {
                Heading = part.Instrument.Symbol, Remark = Ratio(part.Flow),
            })]),
        new(150, [.. parts.Select(part => Unlabelled(Mirrored(
            frame, part, interval, $"Cancelled ({frame.QuantityUnit(part.Instrument)})", side => side.CancelledLots)))]),
        new(150, [.. parts.Select(part => Unlabelled(Mirrored(
            frame, part, interval, $"Traded ({frame.QuantityUnit(part.Instrument)})", side => side.TradedLots)))]),
        new(196, [.. parts.Select(part => Imbalance(frame, part, interval))]),
    ];

    private static Panel Unlabelled(Panel panel) => panel with
    {
        Layers = [.. panel.Layers.Select(layer => layer with { Label = null })],
    };

    private static string? Ratio(OrderFlowMetric flow) => flow.Trades == 0
        ? "no trades"
        : $"{Ticks.Number(flow.OrderToTrade, 1)} messages for each trade";

    private static Panel Mirrored(PlotFrame frame, Part part, SimDuration interval, string label, Func<SideFlow, long> lots)
    {
        List<Bar> Bars(Func<FlowInterval, SideFlow> side, int sign) => part.Flow.Intervals.Select(item =>
        {
            var height = sign * PlotFrame.Quantity(part.Instrument, lots(side(item)));
            return Over(frame, item.Start, interval, Math.Min(0, height), Math.Max(0, height));
        }).ToList();

        var (buys, sells) = (Bars(item => item.Buy, 1), Bars(item => item.Sell, -1));
        var most = Math.Max(buys.Max(bar => bar.Top), -sells.Min(bar => bar.Bottom));
        most = most > 0 ? most * 1.1 : 1;
        var ticks = Ticks.Numbers(-most, most, 5).Select(tick => tick with { Label = Ticks.Unsigned(tick.Label) }).ToList();
        return new Panel
        {
            X = frame.TimeAxis(isLabelled: false),
            Y = new Axis(label, -most, most) { Ticks = ticks },
            Layers =
            [
                new BarLayer(buys) { Ink = Ink.Buy, Label = "buy side" },
                new BarLayer(sells) { Ink = Ink.Sell, Label = "sell side" },
                new RuleLayer(0) { Ink = Ink.Muted },
            ],
        };
    }

    private static Panel Imbalance(PlotFrame frame, Part part, SimDuration interval)
    {
        List<Bar> Bars(int sign) => part.Flow.Intervals
            .Select(item => (item.Start, Share: 100 * item.TradeImbalance))
            .Where(item => Math.Sign(item.Share) == sign)
            .Select(item => Over(frame, item.Start, interval, Math.Min(0, item.Share), Math.Max(0, item.Share)))
            .ToList();

        var most = part.Flow.Intervals.Max(item => Math.Abs(100 * item.TradeImbalance));
        most = most > 0 ? most * 1.1 : 100;
        return new Panel
        {
            X = frame.TimeAxis(),
            Y = new Axis("Imbalance (%)", -most, most) { Ticks = Ticks.Numbers(-most, most, 5) },
            Layers =
            [
                new BarLayer(Bars(1)) { Ink = Ink.Buy }, new BarLayer(Bars(-1)) { Ink = Ink.Sell },
                new RuleLayer(0) { Ink = Ink.Muted },
            ],
        };
    }

    private static Bar Over(PlotFrame frame, SimTime start, SimDuration interval, double bottom, double top)
        => new(frame.X(start), frame.X(start + interval), bottom, top);

    private sealed record Part(Instrument Instrument, OrderFlowMetric Flow);
}
