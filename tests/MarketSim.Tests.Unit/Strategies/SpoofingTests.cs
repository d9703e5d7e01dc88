using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>A spoofer, the maker it deceives, and the detector that tells it from one.</summary>
public sealed class SpoofingTests
{
    private static readonly Equity Share = new() { Id = new(0), Symbol = "S", Base = new(1), Quote = new(0) };
    private static readonly AccountId Suspect = new(20);

    private readonly List<Command> _sent = [];
    private ulong _orders;

    [Theory]
    [InlineData(900, 100, 997, 1_006)] // Heavy bids: the price is expected at 1,000 + 0.8 x 2.
    [InlineData(100, 900, 994, 1_003)]
    [InlineData(500, 500, 996, 1_004)]
    public void AMakerThatReadsTheBookQuotesTowardsItsLighterSide(long bid, long ask, long expectedBid, long expectedAsk)
    {
        var maker = new ImbalanceMaker(Share.Id, new ImbalanceMakerOptions { LearningRate = 1, PullAt = 1, HalfSpreadTicks = 4, TargetLots = 10_000 });
        Decide(maker, View(998, bid, 1_002, ask));
        Assert.Equal((expectedBid, expectedAsk), (_sent[0].Price.Ticks, _sent[1].Price.Ticks));
    }

    [Fact]
    public void TheSideThatIsAboutToBeRunOverIsNotQuoted()
    {
        Decide(new ImbalanceMaker(Share.Id, new ImbalanceMakerOptions { LearningRate = 1, TargetLots = 10_000 }), View(998, 950, 1_002, 50));
        Assert.Equal(Side.Buy, Assert.Single(_sent).Side);
    }

    [Fact]
    public void ASpooferShowsMuchAgainstItsSmallOrderAndWithdrawsWhenThatIsDone()
    {
        var spoofer = new Spoofer(Share.Id, new SpooferOptions());
        var view = View(998, 100, 1_002, 100);
        var pad = new OrderPad(Suspect, view, _sent.Add);
        spoofer.Decide(view, pad);
        Assert.Equal([(Side.Buy, 998L, 100L), (Side.Sell, 1_002, 2_000)], _sent.Select(c => (c.Side, c.Price.Ticks, c.Quantity.Lots)));

        var fill = new MarketEvent
        {
            Kind = EventKind.Traded, Instrument = Share.Id, Side = Side.Sell, Order = new(1), CounterOrder = _sent[0].Order,
            Account = new(30), CounterAccount = Suspect, Price = new(998), Quantity = new(100),
        };
        _sent.Clear();
        view.Take(fill, Suspect);
        spoofer.OnReport(fill, view, pad);
        Assert.Equal(CommandKind.Cancel, Assert.Single(_sent).Kind);
    }

    [Fact]
    public void WhoWithdrawsWhatStoodAgainstItsFillsIsFlagged()
    {
        var detector = new SpoofingDetector();
        for (var i = 0; i < 3; i++)
        {
            Episode(detector, shown: 2_000, own: 100, withdrawnAfter: 1);
        }

        Assert.Equal([Suspect], detector.Flagged);
        Assert.Equal((1, 1), detector.Against([Suspect]));
        Assert.Equal((0, 0), detector.Against([new AccountId(21)]));
    }

    [Theory]
    [InlineData(400, 100, 1)] // Not so much more than on its own side.
    [InlineData(2_000, 100, 5)] // It stayed.
    [InlineData(100, 100, 1)] // A maker.
    public void WhoDoesNotIsNot(long shown, long own, long withdrawnAfter)
    {
        var detector = new SpoofingDetector();
        for (var i = 0; i < 5; i++)
        {
            Episode(detector, shown, own, withdrawnAfter);
        }

        Assert.Empty(detector.Flagged);
    }

    // A small bid is hit while offers stand, which are cancelled after so many seconds.
    private void Episode(SpoofingDetector detector, long shown, long own, long withdrawnAfter)
    {
        var (bid, offer) = (new OrderId(++_orders), new OrderId(++_orders));
        var time = SimTime.FromSeconds((long)_orders * 60);
        detector.Observe(Of(EventKind.Accepted, time, bid, Side.Buy, own));
        detector.Observe(Of(EventKind.Accepted, time, offer, Side.Sell, shown));
        detector.Observe(Of(EventKind.Traded, time, default, Side.Sell, own) with
        {
            Account = new(30), CounterAccount = Suspect, CounterOrder = bid,
        });
        detector.Observe(Of(EventKind.Cancelled, time + SimDuration.FromSeconds(withdrawnAfter), offer, Side.Sell, shown));
    }

    private static MarketEvent Of(EventKind kind, SimTime time, OrderId order, Side side, long lots) => new()
    {
        Kind = kind, Time = time, Instrument = Share.Id, Account = Suspect, Order = order, Side = side, Price = new(1_000), Quantity = new(lots),
    };

    private static MarketView View(long bid, long bidLots, long ask, long askLots)
    {
        var view = new MarketView([Share]) { Now = SimTime.Zero, Random = new Rng(1, "trader") };
        view.AddHolding(Share.Base, 10_000);
        view.AddHolding(Share.Quote, 100_000_000);
        view.Take(new Quote(Share.Id, SimTime.Zero, new(bid), new(bidLots), new(ask), new(askLots), default));
        return view;
    }

    private void Decide(IStrategy strategy, MarketView view) => strategy.Decide(view, new OrderPad(Suspect, view, _sent.Add));
}
