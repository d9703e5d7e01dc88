using MarketSim.Analysis;
using MarketSim.Core;
using Bar = MarketSim.Analysis.Bar;

namespace MarketSim.Tests.Unit;

/// <summary>What pictures show of nights, pauses, price limits and auctions.</summary>
public sealed class MarketStatePlotTests
{
    private static readonly InstrumentId Alpha = new(0);

    [Fact]
    public void PausesLimitsAndAuctionsAreAroundThePrice()
    {
        var panel = Price(
            Phase(0, TradingPhase.Continuous),
            new() { Kind = EventKind.PriceLimits, Time = At(1), Instrument = Alpha, Price = new(9_900), UpperPrice = new(10_100) },
            Trade(2, 10_000), Phase(60, TradingPhase.Halted), Phase(120, TradingPhase.ReopeningAuction), Uncross(180, 10_050, 5),
            Phase(180, TradingPhase.Continuous), Trade(200, 10_040));

        var start = 34_200;
        Assert.Equal([new Bar(start + 60, start + 180, panel.Y.Min, panel.Y.Max)], Named<BarLayer>(panel, "pause").Bars);
        Assert.Equal([start + 180.0], Named<DotLayer>(panel, "auction").X);
        Assert.DoesNotContain(panel.Layers, layer => layer.Label is "night" or "call");
        Assert.Equal([99.00], Named<LineLayer>(panel, "price limits").Y);
    }

    [Fact]
    public void NightsAreDrawnTogetherAndEachDayIsNamed()
    {
        const int hour = 3_600;
        var panel = Price(
            Phase(0, TradingPhase.Continuous), Trade(hour, 10_000), Phase(6 * hour, TradingPhase.Closed),
            Phase(24 * hour, TradingPhase.Continuous), Trade(25 * hour, 10_100), Phase(30 * hour, TradingPhase.Closed));

        Assert.InRange(panel.X.Max - panel.X.Min, 12 * hour, 12.5 * hour);
        var night = Assert.Single(Named<BarLayer>(panel, "night").Bars);
        Assert.Equal(34_200 + (6 * hour), night.Left);
        Assert.Equal(["day 1", "day 2"], panel.X.Ticks!.Select(t => t.Label).Where(t => t.StartsWith("day", StringComparison.Ordinal)));
        Assert.True(panel.X.Ticks!.Zip(panel.X.Ticks!.Skip(1)).All(pair => pair.First.At < pair.Second.At));
        Assert.Equal(34_200 + (7 * hour) + (night.Right - night.Left), Named<DotLayer>(panel, "buyer-initiated").X[1], 6);
    }

    [Fact]
    public void EveryAuctionHasItsPanelAndAnInstantShowsTheLast()
    {
        var events = new[] { 10, 20, 30 }.SelectMany((second, i) => Auction(second, (ulong)(10 * i), 100 + i)).ToArray();
        var all = Figure("auction", events).Rows.SelectMany(row => row.Panels).ToList();
        Assert.Equal(["5 at 1.00", "5 at 1.01", "5 at 1.02"], all.Select(p => p.Remark));

        var last = PlotCatalog.Find("auction").Create(Input(events) with { At = At(25) }).Rows.SelectMany(row => row.Panels).Single();
        Assert.Contains("at 1.01", last.Remark);
    }

    private static IEnumerable<MarketEvent> Auction(int second, ulong order, long price)
    {
        var rested = new MarketEvent
        {
            Kind = EventKind.Rested, Time = At(second), Instrument = Alpha, Order = new(order + 1), Price = new(price), Quantity = new(5),
            Open = new(5),
        };
        yield return rested;
        yield return rested with { Order = new(order + 2), Side = Side.Sell };
        yield return new MarketEvent
        {
            Kind = EventKind.Traded, Time = At(second), Instrument = Alpha, Order = new(order + 1), CounterOrder = new(order + 2),
            Price = new(price), Quantity = new(5), Flags = EventFlags.Auction,
        };
        yield return Uncross(second, price, 5);
    }

    private static SimTime At(double seconds) => SimTime.FromSeconds((long)seconds);

    private static MarketEvent Phase(double seconds, TradingPhase phase)
        => new() { Kind = EventKind.PhaseChanged, Time = At(seconds), Instrument = Alpha, Phase = phase };

    private static MarketEvent Trade(double seconds, long price) => new()
    {
        Kind = EventKind.Traded, Time = At(seconds), Instrument = Alpha, Side = Side.Buy, Price = new(price), Quantity = new(1),
    };

    private static MarketEvent Uncross(double seconds, long price, long lots) => new()
    {
        Kind = EventKind.Uncrossed, Time = At(seconds), Instrument = Alpha, Price = new(price), Quantity = new(lots),
        Phase = TradingPhase.ReopeningAuction,
    };

    private static T Named<T>(Panel panel, string label)
        where T : Layer
        => Assert.IsType<T>(panel.Layers.Single(layer => layer.Label == label));

    private static Panel Price(params MarketEvent[] events) => Figure("price", events).Rows[0].Panels[0];

    private static Figure Figure(string plot, MarketEvent[] events) => PlotCatalog.Find(plot).Create(Input(events));

    private static PlotInput Input(MarketEvent[] events) => PlotTests.Input() with
    {
        Events = events, Only = [Alpha], End = events[^1].Time + SimDuration.FromSeconds(1),
    };
}
