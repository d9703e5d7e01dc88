using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class GuestTests
{
    [Fact]
    public void AGuestHasItsOwnAccountsAndTradesWhatItIsTold()
    {
        var world = World();
        var before = world.Participants.Count;
        Guest.Parse("momentum,mean-interval=5s,trades=BETA,count=3,cash=5000,shares=70").Join(world);

        var joined = world.Participants.Skip(before).ToArray();
        Assert.Equal(["guest/momentum/1", "guest/momentum/2", "guest/momentum/3"], joined.Select(p => p.Name));
        Assert.All(joined, p => Assert.Equal([(world.Instruments[1].Base, 70L), (world.Instruments[1].Quote, 500_000L)], p.Endowment));
        Assert.Equal(["momentum,mean-interval=5s,trades=BETA,count=3,cash=5000,shares=70"], world.Joined);
    }

    [Fact]
    public void AGuestWhoOnlyWatchesLeavesEverybodyElsesDayAsItWas()
    {
        var alone = new MarketSimulation(World(), 7).Run();
        var world = World();
        world.AddTrader("guest/watcher", "watcher", [], new Silent(throwsAt: SimTime.Never), (world.Instruments[0].Quote, 1L));
        var joined = new MarketSimulation(world, 7).Run();

        // Its account and deposit are two events more, so that the others are counted from further on.
        Assert.Equal(Trades(alone), Trades(joined));
    }

    [Fact]
    public void OneThatThrowsStopsTheRunUnlessTheWorldLetsItLeave()
    {
        Assert.Throws<ActorFailedException>(() => new MarketSimulation(Failing(retires: false), 3).Run());

        var simulation = new MarketSimulation(Failing(retires: true), 3);
        var output = simulation.Run();
        var gone = Assert.Single(simulation.Retired);
        Assert.Equal("guest/broken", gone.Name);
        var events = output.Recorded!.Events;
        var left = events.Single(e => e is { Kind: EventKind.Instructed, Instruction: Instruction.Retire });
        Assert.Contains(events, e => e.Kind == EventKind.Cancelled && e.Account == left.Account && e.Time == left.Time);
        Assert.DoesNotContain(events, e => e.Time > left.Time && e.Account == left.Account && e.Kind is EventKind.Accepted or EventKind.Rested
            && e.Account == left.Account && e.Time > left.Time);
        Assert.True(output.IsComplete);
    }

    [Fact]
    public void OrdersOfARetiredAccountAreRefused()
    {
        var world = World();
        var exchange = new Exchange(world.Instruments, world.Venue);
        var (events, account) = (new EventBuffer(), new AccountId(16));
        exchange.Apply(Commands.OpenAccount(account), SimTime.Zero, events);
        exchange.Apply(Commands.Deposit(account, world.Instruments[0].Quote, 1_000_000), SimTime.Zero, events);
        exchange.Apply(Commands.OpenSession(), SimTime.Zero, events);
        exchange.Apply(
            Commands.Limit(account, new InstrumentId(0), new OrderId(1), Side.Buy, new Price(9_000), new Quantity(10)), SimTime.Zero, events);
        events.Clear();
        exchange.Apply(Instructions.Retire(account), SimTime.Zero, events);
        Assert.Contains(events.Items.ToArray(), e => e.Kind == EventKind.Cancelled && e.Order == new OrderId(1));
        events.Clear();
        exchange.Apply(
            Commands.Limit(account, new InstrumentId(0), new OrderId(2), Side.Buy, new Price(9_000), new Quantity(10)), SimTime.Zero, events);

        Assert.Equal(RejectReason.NotPermitted, Assert.Single(events.Items.ToArray(), e => e.Kind == EventKind.Rejected).Reject);
        exchange.Ledger.VerifyConservation();
    }

    [Theory]
    [InlineData("momentun", "Did you mean 'momentum'")]
    [InlineData("momentum,fast", "accepted is a strategy's name")]
    [InlineData("momentum,count=0", "accepted is a strategy's name")]
    [InlineData("momentum,speed=3", "Unknown option 'speed'")]
    public void OtherTextsAreRefused(string text, string because)
        => Assert.Contains(because, Assert.Throws<ArgumentException>(() => Guest.Parse(text)).Message);

    [Fact]
    public void AnUnknownInstrumentIsRefused()
        => Assert.Contains("'GAMMA'", Assert.Throws<ArgumentException>(() => Guest.Parse("momentum,trades=GAMMA").Join(World())).Message);

    private static IEnumerable<MarketEvent> Trades(RunOutput output)
        => output.Recorded!.Events.Where(e => e.Kind == EventKind.Traded).Select(e => e with { Sequence = 0 });

    private static World Failing(bool retires)
    {
        var world = World();
        world.RetiresFailures = retires;
        world.AddTrader(
            "guest/broken", "broken", [new InstrumentId(0)], new Silent(SimTime.FromSeconds(30)), (world.Instruments[0].Quote, 10_000_000L));
        return world;
    }

    private static World World()
    {
        var options = new OptionSet(new DefaultDay().Options);
        options.Set("duration", "60s");
        return new DefaultDay().Create(options, 7);
    }

    // Rests an order far away, and fails later.
    private sealed class Silent(SimTime throwsAt) : IStrategy
    {
        public SimTime NextWake(MarketView view) => throwsAt == SimTime.Never ? SimTime.Never : view.Now + SimDuration.FromSeconds(10);

        public void Decide(MarketView view, OrderPad orders)
        {
            if (view.Now >= throwsAt)
            {
                throw new InvalidOperationException("a bug");
            }

            orders.Limit(new InstrumentId(0), Side.Buy, new Price(5_000), new Quantity(1));
        }
    }
}
