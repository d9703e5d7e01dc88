using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Levels that are shared otherwise than first in, first out.</summary>
public abstract partial class OrderBookContract
{
    private static readonly string[] Example =
        ["rest A sell 30@100", "rest B sell 150@100", "rest C sell 5@100", "rest D sell 65@100"];

    /// <summary>MARKET rules EX-1a to EX-1e, through a book. A came first and so is TOP.</summary>
    [Theory]
    [InlineData("fifo", "A 30, B 67")]
    [InlineData("pro-rata 1", "A 13, B 58, C 1, D 25")]
    [InlineData("pro-rata 2", "A 14, B 58, D 25")]
    [InlineData("top 100 pro-rata 2", "A 30, B 48, D 19")]
    [InlineData("split 60 1", "A 30, B 49, C 1, D 17")]
    public void AnAllocationSharesALevel(string allocation, string trades)
    {
        var book = BookAfter(allocation, Example);
        Assert.Equal(["left 0"], Steps(book, "match T buy 97@100")[^1..]);
        Assert.Equal(trades, string.Join(", ", Trades()));
        Assert.Equal(["available 153"], Steps(book, "available T buy 1000@100"));
    }

    [Theory]
    [InlineData("pro-rata 2")]
    [InlineData("top 100 pro-rata 2")]
    [InlineData("split 60 1")]
    public void WhoTakesTheWholeLevelFillsEverybodyInTimeOrder(string allocation)
    {
        var book = BookAfter(allocation, [.. Example, "rest E sell 10@101", "rest F sell 10@101"]);
        Steps(book, "match T buy 260@101");
        Assert.Equal("A 30, B 150, C 5, D 65", string.Join(", ", Trades().Take(4)));
        Assert.Equal(10, _fills.Items.ToArray().Where(step => step.Price.Ticks == 101).Sum(step => step.Quantity.Lots));

        book = BookAfter(allocation, Example);
        Assert.Equal(["left 0"], Steps(book, "match T buy 250@101")[^1..]);
        Assert.Equal((0, "A 30, B 150, C 5, D 65"), (book.Count, string.Join(", ", Trades())));
    }

    [Fact]
    public void OrdersWithoutAShareStayWhereTheyAre()
    {
        var book = BookAfter("pro-rata 10", ["rest A sell 10@100", "rest B sell 2@100", "rest C sell 88@100"]);
        Assert.Equal(["trade A 6@100, 4 open", "trade C 44@100, 44 open", "left 0"], Steps(book, "match T buy 50@100"));
        Assert.Equal(["A 4 top", "B 2", "C 44"], Asks(book));
    }

    [Fact]
    public void AnIcebergTakesPartWithWhatItShows()
    {
        var book = BookAfter("pro-rata 1", ["rest I sell 90@100 display 10", "rest B sell 30@100"]);
        Assert.Equal(
            ["trade I 5@100, 85 open", "trade B 15@100, 15 open", "left 0"], Steps(book, "match T buy 20@100"));
        Assert.Equal(["I 5 of 85 top", "B 15"], Asks(book));
    }

    [Fact]
    public void RefreshedSlicesAreSharedAmongInTheNextRound()
    {
        // Round 1: 15 each of 30. Round 2: slices of 10 and 20 for 20 lots: floors 6 and 13, one more for I, now the first.
        var book = BookAfter("pro-rata 1", ["rest I sell 25@100 display 15", "rest J sell 100@100 display 20 shown 15"]);
        Assert.Equal(
            [
                "trade I 15@100, 10 open", "refresh I shows 10 of 10", "trade J 15@100, 85 open", "refresh J shows 20 of 85",
                "trade I 7@100, 3 open", "trade J 13@100, 72 open", "left 0",
            ],
            Steps(book, "match T buy 50@100"));
    }

    [Fact]
    public void AUsedUpSliceRefreshesEvenIfNotAllOfTheLevelTrades()
    {
        var book = BookAfter("split 0 1", ["rest I sell 25@100 display 10", "rest B sell 30@100"]);
        Assert.Equal(
            ["trade I 10@100, 15 open", "refresh I shows 10 of 15", "trade B 5@100, 25 open", "left 0"],
            Steps(book, "match T buy 15@100"));
        Assert.Equal(["B 25", "I 10 of 15"], Asks(book));
    }

    [Fact]
    public void HiddenOrdersTakePartBesideDisplayedOnes()
    {
        var book = BookAfter("pro-rata 1", ["rest H sell 30@100 hidden", "rest B sell 10@100"]);
        Assert.Equal(
            ["trade B 5@100, 5 open", "trade H 15@100, 15 open", "left 0"], Steps(book, "match T buy 20@100"));
    }

