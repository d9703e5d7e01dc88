using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class PublicBookTests
{
    [Fact]
    public void RestingOrdersAddUpByPriceBestFirst()
    {
        var book = After(new Tape()
            .Rest(1, Side.Buy, 100, 5).Rest(2, Side.Buy, 102, 1).Rest(3, Side.Buy, 100, 7).Rest(4, Side.Buy, 99, 2)
            .Rest(5, Side.Sell, 104, 3).Rest(6, Side.Sell, 103, 4).Rest(7, Side.Sell, 110, 8));

        Assert.Equal("102:1/1 100:12/2 99:2/1 | 103:4/1 104:3/1 110:8/1", Drawn(book));
        Assert.Equal(new Quantity(12), book.QuantityAt(Side.Buy, new Price(100)));
        Assert.Equal(Quantity.Zero, book.QuantityAt(Side.Sell, new Price(100)));
        Assert.Equal(7, book.OrderCount);
    }

    [Fact]
    public void ATradeTakesFromTheMakerAndTheLastOneTakesItOut()
    {
        var tape = new Tape().Rest(1, Side.Sell, 104, 5).Trade(Side.Buy, 104, 2, maker: 1, makerOpen: 3);
        Assert.Equal("| 104:3/1", Drawn(After(tape)));

        tape.Trade(Side.Buy, 104, 3, maker: 1, makerOpen: 0);
        Assert.Equal("|", Drawn(After(tape)));
        Assert.Equal(0, After(tape).OrderCount);
    }

    [Fact]
    public void AnIcebergShowsItsSlicesAndNeverItsReserve()
    {
        var tape = new Tape().Rest(1, Side.Buy, 100, 10, open: 25).Trade(Side.Sell, 100, 10, maker: 1, makerOpen: 15);
        Assert.Equal("|", Drawn(After(tape)));

        tape.Refresh(1, Side.Buy, 100, 10, 15);
        Assert.Equal("100:10/1 |", Drawn(After(tape)));

        tape.Trade(Side.Sell, 100, 4, maker: 1, makerOpen: 11);
        Assert.Equal("100:6/1 |", Drawn(After(tape)));

        tape.Reduce(1, by: 5, open: 6);
        Assert.Equal("100:6/1 |", Drawn(After(tape)));

        tape.Reduce(1, by: 2, open: 4);
        Assert.Equal("100:4/1 |", Drawn(After(tape)));
    }

    [Fact]
    public void HiddenOrdersNeverShowWhateverBefallsThem() =>
        Assert.Equal("100:5/1 |", Drawn(After(new Tape()
            .Rest(1, Side.Buy, 100, 5).Rest(2, Side.Buy, 101, 0, open: 50)
            .Trade(Side.Sell, 101, 20, maker: 2, makerOpen: 30).Reprice(2, 102, 0).Reduce(2, 10, 20).Cancel(2, Side.Buy, 20))));

    [Fact]
    public void AReplacementThatKeepsItsPlaceShrinksWhereItStandsUnderItsNewId()
    {
        var tape = new Tape().Rest(1, Side.Buy, 100, 9).Replace(2, old: 1, 100, open: 4, keeps: true);
        Assert.Equal("100:4/1 |", Drawn(After(tape)));

        tape.Cancel(2, Side.Buy, 4);
        Assert.Equal("|", Drawn(After(tape)));
    }

    [Fact]
    public void AReplacementThatLosesItsPlaceLeavesAndRestsAgain()
    {
        var tape = new Tape().Rest(1, Side.Buy, 100, 9).Rest(8, Side.Sell, 102, 3).Replace(1, old: 1, 102, open: 9, keeps: false);
        Assert.Equal("| 102:3/1", Drawn(After(tape)));

        tape.Trade(Side.Buy, 102, 3, maker: 8, makerOpen: 0, taker: 1).Rest(1, Side.Buy, 102, 6);
        Assert.Equal("102:6/1 |", Drawn(After(tape)));
    }

    [Fact]
    public void APeggedOrderMovesAndADormantTrailingStopStaysOut() =>
        Assert.Equal("101:5/1 |", Drawn(After(new Tape()
            .Rest(1, Side.Buy, 100, 5).Reprice(1, 101, 5).Rest(1, Side.Buy, 101, 5).Reprice(77, 95, 10))));

    [Fact]
    public void ACancelledRemainderThatNeverRestedChangesNothing() =>
        Assert.Equal("100:5/1 |", Drawn(After(new Tape()
            .Rest(1, Side.Buy, 100, 5).Cancel(55, Side.Sell, 3, CancelReason.NoRemainderRests))));

    [Fact]
    public void EventsOfOtherInstrumentsAreIgnored()
    {
        var book = new PublicBook(new InstrumentId(1));
        foreach (var item in new Tape(instrument: 0).Rest(1, Side.Buy, 100, 5).Events)
        {
            book.Apply(item);
        }

        Assert.Equal("|", Drawn(book));
    }

    [Fact]
    public void ADepthThatDoesNotFitIsCutBehindTheBestLevels()
    {
        var book = After(new Tape().Rest(1, Side.Sell, 104, 5).Rest(2, Side.Sell, 103, 5).Rest(3, Side.Sell, 105, 5));
        var two = new DepthLevel[2];

        Assert.Equal(2, book.CopyDepth(Side.Sell, two));
        Assert.Equal([103, 104], two.Select(level => level.Price.Ticks));
        Assert.Equal(3, book.LevelCount(Side.Sell));
    }

    [Fact]
    public void AnOrderThatRestsTwiceIsABrokenLog() =>
        Assert.Throws<InvariantViolatedException>(() => After(new Tape().Rest(1, Side.Buy, 100, 5).Rest(1, Side.Buy, 101, 5)));

    [Fact]
    public void AfterAnyLifeOfOrdersTheLevelsEqualTheSumOfTheOrders()
    {
        for (ulong seed = 1; seed <= (ulong)Effort.Cases(20, 500); seed++)
        {
            var events = new SyntheticDay(seed, SimDuration.FromSeconds(60)).Events.ToList();
            var book = new PublicBook(new InstrumentId(0));
            var plain = new Dictionary<ulong, (Side Side, long Price, long Lots)>();
            foreach (var item in events.Where(item => item.Instrument.Value == 0))
            {
                book.Apply(item);
                Follow(plain, item);
            }

            foreach (var side in new[] { Side.Buy, Side.Sell })
            {
                var expected = plain.Values.Where(order => order.Side == side).GroupBy(order => order.Price)
                    .Select(group => new DepthLevel(new(group.Key), new(group.Sum(order => order.Lots)), group.Count()))
                    .OrderBy(level => level.Price.Ticks * -side.Sign());
                Assert.True(expected.SequenceEqual(Depth(book, side)), $"seed {seed}, {side}");
            }
        }
    }

    [Fact]
    public void BetweenInstantsTheBestLevelsAreTheOnesQuoted()
    {
        var book = new PublicBook(new InstrumentId(1));
        var quoted = new (Price, Quantity)[2];
        var compared = 0;
        foreach (var item in new SyntheticDay(seed: 5, SimDuration.FromSeconds(120)).Events)
        {
            if (item.Time > book.Time)
            {
                foreach (var side in new[] { Side.Buy, Side.Sell })
                {
                    book.TryBest(side, out var best);
                    Assert.Equal(quoted[(int)side], (best.Price, best.Quantity));
                    compared++;
                }
            }

            book.Apply(item);
            if (item.Kind == EventKind.Quoted && item.Instrument == book.Instrument)
            {
                quoted[(int)item.Side] = (item.Price, item.Quantity);
            }
        }

        Assert.InRange(compared, 1_000, int.MaxValue);
    }

    private static void Follow(Dictionary<ulong, (Side Side, long Price, long Lots)> orders, in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Rested:
                orders[item.Order.Value] = (item.Side, item.Price.Ticks, item.Quantity.Lots);
                break;
            case EventKind.Traded:
                orders[item.CounterOrder.Value] = orders[item.CounterOrder.Value] with { Lots = item.CounterOpen.Lots };
                break;
            case EventKind.Cancelled:
                orders.Remove(item.Order.Value);
                break;
        }

        if (item.Kind == EventKind.Traded && item.CounterOpen.IsZero)
        {
            orders.Remove(item.CounterOrder.Value);
        }
    }

    private static PublicBook After(Tape tape)
    {
        var book = new PublicBook(new InstrumentId(0));
        foreach (var item in tape.Events)
        {
            book.Apply(item);
        }

        return book;
    }

    private static DepthLevel[] Depth(PublicBook book, Side side)
    {
        var levels = new DepthLevel[book.LevelCount(side)];
        book.CopyDepth(side, levels);
        return levels;
    }

    private static string Drawn(PublicBook book)
    {
        string Of(Side side) => string.Join(' ', Depth(book, side).Select(level => $"{level.Price}:{level.Quantity}/{level.Orders}"));
        return $"{Of(Side.Buy)} | {Of(Side.Sell)}".Trim();
    }
}
