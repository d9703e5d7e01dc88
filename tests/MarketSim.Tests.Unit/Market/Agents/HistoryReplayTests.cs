using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class HistoryReplayTests
{
    private readonly List<RecordedMessage> _messages = [];

    [Fact]
    public void AnExecutionHappensAgainWithTheSameOrder()
    {
        Record(RecordedKind.Add, order: 1, Side.Sell, price: 101, quantity: 10);
        Record(RecordedKind.Execute, order: 1, Side.Sell, price: 101, quantity: 4);
        Record(RecordedKind.Execute, order: 1, Side.Sell, price: 101, quantity: 6);

        var (outcome, book) = Run();

        Assert.Equal((2, 10, 2, 10), (outcome.Executions, outcome.ExecutedLots, outcome.AsRecorded, outcome.SameMakerLots));
        Assert.Equal(0, outcome.TooLate + outcome.Rejected + outcome.UnfilledLots);
        Assert.Empty(book);
    }

    [Fact]
    public void CancelsReductionsChangesAndReplacementsFollow()
    {
        Record(RecordedKind.Add, order: 1, Side.Buy, price: 99, quantity: 10);
        Record(RecordedKind.Reduce, order: 1, Side.Buy, price: 99, quantity: 3);
        Record(RecordedKind.Add, order: 2, Side.Buy, price: 98, quantity: 10);
        Record(RecordedKind.Replace, order: 2, Side.Buy, price: 97, quantity: 8, other: 3);
        Record(RecordedKind.Add, order: 4, Side.Sell, price: 103, quantity: 10);
        Record(RecordedKind.Modify, order: 4, Side.Sell, price: 102, quantity: 5);
        Record(RecordedKind.Add, order: 5, Side.Sell, price: 104, quantity: 10);
        Record(RecordedKind.Delete, order: 5, Side.Sell, price: 104, quantity: 10);
        Record(RecordedKind.Trade, order: 0, Side.Sell, price: 100, quantity: 10);

        var (outcome, book) = Run();

        Assert.Equal([(1UL, 99L, 7L), (3UL, 97L, 8L), (4UL, 102L, 5L)], book);
        Assert.Equal(1, outcome.NotRepeated);
    }

    [Fact]
    public void AnOrderThatIsOlderThanTheRecordingIsPutBackToBeExecuted()
    {
        Record(RecordedKind.Execute, order: 7, Side.Buy, price: 99, quantity: 5);
        Record(RecordedKind.Delete, order: 8, Side.Buy, price: 98, quantity: 5);

        var (outcome, book) = Run();

        Assert.Equal((1, 2), (outcome.AsRecorded, outcome.OlderThanRecording));
        Assert.Equal(0, outcome.TooLate);
        Assert.Empty(book);
    }

    [Fact]
    public void AnonymousOrdersOfALevelBearWhatIsSaidAboutUnknownOnes()
    {
        Infer(RecordedKind.Add, Side.Buy, price: 99, quantity: 20);
        Infer(RecordedKind.Add, Side.Buy, price: 99, quantity: 10);
        Record(RecordedKind.Execute, order: 7, Side.Buy, price: 99, quantity: 25);
        Record(RecordedKind.Delete, order: 8, Side.Buy, price: 99, quantity: 4);

        var (outcome, book) = Run();

        Assert.Equal((1, 25, 30), (outcome.AsRecorded, outcome.SameMakerLots, outcome.AnonymousLots));
        Assert.Equal(1, Assert.Single(book).Open);
    }

    [Fact]
    public void TheOrderThatWasSparedStandsInForTheOneThatWasMet()
    {
        // Recorded: the later of two orders is executed (its owner's reasons are not in the file), the earlier one deleted.
        Record(RecordedKind.Add, order: 1, Side.Sell, price: 101, quantity: 10);
        Record(RecordedKind.Add, order: 2, Side.Sell, price: 101, quantity: 10);
        Record(RecordedKind.Execute, order: 2, Side.Sell, price: 101, quantity: 10);
        Record(RecordedKind.Delete, order: 1, Side.Sell, price: 101, quantity: 10);

        var (outcome, book) = Run();

        Assert.Equal((0, 1, 10), (outcome.AsRecorded, outcome.FilledDifferently, outcome.OtherRecordedLots));
        Assert.Equal(0, outcome.TooLate);
        Assert.Empty(book);
    }

    [Fact]
    public void StandInsPassOn()
    {
        for (var order = 1UL; order <= 3; order++)
        {
            Record(RecordedKind.Add, order, Side.Sell, price: 101, quantity: 10);
        }

        // Met are 1 and 2; 3 stands in for 1 at first, then for 2.
        Record(RecordedKind.Execute, order: 3, Side.Sell, price: 101, quantity: 10);
        Record(RecordedKind.Execute, order: 1, Side.Sell, price: 101, quantity: 10);
        Record(RecordedKind.Delete, order: 2, Side.Sell, price: 101, quantity: 10);

        var (outcome, book) = Run();

        Assert.Equal(0, outcome.TooLate);
        Assert.Empty(book);
    }

    [Fact]
    public void AFillThatIsAnnouncedIsNotDoneTwice()
    {
        Record(RecordedKind.Add, order: 1, Side.Sell, price: 101, quantity: 10);
        Record(RecordedKind.Fill, order: 1, Side.Sell, price: 101, quantity: 4);
        Record(RecordedKind.Reduce, order: 1, Side.Sell, price: 101, quantity: 4);
        Record(RecordedKind.Add, order: 2, Side.Sell, price: 102, quantity: 5);
        Record(RecordedKind.Fill, order: 2, Side.Buy, price: 101, quantity: 5, flags: RecordedFlags.Aggressor);

        var (outcome, book) = Run();

        Assert.Equal((1, 1), (outcome.Executions, outcome.AsRecorded));
        Assert.Equal([(1UL, 101L, 6L), (2UL, 102L, 5L)], book);
    }

    [Fact]
    public void WhatAnAgentTookCannotBeFilledAgain()
    {
        Record(RecordedKind.Add, order: 1, Side.Sell, price: 101, quantity: 10);
        Record(RecordedKind.Execute, order: 1, Side.Sell, price: 101, quantity: 10, after: SimDuration.FromSeconds(10));

        var (outcome, _) = Run(new OneBuyer());

        Assert.Equal((0, 1, 6), (outcome.AsRecorded, outcome.NotFilled, outcome.UnfilledLots));
        Assert.Equal((4, 6), (outcome.SameMakerLots, outcome.TakenByAgentsLots));
    }

    [Fact]
    public void AnExecutionThatTheVenueRefusesIsCountedAsNotFilled()
    {
        Record(RecordedKind.Execute, order: 7, Side.Sell, price: 0, quantity: 5);

        var (outcome, _) = Run();

        Assert.Equal((1, 1, 5), (outcome.Executions, outcome.NotFilled, outcome.UnfilledLots));
        Assert.Equal(2, outcome.Rejected);
    }

    private void Record(
        RecordedKind kind, ulong order, Side side, long price, long quantity, ulong other = 0, RecordedFlags flags = RecordedFlags.None,
        SimDuration after = default)
        => _messages.Add(new RecordedMessage
        {
            Kind = kind, Order = order, Side = side, Price = price, Quantity = quantity, Other = other, Flags = flags,
            Timestamp = (_messages.Count == 0 ? 1_000_000_000 : _messages[^1].Timestamp + 1_000_000) + after.Nanoseconds,
        });

    private void Infer(RecordedKind kind, Side side, long price, long quantity)
        => Record(kind, order: 0, side, price, quantity, flags: RecordedFlags.Inferred);

    // The outcome, and the orders that rest just before the close: id, price, open lots; bids first.
    private (HistoryOutcome Outcome, List<(ulong Order, long Price, long Open)> Book) Run(IStrategy? agent = null)
    {
        var world = new World { Duration = SimDuration.FromMinutes(1), Latency = new ConstantLatency(SimDuration.Zero) };
        var (cash, share) = (world.AddAsset("USD", 2), world.AddAsset("X", 0));
        var instrument = world.AddInstrument(id => new Equity { Id = id, Symbol = "X", Base = share, Quote = cash });
        world.Add("history", "history", [(share, 1_000), (cash, 1_000_000)],
            (account, venue) => new HistoryReplay(account, venue, instrument.Id, _messages));
        if (agent is not null)
        {
            world.AddTrader("agent", "agent", [instrument.Id], agent, (cash, 1_000_000));
        }

        var simulation = new MarketSimulation(world, seed: 1);
        simulation.RunUntil(simulation.End);
        var book = simulation.Exchange.Book(instrument.Id);
        var resting = new[] { Side.Buy, Side.Sell }
            .SelectMany(side => book.InPriority(side).Select(order => (order.Id.Value, order.Price.Ticks, order.Open.Lots))).ToList();
        simulation.Close();
        return (simulation.Actors.OfType<HistoryReplay>().Single().Outcome, resting);
    }

    private sealed class OneBuyer : IStrategy
    {
        public SimTime NextWake(MarketView view) => view.Now < SimTime.FromSeconds(5) ? SimTime.FromSeconds(5) : SimTime.Never;

        public void Decide(MarketView view, OrderPad orders)
            => orders.Limit(view.Instruments[0].Id, Side.Buy, new Price(101), new Quantity(6), TimeInForce.Ioc);
    }
}
