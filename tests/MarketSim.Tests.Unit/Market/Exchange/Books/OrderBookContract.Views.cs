using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Best prices, displayed levels, depth.</summary>
public abstract partial class OrderBookContract
{
    [Fact]
    public void AnEmptySideHasNoBestAndNoDepth()
    {
        var book = BookAfter("rest A buy 1@99", "rest B sell 1@100", "remove A", "match T buy 1@100");
        foreach (var side in (Side[])[Side.Buy, Side.Sell])
        {
            Assert.False(book.TryBest(side, out var price));
            Assert.False(book.TryBestDisplayed(side, out var level));
            Assert.Equal((default, default), (price, level));
            Assert.Equal(0, book.CopyDepth(side, new DisplayedLevel[3]));
            Assert.Empty(book.InPriority(side));
        }

        Assert.Equal(0, book.Count);
    }

    [Fact]
    public void TheBestPriceCountsHiddenAndConditionalOrders()
    {
        var book = BookAfter("rest A buy 1@97", "rest H buy 1@99 hidden", "rest C sell 1@101 aon", "rest D sell 1@102");
        Assert.True(book.TryBest(Side.Buy, out var bid));
        Assert.True(book.TryBest(Side.Sell, out var ask));
        Assert.Equal((99L, 101L), (bid.Ticks, ask.Ticks));
    }

    [Fact]
    public void TheBestDisplayedLevelCountsDisplayedLotsAndOrdersOnly()
    {
        var book = BookAfter(
            "rest H buy 1@100 hidden", "rest A buy 7@99", "rest G buy 20@99 hidden", "rest ICE buy 50@99 display 10",
            "rest C buy 5@99 aon", "rest D buy 3@98");
        Assert.Equal(new DisplayedLevel(new Price(99), new Quantity(22), 3), BestDisplayed(book, Side.Buy));
    }

    [Fact]
    public void TheBestDisplayedLevelFollowsEveryChange()
    {
        var book = BookAfter("rest A sell 30@100 display 10", "rest B sell 8@100", "rest C sell 5@101");
        Assert.Equal(new DisplayedLevel(new Price(100), new Quantity(18), 2), BestDisplayed(book, Side.Sell));
        Steps(book, "match T buy 4@100");
        Assert.Equal(new DisplayedLevel(new Price(100), new Quantity(14), 2), BestDisplayed(book, Side.Sell));
        Steps(book, "match T buy 6@100");
        Assert.Equal(new DisplayedLevel(new Price(100), new Quantity(18), 2), BestDisplayed(book, Side.Sell));
        Steps(book, "reduce A 15");
        Assert.Equal(new DisplayedLevel(new Price(100), new Quantity(13), 2), BestDisplayed(book, Side.Sell));
        Steps(book, "remove B");
        Assert.Equal(new DisplayedLevel(new Price(100), new Quantity(5), 1), BestDisplayed(book, Side.Sell));
        Steps(book, "enter T buy 6@100");
        Assert.Equal(new DisplayedLevel(new Price(101), new Quantity(5), 1), BestDisplayed(book, Side.Sell));
        Assert.Equal(new DisplayedLevel(new Price(100), new Quantity(1), 1), BestDisplayed(book, Side.Buy));
        Steps(book, "match U sell 1@any");
        Assert.False(book.TryBestDisplayed(Side.Buy, out _));
    }

    [Fact]
    public void TheBestDisplayedLevelFollowsSelfTradePrevention()
    {
        var book = BookAfter("rest A sell 30@100 owner 1", "rest B sell 8@100 owner 1", "rest C sell 5@101 owner 2");
        Steps(book, "match T buy 10@100 owner 1 decrement");
        Assert.Equal(new DisplayedLevel(new Price(100), new Quantity(28), 2), BestDisplayed(book, Side.Sell));
        Steps(book, "match T buy 10@100 owner 1 cancel-both");
        Assert.Equal(new DisplayedLevel(new Price(100), new Quantity(8), 1), BestDisplayed(book, Side.Sell));
        Steps(book, "match T buy 10@101 owner 1 cancel-oldest");
        Assert.False(book.TryBestDisplayed(Side.Sell, out _));
    }

