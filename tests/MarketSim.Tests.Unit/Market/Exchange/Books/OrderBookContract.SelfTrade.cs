using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Self-trade prevention; MARKET rules section 5.</summary>
public abstract partial class OrderBookContract
{
    /// <summary>EX-5a to EX-5d: asks P 100 of another, OWN 60, Q 80 of another; own buy 200.</summary>
    [Theory]
    [InlineData("cancel-newest", "cancel taker 100 at OWN@100, left 0", "OWN 60, Q 80")]
    [InlineData("cancel-oldest", "cancel maker OWN 60@100, trade Q 80@100, 0 open, left 20", "")]
    [InlineData("cancel-both", "cancel maker OWN 60@100, cancel taker 100 at OWN@100, left 0", "Q 80")]
    [InlineData("decrement", "decrement OWN by 60@100, 0 open, trade Q 40@100, 40 open, left 0", "Q 40")]
    public void TheAggressorsModeRules(string mode, string steps, string asks)
    {
        var book = BookAfter("rest P sell 100@100 owner 2", "rest OWN sell 60@100 owner 1", "rest Q sell 80@100 owner 3");
        Assert.Equal(
            $"trade P 100@100, 0 open, {steps}", string.Join(", ", Steps(book, $"match T buy 200@100 owner 1 {mode}")));
        Assert.Equal(asks, string.Join(", ", Asks(book)));
        Assert.Equal(asks.Length == 0 ? 0 : asks.Split(", ").Length, book.Count);
    }

    [Theory]
    [InlineData("match T buy 10@100 owner 1")]
    [InlineData("match T buy 10@100 owner 2 cancel-newest")]
    [InlineData("match T buy 10@100 cancel-newest")]
    [InlineData("enter T buy 10@100 owner 1")]
    public void NothingIsPreventedWithoutAModeOrWithAnotherOwnerOrWithNone(string call)
    {
        var book = BookAfter("rest A sell 10@100 owner 1");
        Assert.Equal(["trade A 10@100, 0 open", "left 0"], Steps(book, call));
    }

    [Fact]
    public void OrdersOfNoKnownOwnerTradeWithEachOther()
    {
        var book = BookAfter("rest A sell 10@100");
        Assert.Equal(["trade A 10@100, 0 open", "left 0"], Steps(book, "match T buy 10@100 cancel-both"));
    }

    [Theory]
    [InlineData("cancel-newest")]
    [InlineData("cancel-oldest")]
    [InlineData("cancel-both")]
    [InlineData("decrement")]
    public void AnOwnOrderThatWouldNotTradeIsNotTouched(string mode)
    {
        var book = BookAfter(
            "rest AON sell 60@100 owner 1 aon", "rest MIN sell 60@100 owner 1 min 55", "rest FAR sell 9@102 owner 1",
            "rest B sell 5@101 owner 2");
        Assert.Equal(["trade B 5@101, 0 open", "left 45"], Steps(book, $"match T buy 50@101 owner 1 {mode}"));
        Assert.Equal(["AON 60 aon", "MIN 60 min 55", "FAR 9"], Asks(book));
    }

    [Fact]
    public void AnOwnOrderBehindTheLastFillIsNotReached()
    {
        var book = BookAfter("rest A sell 10@100 owner 2", "rest OWN sell 10@100 owner 1");
        Assert.Equal(["trade A 10@100, 0 open", "left 0"], Steps(book, "match T buy 10@100 owner 1 cancel-both"));
        Assert.Equal(["OWN 10"], Asks(book));
    }

    [Fact]
    public void ADecrementThatEndsTheTakerLeavesTheMakerInItsPlace()
    {
        var book = BookAfter("rest OWN sell 60@100 owner 1", "rest Q sell 80@100 owner 2");
        Assert.Equal(["decrement OWN by 25@100, 35 open", "left 0"], Steps(book, "match T buy 25@100 owner 1 decrement"));
        Assert.Equal(["OWN 35", "Q 80"], Asks(book));
    }

    [Fact]
    public void ADecrementOfEqualSizesEndsBoth()
    {
        var book = BookAfter("rest OWN sell 60@100 owner 1");
        Assert.Equal(["decrement OWN by 60@100, 0 open", "left 0"], Steps(book, "match T buy 60@100 owner 1 decrement"));
        Assert.Equal(0, book.Count);
    }

    [Fact]
    public void AnIcebergIsDecrementedByAllThatIsOpenHiddenQuantityFirstWithoutARefresh()
    {
        var book = BookAfter("rest ICE sell 60@100 display 10 owner 1", "rest Q sell 80@100 owner 2");
        Assert.Equal(["decrement ICE by 25@100, 35 open", "left 0"], Steps(book, "match T buy 25@100 owner 1 decrement"));
        Assert.Equal(["ICE 10 of 35", "Q 80"], Asks(book));
        Assert.Equal(["decrement ICE by 30@100, 5 open", "left 0"], Steps(book, "match T buy 30@100 owner 1 decrement"));
        Assert.Equal(["ICE 5 of 5", "Q 80"], Asks(book));
        Assert.Equal(
            ["decrement ICE by 5@100, 0 open", "trade Q 1@100, 79 open", "left 0"],
            Steps(book, "match T buy 6@100 owner 1 decrement"));
    }

    [Fact]
    public void AnIcebergIsCancelledWithAllThatIsOpen()
    {
        var book = BookAfter("rest ICE sell 60@100 display 10 owner 1");
        Assert.Equal(["cancel maker ICE 60@100", "left 5"], Steps(book, "match T buy 5@100 owner 1 cancel-oldest"));
        Assert.Equal(0, book.Count);
    }

    [Fact]
    public void EachOwnOrderOnTheWayIsDealtWith()
    {
        var book = BookAfter(
            "rest A sell 10@100 owner 1", "rest B sell 10@100 owner 1 hidden", "rest C sell 10@101 owner 1",
            "rest D sell 10@101 owner 2");
        Assert.Equal(
            [
                "cancel maker A 10@100", "cancel maker B 10@100", "cancel maker C 10@101", "trade D 10@101, 0 open", "left 10",
            ],
            Steps(book, "match T buy 20@101 owner 1 cancel-oldest"));
    }

    [Fact]
    public void ACancelledTakersStepNamesWhatIsOpenOfTheMakerThatStays()
    {
        var book = BookAfter("rest A sell 60@100 owner 1 account 9");
        Steps(book, "match T buy 20@100 owner 1 cancel-newest");
        var step = Assert.Single(_fills.Items.ToArray());
        Assert.Equal((20L, 60L, 9), (step.Quantity.Lots, step.MakerOpen.Lots, step.MakerAccount.Value));

        Steps(book, "match T buy 20@100 owner 1 cancel-both");
        Assert.Equal(FillKind.SelfTradeTakerCancelled, _fills.Items[1].Kind);
        Assert.Equal((20L, 0L), (_fills.Items[1].Quantity.Lots, _fills.Items[1].MakerOpen.Lots));
    }
}
