using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>Runs with and without a parent order.</summary>
public sealed class MetaorderPairsTests
{
    private const ulong Seed = 11;

    private static readonly MetaorderPlan Plan = new()
    {
        Shares = [0.1, 0.5], PairsPerShare = 4, DurationShare = 0.2, FirstStartShare = 0.2, Slices = 20,
    };

    [Fact]
    public void PairsAreTheSameHoweverManyRunAtTheSameTime()
        => Assert.Equal(Pairs(degree: 1), Pairs(degree: 3));

    [Fact]
    public void EverySizeIsBoughtAndSoldAtEveryStart()
    {
        var pairs = Pairs(degree: 2);

        Assert.Equal(
            [
                (120, 0.1, Side.Buy), (120, 0.1, Side.Sell), (120, 0.5, Side.Buy), (120, 0.5, Side.Sell),
                (240, 0.1, Side.Buy), (240, 0.1, Side.Sell), (240, 0.5, Side.Buy), (240, 0.5, Side.Sell),
            ],
            pairs.Select(pair => ((int)pair.Start.ToSeconds(), pair.Target, pair.Side)));
        Assert.All(pairs, pair => Assert.Equal(pair.Target, pair.Share, 0.02));
    }

    [Fact]
    public void BuyingMovesThePriceUpAndSellingMovesItDown()
        => Assert.True(Pairs(degree: 2).Where(pair => pair.Target > 0.2).Average(pair => pair.Impact) > 0);

    [Fact]
    public void UntilItActsAnAddedActorChangesNothing()
    {
        var without = Run(World());
        var world = World();
        world.AddTrader(
            "metaorder", "metaorder", [new InstrumentId(0)],
            new ParentOrder(new InstrumentId(0), Side.Buy, 1_000, SimTime.FromSeconds(120), SimTime.FromSeconds(180), 20),
            (world.Instruments[0].Base, 0), (world.Instruments[0].Quote, 100_000_000));
        var with = Run(world);

        // Its account is opened and paid into beforehand.
        var start = SimTime.FromSeconds(120);
        Assert.Equal(Trades(without, until: start), Trades(with, until: start));
        Assert.NotEmpty(Trades(without, until: start));
        Assert.NotEqual(Trades(without, SimTime.Never), Trades(with, SimTime.Never));
    }

    private static IReadOnlyList<MetaorderPair> Pairs(int degree)
        => new MetaorderPairs(World, Seed, new InstrumentId(0), Plan).Run(degree);

    private static World World()
    {
        var scenario = new DefaultDay();
        var options = new OptionSet(scenario.Options);
        options.Set("duration", "10min");
        return scenario.Create(options, Seed);
    }

    private static IReadOnlyList<MarketEvent> Run(World world)
        => new MarketSimulation(world, Seed).Run().Recorded!.Events;

    private static IEnumerable<(SimTime, InstrumentId, Price, Quantity)> Trades(IReadOnlyList<MarketEvent> events, SimTime until)
        => [.. events.Where(item => item.Kind == EventKind.Traded && item.Time < until)
            .Select(item => (item.Time, item.Instrument, item.Price, item.Quantity))];
}
