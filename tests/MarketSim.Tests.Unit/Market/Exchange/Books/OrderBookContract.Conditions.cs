using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>All-or-none and minimum quantity: passed over where they cannot be satisfied.</summary>
public abstract partial class OrderBookContract
{
    [Fact]
    public void AnAllOrNoneOrderIsPassedOverAndKeepsItsPlace()
    {
        var book = BookAfter("rest A sell 50@100 aon", "rest B sell 30@100");
        Assert.Equal(["trade B 30@100, 0 open", "left 19"], Steps(book, "match T buy 49@100"));
        Assert.Equal(["A 50 aon"], Asks(book));
        Steps(book, "rest C sell 10@100");
        Assert.Equal(["trade A 50@100, 0 open", "left 0"], Steps(book, "match T buy 50@100"));
    }

    [Fact]
    public void AnAllOrNoneOrderDoesNotLockOutTheLevelsBehindIt()
    {
        var book = BookAfter("rest A sell 50@100 aon", "rest B sell 30@101");
        Assert.Equal(["trade B 20@101, 10 open", "left 0"], Steps(book, "match T buy 20@101"));
        Assert.Equal(["A 50 aon", "B 10"], Asks(book));
    }

    [Fact]
    public void WhatCountsIsWhatIsLeftWhenTheSweepComesToTheOrder()
    {
        var book = BookAfter("rest A sell 30@100", "rest B sell 50@100 aon", "rest C sell 10@100");
        Assert.Equal(
            ["trade A 30@100, 0 open", "trade C 10@100, 0 open", "left 39"], Steps(book, "match T buy 79@100"));
    }

    [Fact]
    public void AMinimumIsMetOrTheOrderIsPassedOver()
    {
        var book = BookAfter("rest A sell 50@100 min 20", "rest B sell 5@100");
        Assert.Equal(["trade B 5@100, 0 open", "left 14"], Steps(book, "match T buy 19@100"));
        Assert.Equal(["trade A 20@100, 30 open", "left 0"], Steps(book, "match T buy 20@100"));
        Assert.Equal(["A 30 min 20"], Asks(book));
    }

    [Fact]
    public void ARestSmallerThanItsMinimumMayBeFilledCompletely()
    {
        var book = BookAfter("rest A sell 50@100 min 20", "match T buy 35@100");
        Assert.Equal(["left 14"], Steps(book, "match T buy 14@100"));
        Assert.Equal(["trade A 15@100, 0 open", "left 1"], Steps(book, "match T buy 16@100"));
    }

    [Fact]
    public void AnAllOrNoneIcebergTradesWholeNotBySlice()
    {
        var book = BookAfter("rest ICE sell 30@100 display 10 aon");
        Assert.Equal(["left 29"], Steps(book, "match T buy 29@100"));
        Assert.Equal(["trade ICE 30@100, 0 open", "left 10"], Steps(book, "match T buy 40@100"));
    }

    [Fact]
    public void AnIcebergTradesItsMinimumAtOnceEvenIfItShowsLess()
    {
        var book = BookAfter("rest ICE sell 60@100 display 10 min 25", "rest B sell 5@100");
        Assert.Equal(
            ["trade ICE 25@100, 35 open", "refresh ICE shows 10 of 35", "trade B 5@100, 0 open", "left 10"],
            Steps(book, "match T buy 40@100"));
        Assert.Equal(
            [
                "trade ICE 25@100, 10 open", "refresh ICE shows 10 of 10", "trade ICE 10@100, 0 open", "left 5",
            ],
            Steps(book, "match T buy 40@100"));
    }

    [Fact]
    public void AnIcebergWithASmallMinimumTradesWhatItShows()
    {
        var book = BookAfter("rest ICE sell 60@100 display 10 min 4");
        Assert.Equal(
            ["trade ICE 10@100, 50 open", "refresh ICE shows 10 of 50", "left 3"], Steps(book, "match T buy 13@100"));
        Assert.Equal(["left 3"], Steps(book, "match T buy 3@100"));
    }

    [Fact]
    public void HiddenOrdersMayBeConditionalToo()
    {
        var book = BookAfter("rest H sell 50@100 hidden min 20", "rest G sell 50@100 hidden aon", "rest F sell 1@100 hidden");
        Assert.Equal(["trade F 1@100, 0 open", "left 18"], Steps(book, "match T buy 19@100"));
        Assert.Equal(["trade H 20@100, 30 open", "left 0"], Steps(book, "match T buy 20@100"));
        Assert.Equal(["H 30 min 20 hidden", "G 50 hidden aon"], Asks(book));
    }

    [Fact]
    public void BidsAndAsksMayOverlap()
    {
        var book = BookAfter("rest A sell 50@100 aon", "rest B buy 20@102");
        Assert.Equal((2, "A 50 aon", "B 20"), (book.Count, Asks(book).Single(), Bids(book).Single()));
        Assert.Equal(["trade A 50@100, 0 open", "left 0"], Steps(book, "match T buy 50@101"));
    }
}
