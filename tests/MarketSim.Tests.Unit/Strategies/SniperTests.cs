using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>A share quoted 99.99 to 100.01, and an index that says what it is worth.</summary>
public sealed class SniperTests
{
    private static readonly Equity Share = new() { Id = new(0), Symbol = "S", Base = new(1), Quote = new(0) };
    private static readonly MarketIndex Signal = new() { Id = new(1), Symbol = "I", Base = new(2), Quote = new(0) };

    private readonly List<Command> _sent = [];

    [Theory]
    [InlineData(100_05, Side.Buy, 100_04)]
    [InlineData(99_95, Side.Sell, 99_96)]
    public void AQuoteOnTheWrongSideOfTheSignalIsTaken(long level, Side side, long limit)
    {
        Tell(new Sniper(Share.Id, new SniperOptions { Signal = Signal.Id }), level);
        var order = Assert.Single(_sent);
        Assert.Equal((side, limit, TimeInForce.Ioc), (order.Side, order.Price.Ticks, order.TimeInForce));
    }

    [Theory]
    [InlineData(100_00)]
    [InlineData(100_01)]
    [InlineData(99_99)]
    public void AQuoteThatIsStillRightIsLeftAlone(long level)
    {
        Tell(new Sniper(Share.Id, new SniperOptions { Signal = Signal.Id }), level);
        Assert.Empty(_sent);
    }

    [Fact]
    public void WithALifetimeTheOrderWaitsForTheEndOfABatchAndIsWithdrawnWhenTheSignalMovesAgain()
    {
        var sniper = new Sniper(Share.Id, new SniperOptions { Signal = Signal.Id, Lifetime = SimDuration.FromMilliseconds(100) });
        var (view, pad) = Tell(sniper, 100_05);
        Assert.Equal((TimeInForce.Gtd, SimTime.FromSeconds(1) + SimDuration.FromMilliseconds(100)), (_sent[0].TimeInForce, _sent[0].Expiry));

        _sent.Clear();
        Level(sniper, view, pad, 100_00);
        Assert.Equal(CommandKind.Cancel, Assert.Single(_sent).Kind);
    }

    [Fact]
    public void AMakerMovesBothQuotesWithTheSignalAndRenewsWhatWasTaken()
    {
        var maker = new SignalMaker(Share.Id, new SignalMakerOptions { Signal = Signal.Id, HalfSpreadTicks = 2 });
        var (view, pad) = Tell(maker, 100_05);
        Assert.Equal([(Side.Buy, 100_03L), (Side.Sell, 100_07)], _sent.Select(c => (c.Side, c.Price.Ticks)));

        _sent.Clear();
        Level(maker, view, pad, 100_10);
        Assert.Equal([CommandKind.Cancel, CommandKind.Cancel, CommandKind.Place, CommandKind.Place], _sent.Select(c => c.Kind));
        Assert.Equal([100_08L, 100_12], _sent.Skip(2).Select(c => c.Price.Ticks));
    }

    private (MarketView View, OrderPad Pad) Tell(IStrategy strategy, long level)
    {
        var view = new MarketView([Share, Signal]) { Now = SimTime.FromSeconds(1), Random = new Rng(1, "trader") };
        view.AddHolding(Share.Base, 10_000);
        view.AddHolding(Share.Quote, 100_000_000);
        view.Take(new Quote(Share.Id, SimTime.Zero, new(99_99), new(100), new(100_01), new(100), default));
        var pad = new OrderPad(new AccountId(16), view, _sent.Add);
        Level(strategy, view, pad, level);
        return (view, pad);
    }

    private static void Level(IStrategy strategy, MarketView view, OrderPad pad, long level)
    {
        var quote = new Quote(Signal.Id, view.Now, default, default, default, default, new Price(level));
        view.Take(quote);
        strategy.OnQuote(quote, view, pad);
    }
}
