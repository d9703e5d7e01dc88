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

            compared += books.Sum(book => Compare(simulation.Exchange, book));
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

    [Fact]
    public void TheBookRebuiltFromEventsIsTheExchangesOwnWhateverOrdersCome()
    {
        // Icebergs, hidden and pegged orders, stops, self-trade prevention, replacements: after every command.
        var first = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var given) ? given : 1;
        var seeds = given == 0 ? Effort.Cases(40, 2_000) : 1;
        var compared = 0;
        for (var seed = first; seed < first + (ulong)seeds; seed++)
        {
            try
            {
                compared += RunRandomTraffic(seed);
            }
            catch (Exception failure)
            {
                Assert.Fail(
                    $"""
                    Seed {seed}: {failure}
                    Replay: MARKETSIM_SEED={seed} ./test unit --filter-class '*{nameof(RebuiltBookTests)}'
                    """);
            }
        }

        Assert.InRange(compared, seeds * 500, int.MaxValue);
    }

    private static int RunRandomTraffic(ulong seed)
    {
        var shape = new Rng(seed, "rebuilt");
        Instrument[] instruments =
        [
            new Equity { Id = new(0), Symbol = "A", Base = new(1), Quote = new(0) },
            new Equity { Id = new(1), Symbol = "B", Base = new(2), Quote = new(0) },
        ];
        var exchange = new Exchange(instruments, new ExchangeOptions
        {
            ChecksFunds = false, Allocation = shape.Chance(0.6) ? "fifo" : "pro-rata:2", RestsMarketRemainder = shape.Chance(0.3),
            StopTrigger = (TriggerSource)shape.Below(2),
        });
        var books = instruments.Select(instrument => new PublicBook(instrument.Id)).ToArray();
        var commands = new RandomCommands(seed, accounts: 5);
        var events = new EventBuffer();
        for (var account = 2; account < 7; account++)
        {
            exchange.Apply(Commands.OpenAccount(new(account)), SimTime.Zero, events);
        }

        exchange.Apply(Commands.OpenSession(), SimTime.Zero, events);
        var compared = 0;
        for (var i = 1; i <= 600; i++)
        {
            events.Clear();
            exchange.Apply(commands.Next(), new SimTime(i), events);
            foreach (var item in events.Items)
            {
                books[0].Apply(item);
                books[1].Apply(item);
            }

            compared += books.Sum(book => Compare(exchange, book));
        }

        return compared;
    }

    private static int Compare(Exchange exchange, PublicBook book)
    {
        var compared = 0;
        foreach (var side in new[] { Side.Buy, Side.Sell })
        {
            var expected = new DisplayedLevel[1_000];
            var own = expected[..exchange.Book(book.Instrument).CopyDepth(side, expected)];
            var rebuilt = new DepthLevel[1_000];
            var ours = rebuilt[..book.CopyDepth(side, rebuilt)];
            Assert.Equal(
                own.Select(level => (level.Price, level.Quantity, level.Orders)),
                ours.Select(level => (level.Price, level.Quantity, level.Orders)));
            compared += own.Length;
        }

        return compared;
    }

    private static MarketSimulation Simulation(ulong seed, SimDuration duration, IRunRecorder recorder)
    {
        var scenario = ScenarioCatalog.Find("default-day");
        var world = scenario.Build(new OptionSet(scenario.Options), seed);
        world.Duration = duration;
        return new MarketSimulation(world, seed, recorder);
    }
}