    [Fact]
    public void ConditionalOrdersComeLastFirstInFirstOut()
    {
        string[] calls =
        [
            "rest C sell 30@100 aon", "rest A sell 10@100", "rest M sell 20@100 min 8", "rest H sell 10@100 hidden",
            "rest N sell 5@100 min 1",
        ];
        var book = BookAfter("pro-rata 1", calls);
        Assert.Equal(["trade A 5@100, 5 open", "trade H 5@100, 5 open", "left 0"], Steps(book, "match T buy 10@100"));
        Assert.Equal(
            [
                "trade A 5@100, 0 open", "trade H 5@100, 0 open", "trade M 20@100, 0 open", "trade N 2@100, 3 open", "left 0",
            ],
            Steps(book, "match T buy 32@100"));
        Assert.Equal(["C 30 aon top", "N 3 min 1"], Asks(book));
        Assert.Equal(["trade C 30@100, 0 open", "trade N 1@100, 2 open", "left 0"], Steps(book, "match T buy 31@100"));
    }

    [Theory]
    [InlineData("cancel-newest", "cancel taker 100 at OWN@100; left 0", "P 100, OWN 60, Q 80")]
    [InlineData("cancel-both", "cancel maker OWN 60@100; cancel taker 100 at OWN@100; left 0", "P 100, Q 80")]
    [InlineData("cancel-oldest", "cancel maker OWN 60@100; trade P 56@100, 44 open; trade Q 44@100, 36 open; left 0", "P 44, Q 36")]
    [InlineData("decrement", "decrement OWN by 60@100, 0 open; trade P 23@100, 77 open; trade Q 17@100, 63 open; left 0", "P 77, Q 63")]
    public void OwnOrdersAreDealtWithBeforeALevelIsShared(string mode, string steps, string asks)
    {
        var book = BookAfter(
            "pro-rata 1", ["rest P sell 100@100 owner 2", "rest OWN sell 60@100 owner 1", "rest Q sell 80@100 owner 3"]);
        Assert.Equal(steps, string.Join("; ", Steps(book, $"match T buy 100@100 owner 1 {mode}")));
        Assert.Equal(asks, string.Join(", ", Asks(book).Select(order => order.Replace(" top", "", StringComparison.Ordinal))));
    }

    [Fact]
    public void HiddenOwnOrdersAreDealtWithToo()
    {
        var book = BookAfter("pro-rata 1", ["rest P sell 100@100 owner 2", "rest OWN sell 60@100 owner 1 hidden"]);
        Assert.Equal(["cancel taker 10 at OWN@100", "left 0"], Steps(book, "match T buy 10@100 owner 1 cancel-newest"));
        Assert.Equal(
            ["cancel maker OWN 60@100", "trade P 10@100, 90 open", "left 0"],
            Steps(book, "match T buy 10@100 owner 1 cancel-oldest"));
    }

    [Fact]
    public void AConditionalOwnOrderIsDealtWithOnlyWhenItsTurnComes()
    {
        string[] calls = ["rest OWN sell 10@100 owner 1 min 2", "rest P sell 100@100 owner 2"];
        var book = BookAfter("pro-rata 1", calls);
        Assert.Equal(["trade P 50@100, 50 open", "left 0"], Steps(book, "match T buy 50@100 owner 1 cancel-newest"));
        Assert.Equal(
            ["trade P 50@100, 0 open", "cancel taker 3 at OWN@100", "left 0"],
            Steps(book, "match T buy 53@100 owner 1 cancel-newest"));
    }

    [Fact]
    public void EachLevelIsSharedByItself()
    {
        var book = BookAfter(
            "pro-rata 1", ["rest A sell 10@100", "rest B sell 10@101", "rest C sell 30@101", "rest D sell 10@102"]);
        Assert.Equal(
            ["trade A 10@100, 0 open", "trade B 5@101, 5 open", "trade C 15@101, 15 open", "left 0"],
            Steps(book, "match T buy 30@102"));
    }

    [Fact]
    public void EnterSharesTooAndRestsItsRemainder()
    {
        var book = BookAfter("pro-rata 1", ["rest A sell 10@100", "rest B sell 30@100"]);
        Assert.Equal(["trade A 5@100, 5 open", "trade B 15@100, 15 open", "left 0"], Steps(book, "enter T buy 20@100"));
        Steps(book, "enter U buy 25@100");
        Assert.Equal(["U 5 top"], Bids(book));
    }

    /// <summary>An allocation of one's own that gives what is not there must not pass for a trade.</summary>
    [Theory]
    [InlineData(new long[] { 5, 4 })]
    [InlineData(new long[] { 11, -1 })]
    [InlineData(new long[] { 0, 10 })]
    public void SharesThatDoNotAddUpStopTheRun(long[] shares)
    {
        var book = NewBook(new FixedShares(shares));
        book.Rest(Order("A sell 20@100"));
        book.Rest(Order("B sell 5@100"));
        Assert.Throws<InvariantViolatedException>(
            () => book.Match(Order("T buy 10@100"), SelfTradePrevention.Off, _fills));
    }

    private List<string> Trades()
    {
        var trades = new List<string>();
        foreach (var step in _fills.Items)
        {
            var text = _text.ToText(step).Split(' ', '@');
            trades.Add($"{text[1]} {text[2]}");
        }

        return trades;
    }

    private sealed class FixedShares(long[] given) : IAllocation
    {
        public void Share(long incoming, ReadOnlySpan<AllocationEntry> queue, Span<long> shares) => given.CopyTo(shares);
    }
}
