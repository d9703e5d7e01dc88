using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

public sealed class StrategyTests
{
    private static readonly InstrumentId Share = new(0);
    private static readonly Equity Terms = new() { Id = Share, Symbol = "TEST", Base = new(1), Quote = new(0) };

    private readonly List<Command> _sent = [];

    [Theory]
    [InlineData(1_100, Side.Buy, 1_002)]
    [InlineData(900, Side.Sell, 998)]
    public void AValueTraderTakesTheTouchOfWhatIsFarFromItsValue(double value, Side side, long touch)
    {
        var strategy = new ValueTrader(Share, Constant(value), new ValueTraderOptions { NoiseTicks = 0, Aggressiveness = 1 });
        Decide(strategy, Seen(998, 1_002));

        Assert.Equal((side, touch), (_sent[^1].Side, _sent[^1].Price.Ticks));
    }

    [Fact]
    public void AMomentumTraderWaitsForItsLongWindowAndThenFollowsTheTrend()
    {
        var strategy = new Momentum(Share, new MomentumOptions { ShortWindow = 2, LongWindow = 4 });
        for (var look = 0; look < 3; look++)
        {
            Decide(strategy, Seen(1_000 + look, 1_002 + look));
        }

        Assert.Empty(_sent);
        Decide(strategy, Seen(1_003, 1_005));
        Assert.Equal((Side.Buy, 1_005L), (_sent[^1].Side, _sent[^1].Price.Ticks));
    }

    [Fact]
    public void ANoiseTraderDoesNothingInAMarketWithOneSide()
    {
        Decide(new NoiseTrader(Share, new NoiseTraderOptions()), Seen(998, ask: 0));

        Assert.Empty(_sent);
    }

    [Fact]
    public void AMakerQuotesBothSidesAndLeansAgainstItsInventory()
    {
        var options = new LadderMakerOptions { Levels = 2, HalfSpreadTicks = 2, LevelTicks = 3, TargetLots = 5_000 };
        Decide(new LadderMaker(Share, new Price(1_000), options), Seen(998, 1_002), position: 5_000);
        Assert.Equal([998L, 1_002, 995, 1_005], _sent.Select(c => c.Price.Ticks));

        _sent.Clear();
        Decide(new LadderMaker(Share, new Price(1_000), options), Seen(998, 1_002), position: 7_000);
        Assert.Equal([996L, 1_000, 993, 1_003], _sent.Select(c => c.Price.Ticks));
    }

    [Fact]
    public void NobodyOffersWhatHeDoesNotHave()
    {
        foreach (var entry in StrategyCatalog.All)
        {
            var strategy = entry.Value.CreateUsual(new StrategySetting(Share, new Price(1_000), Constant(500)));
            for (var i = 0; i < 200; i++)
            {
                _sent.Clear();
                Decide(strategy, Seen(998, 1_002), position: 7, cash: 1_500);
                Assert.All(_sent.Where(c => c.Kind == CommandKind.Place), c => Assert.True(
                    c.Side == Side.Sell ? c.Quantity.Lots <= 7 : c.Quantity.Lots * c.Price.Ticks <= 1_500, $"{entry.Name}: {c}"));
            }
        }
    }

    private static MeanRevertingValue Constant(double value)
        => new(value, 0, 0, SimDuration.FromSeconds(1), new Rng(1, "constant"));

    private static Quote Seen(long bid, long ask) => new(
        Share, SimTime.Zero, new Price(bid), new Quantity(bid == 0 ? 0 : 100), new Price(ask), new Quantity(ask == 0 ? 0 : 100), default);

    private void Decide(IStrategy strategy, Quote quote, long position = 10_000, long cash = 100_000_000)
    {
        var view = new MarketView([Terms]) { Now = SimTime.Zero, Random = new Rng(1, "trader") };
        view.AddHolding(Terms.Base, position);
        view.AddHolding(Terms.Quote, cash);
        view.Take(quote);
        strategy.Decide(view, new OrderPad(new AccountId(2), view, _sent.Add));
    }
}
