using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Icebergs: only a slice stands in the queue.</summary>
public abstract partial class OrderBookContract
{
    /// <summary>MARKET rules EX-1g.</summary>
    [Fact]
    public void AnIcebergsNextSliceJoinsTheBackOfItsLevelInsideOneSweep()
    {
        var book = BookAfter("rest ICE sell 300@100 display 100", "rest B sell 50@100", "rest C sell 200@100");
        Assert.Equal(
            [
                "trade ICE 100@100, 200 open", "refresh ICE shows 100 of 200", "trade B 50@100, 0 open",
                "trade C 200@100, 0 open", "trade ICE 50@100, 150 open", "left 0",
            ],
            Steps(book, "match T buy 400@100"));
        Assert.Equal(["ICE 50 of 150"], Asks(book));
    }

    [Fact]
    public void ASliceComesUpEvenIfTheTakerEndsWithTheOldOne()
    {
        var book = BookAfter("rest ICE sell 300@100 display 100", "rest B sell 50@100");
        Assert.Equal(
            ["trade ICE 100@100, 200 open", "refresh ICE shows 100 of 200", "left 0"], Steps(book, "match T buy 100@100"));
        Assert.Equal(["B 50", "ICE 100 of 200"], Asks(book));
    }

    [Fact]
    public void APartlyUsedSliceKeepsItsPlaceAndSize()
    {
        var book = BookAfter("rest ICE sell 300@100 display 100", "rest B sell 50@100");
        Steps(book, "match T buy 60@100");
        Assert.Equal(["ICE 40 of 240", "B 50"], Asks(book));
    }

    [Fact]
    public void TheLastSliceIsWhatIsOpen()
    {
        var book = BookAfter("rest ICE sell 25@100 display 10");
        Assert.Equal(
            [
                "trade ICE 10@100, 15 open", "refresh ICE shows 10 of 15", "trade ICE 10@100, 5 open",
                "refresh ICE shows 5 of 5", "trade ICE 5@100, 0 open", "left 3",
            ],
            Steps(book, "match T buy 28@100"));
        Assert.Equal(0, book.Count);
    }

    [Fact]
    public void ARefreshedSliceStandsBeforeHiddenOrders()
    {
        var book = BookAfter("rest H sell 10@100 hidden", "rest ICE sell 25@100 display 10");
        Assert.Equal(
            [
                "trade ICE 10@100, 15 open", "refresh ICE shows 10 of 15", "trade ICE 10@100, 5 open",
                "refresh ICE shows 5 of 5", "trade ICE 5@100, 0 open", "trade H 5@100, 5 open", "left 0",
            ],
            Steps(book, "match T buy 30@100"));
    }

    [Fact]
    public void TwoIcebergsTakeTurns()
    {
        var book = BookAfter("rest I sell 30@100 display 10", "rest J sell 30@100 display 15");
        Assert.Equal(
            [
                "trade I 10@100, 20 open", "refresh I shows 10 of 20", "trade J 15@100, 15 open", "refresh J shows 15 of 15",
                "trade I 10@100, 10 open", "refresh I shows 10 of 10", "trade J 5@100, 10 open", "left 0",
            ],
            Steps(book, "match T buy 40@100"));
        Assert.Equal(["J 10 of 10", "I 10 of 10"], Asks(book));
    }

    [Fact]
    public void AnIcebergRestsWithAFreshSliceUnlessItBringsOne()
    {
        var book = BookAfter(
            "rest A buy 30@99 display 10", "rest B buy 30@99 display 10 shown 4", "rest C buy 30@99 display 50",
            "rest D buy 30@99 display 50 shown 30");
        Assert.Equal(["A 10 of 30", "B 4 of 30", "C 30 of 30", "D 30 of 30"], Bids(book));
    }

    [Fact]
    public void ABroughtSliceRefreshesToTheFullDisplaySize()
    {
        var book = BookAfter("rest A buy 30@99 display 10 shown 4");
        Assert.Equal(["trade A 4@99, 26 open", "refresh A shows 10 of 26", "left 0"], Steps(book, "match T sell 4@99"));
    }

    [Fact]
    public void AnIcebergLosesHiddenQuantityFirstWhenReduced()
    {
        var book = BookAfter("rest ICE buy 30@99 display 10", "rest B buy 5@99");
        Assert.Equal(["ICE 10 of 12"], Steps(book, "reduce ICE 18"));
        Assert.Equal(["ICE 7 of 7"], Steps(book, "reduce ICE 5"));
        Assert.Equal(["ICE 7 of 7", "B 5"], Bids(book));
        Assert.Equal(["ICE 0 of 0"], Steps(book, "reduce ICE 7"));
        Assert.Equal(["B 5"], Bids(book));
    }

    [Fact]
    public void DisplayAndSliceOfAHiddenOrderMeanNothing()
    {
        var book = BookAfter("rest H sell 30@100 hidden display 10 shown 99");
        Assert.Equal(["trade H 25@100, 5 open", "left 0"], Steps(book, "match T buy 25@100"));
        Assert.True(book.TryGet(Id("H"), out var order));
        Assert.Equal((Quantity.Zero, Quantity.Zero, Quantity.Zero), (order.Display, order.Shown, order.Displayed));
    }

    [Fact]
    public void ASliceOfAnOrderWithoutDisplayMeansNothing()
    {
        var book = BookAfter("rest A sell 30@100 shown 99");
        Assert.True(book.TryGet(Id("A"), out var order));
        Assert.Equal(Order("A sell 30@100"), order);
    }
}
