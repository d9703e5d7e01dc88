using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Mid price inside the band of the quotes, trades as dots, what interrupts or confines them, and the spread beneath.
/// Nights between sessions are drawn together.</summary>
public sealed class PricePlot : IPlot
{
    private const int MostDots = 1_500;
    private const int DotColumns = 300;

    /// <inheritdoc/>
    public string Name => "price";

    /// <inheritdoc/>
    public string Summary => "Mid price with quotes, trades by size and aggressor, pauses, price limits and auctions; and the quoted spread.";

    /// <inheritdoc/>
    public PlotDraft Prepare(PlotInput input)
    {
        var shown = input.Only.Count == 0 ? [.. input.Instruments.Select(i => i.Id)] : input.Only;
        var nights = new Nights(shown, input.Start);
        var frame = new PlotFrame(input, nights);
        var parts = frame.Instruments
            .Select(instrument => new Part(
                instrument, new(instrument.Id), new(instrument.Id), new(instrument.Id), new(instrument.Id)))
            .ToList();
        var metrics = parts.SelectMany(part => new IMetric[] { part.Touches, part.Trades, part.Spread, part.States });
        return new PlotDraft([nights, .. metrics], () => new Figure
        {
            Title = frame.Title("Price, trades and spread"),
            Subtitle = frame.Subtitle("a dot’s area grows with the trade’s size"),
            Rows = [.. parts.SelectMany((part, i) => Rows(frame, input, part, isLast: i == parts.Count - 1))],
        });
    }

    private static FigureRow[] Rows(PlotFrame frame, PlotInput input, Part part, bool isLast)
    {
        var items = part.Touches.Items;
        var count = items.Count;
        var (x, bid, ask, mid) = (new double[count], new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var (time, touch) = items[i];
            x[i] = frame.X(time);
            mid[i] = PlotFrame.Price(part.Instrument, touch.Mid);
            bid[i] = touch.IsTwoSided && frame.IsOpen(time) ? PlotFrame.Price(part.Instrument, touch.Bid.Ticks) : double.NaN;
            ask[i] = touch.IsTwoSided && frame.IsOpen(time) ? PlotFrame.Price(part.Instrument, touch.Ask.Ticks) : double.NaN;
        }

        var trades = part.Trades.Items;
        var (buys, areBuysAll) = Dots(frame, part.Instrument, trades, Side.Buy);
        var (sells, areSellsAll) = Dots(frame, part.Instrument, trades, Side.Sell);
        var note = areBuysAll && areSellsAll ? string.Empty : " (largest)";
        var price = PriceAxis(frame, part.Instrument, x, bid, ask, mid, buys, sells);
        var surroundings = new PriceSurroundings(frame, part.Instrument, part.States);
        price = surroundings.Widened(price);
        var main = new Panel
        {
            Heading = part.Instrument.Symbol,
            Remark = FormattableString.Invariant($"{trades.Count:N0} trades"),
            X = frame.TimeAxis(isLabelled: false),
            Y = price,
            EmptyText = count == 0 && trades.Count == 0 ? "no quotes and no trades" : null,
            Layers =
            [
                .. surroundings.Behind(price),
                new BandLayer(x, bid, ask) { Ink = Ink.Muted, Opacity = 0.30, Label = "bid to ask" },
                buys with { Label = "buyer-initiated" + note },
                sells with { Label = "seller-initiated" + note },
                new LineLayer(x, mid) { Ink = Ink.Text, IsStep = true, Width = 1.1, Label = "mid" },
                .. surroundings.InFront(),
            ],
        };
        var strip = SpreadPanels.Strip(frame, input, part.Instrument, part.Spread, frame.TimeAxis(hasLabel: isLast));
        return [new FigureRow(330, main), new FigureRow(isLast ? 170 : 150, strip)];
    }

    // What stood for a blink is not allowed to flatten the rest: the axis follows the touch at regular instants.
    private static Axis PriceAxis(
        PlotFrame frame, Instrument instrument, double[] x, double[] bid, double[] ask, double[] mid, DotLayer buys,
        DotLayer sells)
    {
        const int looks = 2_000;
        var (seenMid, seenBid, seenAsk) = (new List<double>(looks), new List<double>(looks), new List<double>(looks));
        var place = 0;
        for (var i = 0; i <= looks && x.Length > 0; i++)
        {
            var at = frame.StartX + ((frame.EndX - frame.StartX) * i / looks);
            while (place + 1 < x.Length && x[place + 1] <= at)
            {
                place++;
            }

            if (x[place] <= at)
            {
                seenMid.Add(mid[place]);
                seenBid.Add(bid[place]);
                seenAsk.Add(ask[place]);
            }
        }

        return Axis.Around(
            frame.PriceLabel("Price", instrument), [.. seenMid], buys.Y, sells.Y,
            [Quantiles.Of(seenBid, 0.02), Quantiles.Of(seenAsk, 0.98)]);
    }

    private static (DotLayer Dots, bool AreAll) Dots(
        PlotFrame frame, Instrument instrument, IReadOnlyList<TradePoint> trades, Side side)
    {
        var reference = Quantiles.Of(trades.Select(trade => (double)trade.Quantity.Lots), 0.95);
        var shown = trades.Where(trade => trade.Aggressor == side).ToList();
        var areAll = shown.Count <= MostDots;

        // Radius of a trade that only one in twenty exceeds; smaller where dots crowd.
        var usual = areAll && shown.Count < MostDots / 4 ? 4.6 : 2.9;
        if (!areAll)
        {
            // More dots than room: of each sliver of time the largest trade, and none hidden behind another.
            shown = [.. shown.GroupBy(Sliver).Select(group => group.MaxBy(trade => trade.Quantity.Lots))];
        }

        var dots = new DotLayer(
            [.. shown.Select(trade => frame.X(trade.Time))],
            [.. shown.Select(trade => PlotFrame.Price(instrument, trade.Price.Ticks))],
            [.. shown.Select(trade => Math.Clamp(usual * Math.Sqrt(trade.Quantity.Lots / reference), 0.8, 8))])
        {
            Ink = side == Side.Buy ? Ink.Buy : Ink.Sell, Opacity = 0.62,
        };
        return (dots, areAll);

        int Sliver(TradePoint trade) => (int)((frame.X(trade.Time) - frame.StartX) / (frame.EndX - frame.StartX) * DotColumns);
    }

    private sealed record Part(
        Instrument Instrument, TouchSeries Touches, TradeSeries Trades, SpreadMetric Spread, TradingStates States);
}
