using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Resting, looking up, reducing and removing; and what is refused.</summary>
public abstract partial class OrderBookContract
{
    private const long LowestTick = -(1L << 62);
    private const long HighestTick = (1L << 62) - 1;

    [Fact]
    public void AnOrderRestsAsItWasGiven()
    {
        var book = BookAfter("rest A buy 50@99 min 3 owner 2 account 7 aon pegged");
        Assert.True(book.TryGet(Id("A"), out var order));
        Assert.Equal(Order("A buy 50@99 min 3 owner 2 account 7 aon pegged"), order);
    }

    [Fact]
    public void ARestedOrderGoesBehindThoseOfItsPrice()
    {
        var book = BookAfter("rest A buy 1@99", "rest B buy 2@100", "rest C buy 3@99", "rest D buy 4@98", "rest E buy 5@100");
        Assert.Equal(["B 2", "E 5", "A 1", "C 3", "D 4"], Bids(book));
    }

    [Fact]
    public void RestingNeverMatches()
    {
        var book = BookAfter("rest A buy 10@100", "rest B sell 10@100", "rest C sell 10@90");
        Assert.Equal((3, "A 10"), (book.Count, Bids(book).Single()));
        Assert.Equal(["C 10", "B 10"], Asks(book));
    }

    [Fact]
    public void ALookUpOfAnAbsentOrderSaysSo()
    {
        var book = BookAfter("rest A buy 50@99");
        Assert.False(book.TryGet(Id("B"), out var order));
        Assert.Equal(default, order);
        Assert.False(book.TryGet(default, out _));
    }

    [Fact]
    public void ALookUpShowsTheOrderAsItStandsNow()
    {
        var book = BookAfter("rest A sell 50@100 display 20", "match T buy 25@100");
        Assert.Equal(["A 15 of 25"], Steps(book, "get A"));
    }

    [Fact]
    public void ARemovedOrderIsHandedBackAsItStood()
    {
        var book = BookAfter("rest A sell 50@100 display 20", "rest B sell 5@100", "match T buy 8@100");
        Assert.Equal(["A 12 of 42"], Steps(book, "remove A"));
        Assert.Equal(["not there"], Steps(book, "remove A"));
        Assert.Equal(["not there"], Steps(book, "get A"));
        Assert.Equal((1, "B 5"), (book.Count, Asks(book).Single()));
    }

    [Fact]
    public void AnOrderThatIsNotThereCannotBeRemovedOrReduced()
    {
        var book = BookAfter("rest A sell 50@100", "match T buy 50@100");
        Assert.Equal(["not there"], Steps(book, "remove A"));
        Assert.Equal(["not there"], Steps(book, "reduce A 1"));
        Assert.False(book.Remove(Id("A"), out var removed));
        Assert.False(book.Reduce(Id("A"), new Quantity(1), out var after));
        Assert.Equal((default, default), (removed, after));
    }

    [Theory]
    [InlineData("rest A sell 10@100", 1)]
    [InlineData("rest B sell 10@100", 2)]
    [InlineData("rest C sell 10@100", 3)]
    public void AnOrderCanBeRemovedFromAnyPlaceOfItsQueue(string removed, int place)
    {
        var book = BookAfter("rest A sell 10@100", "rest B sell 10@100", "rest C sell 10@100");
        Steps(book, $"remove {removed[5]}");
        string[] left = [.. ((string[])["A 10", "B 10", "C 10"]).Where((_, i) => i != place - 1)];
        Assert.Equal(left, Asks(book));
        Assert.Equal([.. left.Select(order => $"trade {order[0]} 10@100, 0 open"), "left 1"], Steps(book, "match T buy 21@100"));
    }

    [Fact]
    public void AnEmptiedLevelIsGoneAndMayComeBack()
    {
        var book = BookAfter("rest A sell 10@100", "rest B sell 10@101", "remove A");
        Assert.True(book.TryBest(Side.Sell, out var best));
        Assert.Equal(101, best.Ticks);
        Steps(book, "rest C sell 7@100");
        Assert.Equal(["C 7", "B 10"], Asks(book));
    }

    [Fact]
    public void AReducedOrderKeepsItsPlace()
    {
        var book = BookAfter("rest A sell 50@100", "rest B sell 5@100");
        Assert.Equal(["A 20"], Steps(book, "reduce A 30"));
        Assert.Equal(["A 20"], Steps(book, "reduce A 0"));
        Assert.Equal(["A 20", "B 5"], Asks(book));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(51)]
    [InlineData(long.MaxValue)]
    public void AReductionByAllThatIsOpenOrMoreRemovesTheOrder(long by)
    {
        var book = BookAfter("rest A sell 50@100", "rest B sell 5@100");
        Assert.True(book.Reduce(Id("A"), new Quantity(by), out var after));
        Assert.Equal(Order("A sell 50@100") with { Open = Quantity.Zero }, after);
        Assert.Equal((1, "B 5"), (book.Count, Asks(book).Single()));
    }

    [Fact]
    public void AnIdMayComeBackAfterItsOrderIsGone()
    {
        var book = BookAfter("rest A sell 10@100", "remove A", "rest A buy 7@99", "reduce A 7", "rest A buy 3@98");
        Assert.Equal(["A 3"], Bids(book));
        Assert.Equal(["trade A 3@98, 0 open", "left 0"], Steps(book, "match T sell 3@98"));
        Steps(book, "enter A sell 2@98");
        Assert.Equal(["A 2"], Asks(book));
    }

