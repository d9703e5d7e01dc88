using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

public sealed class CrossVenueTests
{
    private static readonly InstrumentId North = new(0);
    private static readonly InstrumentId South = new(1);

    [Fact]
    public void TheConsolidatedQuoteIsTheBestOfAllListings()
    {
        var view = View(Quote(North, 9_998, 200, 10_002, 300), Quote(South, 9_999, 100, 10_002, 400));

        Assert.Equal(
            new ConsolidatedQuote(South, new(9_999), new(100), South, new(10_002), new(400)), ConsolidatedQuote.Of(view, [North, South]));
        Assert.False(ConsolidatedQuote.Of(view, [North, South]).IsCrossed);
        Assert.Equal(North, ConsolidatedQuote.Of(view, [North]).BidAt);
        Assert.False(ConsolidatedQuote.Of(View(), [North, South]).IsTwoSided);
    }

    [Fact]
    public void TheRouterTakesTheBestPriceWithFeesFirst()
    {
        var options = new SmartRouterOptions { Listings = [North, South], TakerPpm = [300, 0], Side = Side.Buy, SliceLots = 500, Lots = 1_000 };
        MarketView Fresh() => View(Quote(North, 9_990, 100, 10_000, 300), Quote(South, 9_990, 100, 10_002, 400));
        var sent = Decide(new SmartRouter(options), Fresh());

        // 10,000 with 300 ppm is 10,003; the south asks 10,002 and charges nothing.
        Assert.Equal([(South, 10_002L, 400L), (North, 10_000L, 100L)], sent.Select(c => (c.Instrument, c.Price.Ticks, c.Quantity.Lots)));
        Assert.All(sent, c => Assert.Equal((Side.Buy, TimeInForce.Ioc), (c.Side, c.TimeInForce)));
        Assert.Equal([North, South], Decide(new SmartRouter(options with { TakerPpm = [] }), Fresh()).Select(c => c.Instrument));
    }

    [Fact]
    public void TheArbitrageurActsOnlyWhereMoreThanTheFeesIsLeft()
    {
        var strategy = new CrossVenueArbitrage(new CrossVenueOptions { Listings = [North, South], Cost = 0.0002, MostLots = 150 });
        Assert.Empty(OnQuote(strategy, View(Quote(North, 9_990, 100, 10_000, 300), Quote(South, 10_002, 400, 10_010, 100))));

        var sent = OnQuote(strategy, View(Quote(North, 9_990, 100, 10_000, 300), Quote(South, 10_003, 400, 10_010, 100)));
        Assert.Equal(
            [(North, Side.Buy, 10_000L, 150L), (South, Side.Sell, 10_003L, 150L)],
            sent.Select(c => (c.Instrument, c.Side, c.Price.Ticks, c.Quantity.Lots)));
    }

    [Fact]
    public void MessagesOfAVenueHaveItsLatencyAndSharesMoveBetweenVenues()
    {
        var scenario = ScenarioCatalog.Find("two-venues");
        var options = new OptionSet(scenario.Options);
        var world = scenario.Create(options, 1);
        world.Duration = SimDuration.FromMinutes(10);
        var simulation = new MarketSimulation(world, 1);
        var output = simulation.Run();

        Assert.Equal("south", simulation.Kernel.NameOf(world.FirstVenue));
        var traded = output.Recorded!.Events.Where(e => e.Kind == EventKind.Traded).ToArray();
        var arbitrage = world.Participants.Where(p => p.Type == "arbitrage").Select(p => p.Account).ToHashSet();
        Assert.Contains(traded, e => e.Instrument == North && arbitrage.Contains(e.Account));
        Assert.Contains(traded, e => e.Instrument == South && arbitrage.Contains(e.Account));
        Assert.True(output.IsComplete);

        // Both legs leave at once; the southern one travels 0.9 ms longer.
        var commands = output.Recorded.Commands.Where(c => c.Command.Kind == CommandKind.Place && arbitrage.Contains(c.Command.Account)).ToArray();
        var pairs = commands.GroupBy(c => (c.Command.Account, c.Time.Nanoseconds / 1_000_000_000)).Where(g => g.Count() == 2).ToArray();
        Assert.NotEmpty(pairs);
        Assert.All(pairs.Take(20), pair =>
        {
            var north = pair.Single(c => c.Command.Instrument == North).Time;
            var south = pair.Single(c => c.Command.Instrument == South).Time;
            Assert.Equal(900_000, (south - north).Nanoseconds);
        });
    }

    [Theory]
    [InlineData("south: {}", "Key 'instruments' is missing")]
    [InlineData("south: {instruments: BETA}", "BETA")]
    [InlineData("south: {instruments: ALPHA, latency: far}", "far")]
    [InlineData("south: {instruments: ALPHA}, west: {instruments: ALPHA}", "listed on another exchange already")]
    [InlineData("south: {instruments: ALPHA, distance: 3}", "Unknown key 'distance'")]
    public void BadVenuesAreRefusedWithTheirPlace(string venues, string because)
    {
        var text = $"duration: 1min\ninstruments: {{ALPHA: {{price: 100}}}}\nvenues: {{{venues}}}\nagents: {{noise: {{}}}}\n";
        var problem = Assert.ThrowsAny<Exception>(() =>
        {
            var scenario = MarketScenario.Parse("bad", text);
            scenario.Create(new OptionSet(scenario.Options), 1);
        });
        Assert.Contains(because, problem.Message, StringComparison.Ordinal);
        Assert.Contains("line 3", problem.Message, StringComparison.Ordinal);
    }

    private static List<Command> Decide(IStrategy strategy, MarketView view)
    {
        var sent = new List<Command>();
        strategy.Decide(view, new OrderPad(new AccountId(16), view, sent.Add));
        return sent;
    }

    private static List<Command> OnQuote(IStrategy strategy, MarketView view)
    {
        var sent = new List<Command>();
        strategy.OnQuote(view.QuoteOf(South)!, view, new OrderPad(new AccountId(16), view, sent.Add));
        return sent;
    }

    private static Quote Quote(InstrumentId instrument, long bid, long bidLots, long ask, long askLots)
        => new(instrument, SimTime.Zero, new(bid), new(bidLots), new(ask), new(askLots), default);

    private static MarketView View(params Quote[] quotes)
    {
        var view = new MarketView([Listing(North, "ALPHA.N"), Listing(South, "ALPHA.S")]) { Now = SimTime.FromSeconds(1), Random = new Rng(1, "x") };
        view.AddHolding(new AssetId(0), 1_000_000_000);
        view.AddHolding(new AssetId(1), 100_000);
        foreach (var quote in quotes)
        {
            view.Take(quote);
        }

        return view;
    }

    private static Equity Listing(InstrumentId id, string symbol)
        => new() { Id = id, Symbol = symbol, Base = new AssetId(1), Quote = new AssetId(0) };
}
