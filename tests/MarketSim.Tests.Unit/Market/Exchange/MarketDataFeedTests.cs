using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>What subscribers are told, and owners of orders.</summary>
public sealed class MarketDataFeedTests
{
    private static readonly AccountId Mine = new(20);
    private static readonly InstrumentId Share = new(0);

    private readonly List<Message> _heard = [];
    private readonly Kernel _kernel = new(1, ConstantLatency.None);
    private readonly ActorId _trader = new(1);
    private ulong _orders;

    public MarketDataFeedTests() => Venue(ReportDetail.Every, _kernel, _heard);

    [Fact]
    public void WhoeverAsksForImbalancesHearsWhenTheyBeginTurnAndEnd()
    {
        Send(new Subscribe(Share, FeedKind.Imbalances) { MinImbalance = 0.5 });
        Send(Limit(Side.Buy, 90, 30));
        Assert.Equal([(Side.Buy, true)], Imbalances());

        // 20 of 30 are a third less, which is not enough.
        Send(Limit(Side.Sell, 110, 20));
        Assert.Equal([(Side.Buy, true), (Side.Buy, false)], Imbalances());

        // 70 against 30: now the other side is heavier by more than half.
        Send(Limit(Side.Sell, 120, 50));
        Assert.Equal([(Side.Buy, true), (Side.Buy, false), (Side.Sell, true)], Imbalances());

        // A purchase of all 70 leaves the bid alone in the book: from one imbalance straight into the other.
        Send(Limit(Side.Buy, 120, 70));
        Assert.Equal([(Side.Sell, false), (Side.Buy, true)], Imbalances()[^2..]);
    }

    [Fact]
    public void VolumesCountWhatTradedInTheWindowByTheTakersSide()
    {
        Send(new Subscribe(Share, FeedKind.Volumes) { VolumeWindow = SimDuration.FromSeconds(10L) });
        Send(Limit(Side.Sell, 100, 50));
        Send(Limit(Side.Buy, 100, 20));
        _kernel.Run(SimTime.FromSeconds(8));
        Send(Limit(Side.Buy, 100, 10));
        Send(Limit(Side.Buy, 95, 7));
        Send(Limit(Side.Sell, 95, 5));
        Assert.Equal((30L, 5L), AskedVolume());

        _kernel.Run(SimTime.FromSeconds(12));
        Assert.Equal((10L, 5L), AskedVolume());
        Assert.IsType<Quote>(_heard[^1]);
    }

    [Theory]
    [InlineData(ReportDetail.Every, new[] { EventKind.Accepted, EventKind.Rested, EventKind.Accepted, EventKind.Cancelled })]
    [InlineData(ReportDetail.Outcomes, new[] { EventKind.Rested, EventKind.Cancelled })]
    public void OutcomesMakeAcknowledgementsSuperfluous(ReportDetail detail, EventKind[] expected)
    {
        var heard = new List<Message>();
        var kernel = new Kernel(1, ConstantLatency.None);
        Venue(detail, kernel, heard);
        kernel.Inject(_trader, new ActorId(0), Limit(Side.Buy, 90, 30));
        kernel.Run(SimTime.Zero);
        kernel.Inject(_trader, new ActorId(0), new Submit(
            Commands.Limit(Mine, Share, new OrderId(99), Side.Buy, new Price(80), new Quantity(1), TimeInForce.Ioc)));
        kernel.Run(SimTime.Zero);

        Assert.Equal(expected, heard.OfType<Report>().Select(r => r.Event.Kind));
    }

    private static ExchangeActor Venue(ReportDetail detail, Kernel kernel, List<Message> heard)
    {
        var exchange = new Exchange([new Equity { Id = Share, Symbol = "TEST", Base = new(1), Quote = new(0) }]);
        var venue = new ExchangeActor("venue", exchange, NullRecorder.Instance) { Reports = detail };
        foreach (var command in (Command[])
        [
            Commands.OpenAccount(Mine), Commands.Deposit(Mine, new(0), 1_000_000), Commands.Deposit(Mine, new(1), 1_000),
            Commands.OpenSession(),
        ])
        {
            venue.Administer(command, SimTime.Zero);
        }

        kernel.Add(venue);
        venue.Connect(Mine, kernel.Add(new Listener(heard)));
        kernel.Run(SimTime.Zero);
        return venue;
    }

    private Submit Limit(Side side, long price, long lots)
        => new(Commands.Limit(Mine, Share, new OrderId(++_orders), side, new Price(price), new Quantity(lots)));

    private void Send(Message message)
    {
        _kernel.Inject(_trader, new ActorId(0), message);
        _kernel.Run(_kernel.Now);
    }

    private (Side, bool)[] Imbalances() => [.. _heard.OfType<BookImbalance>().Select(i => (i.Heavier, i.Begins))];

    private (long Bought, long Sold) AskedVolume()
    {
        Send(new QuoteRequest(Share));
        var volume = _heard.OfType<TradedVolume>().Last();
        return (volume.Bought.Lots, volume.Sold.Lots);
    }

    private sealed class Listener(List<Message> heard) : IActor
    {
        public string Name => "listener";

        public void OnStart(IActorContext context)
        {
        }

        public void OnMessage(ActorId from, Message message, IActorContext context) => heard.Add(message);

        public void OnWake(IActorContext context)
        {
        }
    }
}
