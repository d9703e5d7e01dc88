using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>How much would trade, without changing anything.</summary>
public abstract partial class OrderBookContract
{
    [Fact]
    public void AvailableCountsDisplayedHiddenAndIcebergQuantityUpToTheLimit()
    {
        var book = BookAfter(
            "rest A sell 10@100", "rest H sell 20@100 hidden", "rest ICE sell 300@101 display 5", "rest F sell 1000@102");
        var before = Drawn(book);
        Assert.Equal(["available 330"], Steps(book, "available T buy 5000@101"));
        Assert.Equal(["available 315"], Steps(book, "available T buy 315@101"));
        Assert.Equal(["available 0"], Steps(book, "available T buy 315@99"));
        Assert.Equal(["available 0"], Steps(book, "available T sell 315@99"));
        Assert.Equal(before, Drawn(book));
    }

    [Fact]
    public void AvailableLeavesOutWhatCannotBeSatisfied()
    {
        var book = BookAfter("rest A sell 50@100 aon", "rest B sell 30@100", "rest M sell 40@101 min 25");
        Assert.Equal(["available 30"], Steps(book, "available T buy 49@100"));
        Assert.Equal(["available 50"], Steps(book, "available T buy 50@101"));
        Assert.Equal(["available 80"], Steps(book, "available T buy 104@101"));
        Assert.Equal(["available 105"], Steps(book, "available T buy 105@101"));
    }

    [Theory]
    [InlineData("", 240)]
    [InlineData("cancel-newest", 100)]
    [InlineData("cancel-oldest", 180)]
    [InlineData("cancel-both", 100)]
    [InlineData("decrement", 180)]
    public void AvailableLeavesOutOwnOrdersAsTheModeSays(string mode, int expected)
    {
        var book = BookAfter("rest P sell 100@100 owner 2", "rest OWN sell 60@100 owner 1", "rest Q sell 80@100 owner 3");
        Assert.Equal([$"available {expected}"], Steps(book, $"available T buy 1000@100 owner 1 {mode}"));
        Assert.Equal(["P 100", "OWN 60", "Q 80"], Asks(book));
    }

    [Fact]
    public void ADecrementUsesUpWhatIsWanted()
    {
        var book = BookAfter("rest OWN sell 60@100 owner 1", "rest Q sell 80@100 owner 3");
        Assert.Equal(["available 15"], Steps(book, "available T buy 75@100 owner 1 decrement"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("pro-rata 2")]
    [InlineData("top 40 split 30 2")]
    public void AvailableIsWhatMatchTrades(string allocation)
    {
        string[] calls =
        [
            "rest A sell 50@100 aon owner 1", "rest I sell 70@100 display 7 min 9 owner 2", "rest H sell 30@100 hidden owner 1",
            "rest J sell 90@100 display 20 owner 3", "rest K sell 12@101 min 12 owner 2", "rest L sell 25@101 owner 1",
        ];
        for (var wanted = 1; wanted <= 300; wanted += 7)
        {
            foreach (var mode in (string[])["", "cancel-newest", "cancel-oldest", "cancel-both", "decrement"])
            {
                var book = BookAfter(allocation, calls);
                var before = Drawn(book);
                var available = book.Available(Order($"T buy {wanted}@101 owner 1 {mode}"), Mode(mode));
                Assert.Equal(before, Drawn(book));

                Steps(book, $"match T buy {wanted}@101 owner 1 {mode}");
                var trades = _fills.Items.ToArray().Where(step => step.Kind == FillKind.Trade);
                Assert.Equal(trades.Sum(step => step.Quantity.Lots), available.Lots);
            }
        }
    }

    private Core.SelfTradePrevention Mode(string mode) => _text.ParseCommand($"match T buy 1@1 {mode}").SelfTrade;
}