    [Fact]
    public void IdsMayBeAny64BitsButZero()
    {
        ulong[] ids = [1, 2, ulong.MaxValue, ulong.MaxValue - 1, 1UL << 63, 1UL << 32, 0x9E3779B97F4A7C15];
        var book = BookAfter([.. ids.Select(id => $"rest {id} buy 1@5")]);
        Assert.Equal(ids, book.InPriority(Side.Buy).Select(order => order.Id.Value));
        Assert.All(ids, id => Assert.True(book.Remove(new OrderId(id), out _)));
        Assert.Equal(0, book.Count);
    }

    [Theory]
    [InlineData(LowestTick, HighestTick)]
    [InlineData(HighestTick, LowestTick)]
    [InlineData(0, 0)]
    public void OrdersMayRestAnywhereUpToTheFarthestPrices(long bid, long ask)
    {
        var book = BookAfter($"rest B buy 1@{bid}", $"rest A sell 1@{ask}", "rest M buy 1@77", "rest N sell 1@-77");
        Assert.Equal([.. ((long[])[bid, 77]).OrderDescending()], book.InPriority(Side.Buy).Select(order => order.Price.Ticks));
        Assert.Equal([.. ((long[])[ask, -77]).Order()], book.InPriority(Side.Sell).Select(order => order.Price.Ticks));
    }

    /// <summary>Each leaves the book as it was.</summary>
    [Theory]
    [InlineData("rest 0 buy 5@99", nameof(ArgumentException))]
    [InlineData("rest A buy 5@99", nameof(ArgumentException))]
    [InlineData("rest A sell 5@99", nameof(ArgumentException))]
    [InlineData("enter A buy 5@99", nameof(ArgumentException))]
    [InlineData("enter 0 buy 5@99", nameof(ArgumentException))]
    [InlineData("rest B buy 0@99", nameof(ArgumentOutOfRangeException))]
    [InlineData("rest B buy -1@99", nameof(ArgumentOutOfRangeException))]
    [InlineData("rest B buy 5@4611686018427387904", nameof(ArgumentOutOfRangeException))]
    [InlineData("rest B buy 5@-4611686018427387905", nameof(ArgumentOutOfRangeException))]
    [InlineData("rest B sell 5@any", nameof(ArgumentOutOfRangeException))]
    [InlineData("enter B buy 5@4611686018427387904", nameof(ArgumentOutOfRangeException))]
    [InlineData("rest B buy 5@99 display -1", nameof(ArgumentOutOfRangeException))]
    [InlineData("rest B buy 5@99 display -1 hidden", nameof(ArgumentOutOfRangeException))]
    [InlineData("rest B buy 5@99 min -1", nameof(ArgumentOutOfRangeException))]
    [InlineData("rest B buy 5@99 display 3 shown -1", nameof(ArgumentOutOfRangeException))]
    [InlineData("rest B buy 5@99 display 3 shown 4", nameof(ArgumentOutOfRangeException))]
    [InlineData("rest B buy 5@99 display 8 shown 6", nameof(ArgumentOutOfRangeException))]
    [InlineData("match B sell -1@99", nameof(ArgumentOutOfRangeException))]
    [InlineData("available B sell -1@99", nameof(ArgumentOutOfRangeException))]
    [InlineData("enter B sell -1@99", nameof(ArgumentOutOfRangeException))]
    [InlineData("reduce A -1", nameof(ArgumentOutOfRangeException))]
    [InlineData("reduce B -1", nameof(ArgumentOutOfRangeException))]
    public void ACallThatMakesNoSenseIsRefusedAndChangesNothing(string call, string refusal)
    {
        var book = BookAfter("rest A buy 10@98 display 3", "rest C buy 10@97");
        var before = Drawn(book);
        Assert.Equal([$"refused: {refusal}"], Steps(book, call));
        Assert.Equal((before, 2), (Drawn(book), book.Count));
        Assert.Equal(["trade A 3@98, 7 open", "refresh A shows 3 of 7", "left 0"], Steps(book, "match T sell 3@98"));
    }

    /// <summary>Levels are kept in blocks by fast books, and a block may reach further than prices do.</summary>
    [Theory]
    [InlineData("buy", HighestTick)]
    [InlineData("sell", HighestTick)]
    [InlineData("buy", LowestTick)]
    [InlineData("sell", LowestTick)]
    public void ThePriceBehindTheFarthestIsRefusedEvenBesideOrders(string side, long farthest)
    {
        var book = BookAfter($"rest A {side} 1@{farthest}", $"rest B {side} 1@{farthest}");
        var behind = farthest < 0 ? farthest - 1 : farthest + 1;
        Assert.Equal(["refused: ArgumentOutOfRangeException"], Steps(book, $"rest C {side} 1@{behind}"));
        Assert.Equal(["refused: ArgumentOutOfRangeException"], Steps(book, $"enter C {side} 1@{behind}"));
        Assert.Equal(2, book.Count);
    }

    [Fact]
    public void EnterAsksNothingOfAnIdOrALimitThatDoesNotComeToRest()
    {
        var book = BookAfter("rest A sell 10@98", "rest B sell 10@99");
        Assert.Equal(["trade A 5@98, 5 open", "left 0"], Steps(book, "enter B buy 5@any"));
        Assert.Equal(["trade A 5@98, 0 open", "trade B 1@99, 9 open", "left 0"], Steps(book, "enter-and-drop 0 buy 6@any"));
    }
}
