using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Who holds the TOP mark: the order that first betters the market; MARKET rules 1.3.</summary>
public abstract partial class OrderBookContract
{
    private const string WithTop = "top 100 pro-rata 1";

    [Fact]
    public void TheFirstOrderOfASideIsTop()
    {
        var book = BookAfter(WithTop, ["rest A sell 5@100", "rest B sell 5@100", "rest C buy 5@99"]);
        Assert.Equal(["A 5 top", "B 5"], Asks(book));
        Assert.Equal(["C 5 top"], Bids(book));
    }

    [Fact]
    public void WhoBettersTheMarketTakesTheMark()
    {
        var book = BookAfter(WithTop, ["rest A sell 5@100", "rest B sell 5@98", "rest C sell 5@99"]);
        Assert.Equal(["B 5 top", "C 5", "A 5"], Asks(book));
        Steps(book, "enter D sell 5@97");
        Assert.Equal(["D 5 top", "B 5", "C 5", "A 5"], Asks(book));
    }

    [Fact]
    public void TheRemainderOfATakerMayBecomeTop()
    {
        var book = BookAfter(WithTop, ["rest A sell 5@100", "rest B buy 5@98", "enter C buy 9@100"]);
        Assert.Equal(["C 4 top", "B 5"], Bids(book));
    }

    [Fact]
    public void NobodyInheritsTheMark()
    {
        var book = BookAfter(WithTop, ["rest A buy 5@98", "rest B buy 5@99", "remove B", "rest C buy 5@98"]);
        Assert.Equal(["A 5", "C 5"], Bids(book));
        Steps(book, "rest D buy 5@99");
        Assert.Equal(["D 5 top", "A 5", "C 5"], Bids(book));
    }

    [Fact]
    public void HiddenOrdersNeitherTakeTheMarkNorStandInTheWay()
    {
        var book = BookAfter(WithTop, ["rest A buy 5@98", "rest H buy 5@99 hidden"]);
        Assert.Equal(["H 5 hidden", "A 5 top"], Bids(book));
        Steps(book, "rest B buy 5@99");
        Assert.Equal(["B 5 top", "H 5 hidden", "A 5"], Bids(book));
    }

    [Fact]
    public void IcebergsPeggedAndConditionalOrdersMayBeTop()
    {
        var book = BookAfter(WithTop, ["rest I sell 9@100 display 5"]);
        Assert.Equal(["I 5 of 9 top"], Asks(book));
        Steps(book, "rest P sell 5@99 pegged");
        Assert.Equal(["P 5 pegged top", "I 5 of 9"], Asks(book));
        Steps(book, "rest C sell 5@98 aon");
        Assert.Equal(["C 5 aon top", "P 5 pegged", "I 5 of 9"], Asks(book));
    }

    [Fact]
    public void AReductionKeepsTheMarkAndARefreshLosesIt()
    {
        var book = BookAfter(WithTop, ["rest I sell 29@100 display 5", "reduce I 3", "match T buy 2@100"]);
        Assert.Equal(["I 3 of 24 top"], Asks(book));
        Steps(book, "match T buy 3@100");
        Assert.Equal(["I 5 of 21"], Asks(book));
        Assert.Equal(BookFlags.Top, _fills.Items[0].MakerFlags);
        Assert.Equal(BookFlags.None, _fills.Items[1].MakerFlags);
    }

    [Fact]
    public void TheMarkIsTheBooksToGive()
    {
        var book = BookAfter(WithTop, ["rest A sell 5@100", "rest B sell 5@101 top"]);
        Assert.Equal(["A 5 top", "B 5"], Asks(book));
        Steps(book, "remove A");
        Steps(book, "rest A buy 5@90");
        Assert.Equal(["A 5 top"], Bids(book));
        Steps(book, "rest C sell 5@100");
        Assert.Equal(["A 5 top"], Bids(book));
    }

    [Theory]
    [InlineData("")]
    [InlineData("fifo")]
    public void ABookWithoutAnAllocationMarksNobody(string allocation)
    {
        var book = BookAfter(allocation, ["rest A sell 5@100", "rest B sell 5@99 top", "enter C sell 5@98"]);
        Assert.Equal(["C 5", "B 5", "A 5"], Asks(book));
    }

    [Fact]
    public void TheTopOrderIsServedFirst()
    {
        var book = BookAfter(WithTop, ["rest A sell 30@101", "rest B sell 20@100", "rest C sell 60@100"]);
        Assert.Equal(["trade B 20@100, 0 open", "trade C 10@100, 50 open", "left 0"], Steps(book, "match T buy 30@100"));
    }
}
