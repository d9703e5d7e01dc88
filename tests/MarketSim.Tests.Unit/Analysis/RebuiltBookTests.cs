using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>What analysis rebuilds from the events of a real run, against what the exchange itself knows.</summary>
public sealed class RebuiltBookTests
{
    [Fact]
    public void TheBookRebuiltFromEventsIsTheExchangesOwnAllThroughARun()
    {
        var recorder = new MemoryRecorder();
        var simulation = Simulation(seed: 21, SimDuration.FromSeconds(600), recorder);
        var books = simulation.World.Instruments.Select(instrument => new PublicBook(instrument.Id)).ToArray();
        var read = 0;
        var compared = 0;
        for (var second = 5; second <= 600; second += 5)
        {
            simulation.RunUntil(SimTime.FromSeconds(second));
            for (; read < recorder.Events.Count; read++)
            {
                foreach (var book in books)
                {
                    book.Apply(recorder.Events[read]);
                }
            }

            foreach (var book in books)
            {
                foreach (var side in new[] { Side.Buy, Side.Sell })
                {
                    var expected = new DisplayedLevel[1_000];
                    var own = expected[..simulation.Exchange.Book(book.Instrument).CopyDepth(side, expected)];
                    var rebuilt = new DepthLevel[1_000];
                    var ours = rebuilt[..book.CopyDepth(side, rebuilt)];
                    Assert.Equal(
                        own.Select(level => (level.Price, level.Quantity, level.Orders)),
                        ours.Select(level => (level.Price, level.Quantity, level.Orders)));
                    compared += own.Length;
                }
            }
        }

        Assert.InRange(compared, 5_000, int.MaxValue);
    }

    [Fact]
    public void BalancesRebuiltFromEventsAreTheLedgersOwn()
    {
        var recorder = new MemoryRecorder();
        var simulation = Simulation(seed: 22, SimDuration.FromSeconds(300), recorder);
        simulation.Run();
        var accounts = new AccountSeries(
            simulation.World.Instruments, simulation.World.Instruments[0].Quote, Exchange.FeeAccount, simulation.End,
            SimDuration.FromSeconds(1));
        MetricPass.Run(recorder.Events, simulation.End, accounts);

        var traded = recorder.Events.Count(item => item.Kind == EventKind.Traded);
        Assert.InRange(traded, 100, int.MaxValue);
        Assert.All(accounts.Samples, sample =>
        {
            for (var asset = 0; asset < sample.Balances.Count; asset++)
            {
                Assert.Equal(simulation.Exchange.Ledger.Balance(sample.Account, new AssetId(asset)), sample.Balances[asset]);
            }
        });
        Assert.InRange(accounts.Samples.Count, simulation.World.Participants.Count, int.MaxValue);
    }

    private static MarketSimulation Simulation(ulong seed, SimDuration duration, IRunRecorder recorder)
    {
        var scenario = ScenarioCatalog.Find("default-day");
        var world = scenario.Build(new OptionSet(scenario.Options), seed);
        world.Duration = duration;
        return new MarketSimulation(world, seed, recorder);
    }
}
