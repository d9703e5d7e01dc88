using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Ui.Cli;
using Spectre.Console;

namespace MarketSim.Tests.Integration;

public sealed class LiveTests
{
    private static readonly Equity Share = new()
    {
        Id = new InstrumentId(0), Symbol = "ALPHA", Base = new AssetId(1), Quote = new AssetId(0), LotStep = 10,
    };

    [Theory]
    [InlineData("buy 100 99.95", Side.Buy, 100, 9_995)]
    [InlineData("s 50 @100", Side.Sell, 50, 10_000)]
    public void LimitOrdersAreTyped(string text, Side side, long lots, long ticks)
        => Assert.Equal(new HandOrder(side, new Quantity(lots), new Price(ticks)), HandOrder.Parse(text, Share));

    [Fact]
    public void MarketOrdersAndCancellationsAreTyped()
    {
        Assert.Equal(new HandOrder(Side.Sell, new Quantity(20), null), HandOrder.Parse("sell 20", Share));
        Assert.True(HandOrder.Parse("cancel", Share).Quantity.IsZero);
    }

    [Theory]
    [InlineData("")]
    [InlineData("buy")]
    [InlineData("hold 5")]
    [InlineData("buy 5 99.95 now")]
    [InlineData("buy 15")]
    [InlineData("buy -10")]
    [InlineData("buy 10 99.955")]
    [InlineData("buy 1e99")]
    [InlineData("buy ten")]
    public void AnythingElseIsRefusedWithWhatIsAccepted(string text)
        => Assert.Matches("Accepted is|multiples of", Assert.Throws<FormatException>(() => HandOrder.Parse(text, Share)).Message);

    [Fact]
    public void AnOrderByHandTravelsTradesAndShowsOnTheScreen()
    {
        var options = new OptionSet(new DefaultDay().Options);
        options.Set("duration", "60s");
        var world = new DefaultDay().Create(options, 1);
        SteeredTrader? hand = null;
        world.Add("you", "you", [(world.Instruments[0].Quote, 100_000_000L), (world.Instruments[0].Base, 500L)], (account, venue) =>
        {
            hand = new SteeredTrader("you", account, venue, world.Instruments, [new InstrumentId(0)]);
            hand.Endow(world.Instruments[0].Base, 500);
            return hand;
        });
        var recorder = new LiveRecorder(new MemoryRecorder(), world, 1);
        var simulation = new MarketSimulation(world, 1, recorder);
        simulation.RunUntil(SimTime.FromSeconds(20));
        HandOrder.Parse("sell 100", world.Instruments[0]).Send(hand!, new InstrumentId(0));
        HandOrder.Parse("buy 100 50.00", world.Instruments[0]).Send(hand!, new InstrumentId(0));
        simulation.RunUntil(SimTime.FromSeconds(21));

        var frame = LiveFrame.Of(simulation, recorder, hand, new InstrumentId(0), 8);
        Assert.Equal(new Quantity(400), frame.Position);
        Assert.Equal(new Price(5_000), Assert.Single(frame.Orders).Price);
        Assert.True(frame.Bids.Count > 3 && frame.Asks.Count > 3);
        Assert.True(frame.Bids[0].Price < frame.Asks[0].Price);
        Assert.NotEmpty(frame.Tape);
        Assert.Equal(1, frame.Summary.AgentTypes.Single(t => t.Type == "you").Accounts);
        var lines = Drawn(frame);
        Assert.Contains(lines, l => l.Contains("ALPHA", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("market-maker", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("the footer", StringComparison.Ordinal));
        Assert.All(lines, l => Assert.True(l.TrimEnd().Length <= 130));
        simulation.RunUntil(simulation.End);
        Assert.True(simulation.Close().IsComplete);
    }

    [Fact]
    public void WithoutATerminalLiveIsRefused()
        => Assert.Contains("--live needs a terminal", Marketsim.Run("run", "--live", "--set", "duration=1s").Error);

    private static string[] Drawn(LiveFrame frame)
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 130;
        console.Write(LiveView.Draw(frame, "the headline", "the footer"));
        return writer.ToString().Split('\n');
    }
}