    [Fact]
    public void PeggedOrdersAreLeftOutOfWhatTheyFollow()
    {
        var book = BookAfter(
            "rest P buy 5@100 pegged", "rest A buy 7@99", "rest Q buy 9@99 pegged", "rest H buy 9@101 hidden", "rest R sell 4@102 pegged");
        Assert.Equal(new DisplayedLevel(new Price(100), new Quantity(5), 1), BestDisplayed(book, Side.Buy));
        Assert.Equal(new DisplayedLevel(new Price(99), new Quantity(7), 1), BestDisplayed(book, Side.Buy, exceptPegged: true));
        Assert.True(book.TryBestDisplayed(Side.Sell, out _));
        Assert.False(book.TryBestDisplayed(Side.Sell, out _, exceptPegged: true));
    }

    [Fact]
    public void DepthHasTheDisplayedLevelsBestFirst()
    {
        var book = BookAfter(
            "rest A sell 7@100", "rest H sell 9@101 hidden", "rest B sell 1@103 pegged", "rest C sell 2@100 display 1",
            "rest D sell 3@102", "rest E buy 4@99", "rest F buy 5@90");
        var depth = new DisplayedLevel[5];
        Assert.Equal(3, book.CopyDepth(Side.Sell, depth));
        Assert.Equal([Level(100, 8, 2), Level(102, 3, 1), Level(103, 1, 1), default, default], depth);
        Assert.Equal(2, book.CopyDepth(Side.Buy, depth));
        Assert.Equal([Level(99, 4, 1), Level(90, 5, 1)], depth[..2]);
    }

    [Fact]
    public void DepthFillsNoMoreThanItsSpan()
    {
        var book = BookAfter("rest A sell 7@100", "rest B sell 9@101", "rest C sell 1@102");
        var depth = new DisplayedLevel[2];
        Assert.Equal(2, book.CopyDepth(Side.Sell, depth));
        Assert.Equal([Level(100, 7, 1), Level(101, 9, 1)], depth);
        Assert.Equal(0, book.CopyDepth(Side.Sell, []));
    }

    [Fact]
    public void DepthLeavesTheRestOfItsSpanAlone()
    {
        var book = BookAfter("rest A sell 7@100", "rest H sell 9@101 hidden", "rest I sell 9@500000 hidden");
        var depth = new DisplayedLevel[3];
        Array.Fill(depth, Level(-1, -1, -1));
        Assert.Equal(1, book.CopyDepth(Side.Sell, depth));
        Assert.Equal([Level(100, 7, 1), Level(-1, -1, -1), Level(-1, -1, -1)], depth);
    }

    [Fact]
    public void OrdersInPriorityStandAsTheyWouldMatch()
    {
        var book = BookAfter(
            "rest A sell 7@101", "rest H sell 9@100 hidden", "rest I sell 30@100 display 5", "rest B sell 1@100",
            "rest C sell 2@100 aon", "match T buy 5@100");
        Assert.Equal(["B 1", "C 2 aon", "I 5 of 25", "H 9 hidden", "A 7"], Asks(book));

        Steps(book, "match T buy 1000@any");
        var trades = _fills.Items.ToArray().Where(step => step.Kind == FillKind.Trade).Select(step => step.Maker).Distinct();
        Assert.Equal([Id("B"), Id("C"), Id("I"), Id("H"), Id("A")], trades);
    }

    private static DisplayedLevel Level(long price, long lots, int orders) => new(new Price(price), new Quantity(lots), orders);

    private static DisplayedLevel BestDisplayed(IOrderBook book, Side side, bool exceptPegged = false)
    {
        Assert.True(book.TryBestDisplayed(side, out var level, exceptPegged));
        return level;
    }
}
