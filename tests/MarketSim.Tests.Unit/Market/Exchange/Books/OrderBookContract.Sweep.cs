using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Price-time priority, limits, and hidden orders.</summary>
public abstract partial class OrderBookContract
{
    /// <summary>MARKET rules EX-1a.</summary>
    [Fact]
    public void WithinALevelTheEarliestOrderTradesFirst()
    {
        var book = BookAfter("rest A sell 30@100", "rest B sell 150@100", "rest C sell 5@100", "rest D sell 65@100");
        Assert.Equal(["trade A 30@100, 0 open", "trade B 67@100, 83 open", "left 0"], Steps(book, "match T buy 97@100"));
        Assert.Equal(["B 83", "C 5", "D 65"], Asks(book));
    }

    /// <summary>MARKET rules EX-1f: 200 at 10.00, 300 at 10.01 and 100 of 500 at 10.03; VWAP 10.01.</summary>
    [Fact]
    public void ASweepTakesTheBestPricesFirstUpToItsLimitAtTheRestingPrices()
    {
        var book = BookAfter("rest C sell 500@1003", "rest A sell 200@1000", "rest B sell 300@1001");
        Assert.Equal(
            ["trade A 200@1000, 0 open", "trade B 300@1001, 0 open", "trade C 100@1003, 400 open", "left 0"],
            Steps(book, "match T buy 600@1005"));

        var notional = _fills.Items.ToArray().Sum(fill => fill.Price.Ticks * fill.Quantity.Lots);
        Assert.Equal(600 * 1001, notional);
    }

    [Fact]
    public void ASellTakesTheHighestBidsFirst()
    {
        var book = BookAfter("rest A buy 10@98", "rest B buy 20@99", "rest C buy 30@97");
        Assert.Equal(["trade B 20@99, 0 open", "trade A 10@98, 0 open", "left 15"], Steps(book, "match T sell 45@98"));
        Assert.Equal(["C 30"], Bids(book));
    }

    [Fact]
    public void APriceBeyondTheLimitIsNotTouched()
    {
        var book = BookAfter("rest A sell 10@101", "rest B buy 10@99");
        Assert.Equal(["left 10"], Steps(book, "match T buy 10@100"));
        Assert.Equal(["left 10"], Steps(book, "match T sell 10@100"));
        Assert.Equal(2, book.Count);
    }

    [Theory]
    [InlineData("buy", "sell", new[] { -40L, 7, 4_000_000_000_000_000_000 })]
    [InlineData("sell", "buy", new[] { 4_000_000_000_000_000_000L, 7, -40 })]
    public void AnExtremeLimitSweepsEverything(string taker, string maker, long[] prices)
    {
        var book = BookAfter([.. prices.Select((price, i) => $"rest {i + 1} {maker} 1@{price}")]);
        Assert.Equal(
            [.. prices.Select((price, i) => $"trade {i + 1} 1@{price}, 0 open"), "left 2"], Steps(book, $"match T {taker} 5@any"));
        Assert.Equal(0, book.Count);
    }

    [Fact]
    public void MatchingDoesNotRestTheTaker()
    {
        var book = BookAfter("rest A sell 10@100");
        Assert.Equal(["trade A 10@100, 0 open", "left 5"], Steps(book, "match T buy 15@100"));
        Assert.Equal(0, book.Count);
        Assert.False(book.TryGet(Id("T"), out _));
    }

    [Fact]
    public void OnlySideLimitOpenAndOwnerOfTheTakerCount()
    {
        var book = BookAfter("rest A sell 10@100");
        Assert.Equal(
            ["trade A 10@100, 0 open", "left 5"], Steps(book, "match A buy 15@100 display 3 shown 2 min 12 hidden aon pegged"));
    }

    [Fact]
    public void ATakerWithNothingOpenMatchesNothing()
    {
        var book = BookAfter("rest A sell 10@100");
        Assert.Equal(["left 0"], Steps(book, "match T buy 0@100"));
        Assert.Equal(["available 0"], Steps(book, "available T buy 0@100"));
    }

    [Fact]
    public void StepsAreAddedBehindThoseThatAreThere()
    {
        var book = BookAfter("rest A sell 10@100", "rest B sell 10@101");
        _fills.Clear();
        book.Match(Order("T buy 3@101"), SelfTradePrevention.Off, _fills);
        book.Match(Order("T buy 4@101"), SelfTradePrevention.Off, _fills);
        Assert.Equal([3L, 4], _fills.Items.ToArray().Select(fill => fill.Quantity.Lots));
    }

    [Fact]
    public void AStepNamesTheMakersAccountAndAttributes()
    {
        var book = BookAfter("rest A sell 10@100 account 7 hidden pegged");
        Steps(book, "match T buy 4@100");

        var step = Assert.Single(_fills.Items.ToArray());
        Assert.Equal((new AccountId(7), BookFlags.Hidden | BookFlags.Pegged), (step.MakerAccount, step.MakerFlags));
    }

    [Fact]
    public void HiddenOrdersTradeAfterAllDisplayedOnesOfTheirPrice()
    {
        var book = BookAfter(
            "rest H sell 10@100 hidden", "rest A sell 10@100", "rest G sell 10@100 hidden", "rest B sell 10@100",
            "rest C sell 10@101");
        Assert.Equal(["A 10", "B 10", "H 10 hidden", "G 10 hidden", "C 10"], Asks(book));
        Assert.Equal(
            [
                "trade A 10@100, 0 open", "trade B 10@100, 0 open", "trade H 10@100, 0 open", "trade G 10@100, 0 open",
                "trade C 5@101, 5 open", "left 0",
            ],
            Steps(book, "match T buy 45@101"));
    }

    [Fact]
    public void EnterMatchesAndRestsTheRemainder()
    {
        var book = BookAfter("rest A sell 10@100 owner 3");
        Assert.Equal(["trade A 10@100, 0 open", "left 5"], Steps(book, "enter T buy 15@100 owner 3 account 4"));
        Assert.True(book.TryGet(Id("T"), out var rested));
        Assert.Equal(Order("T buy 5@100 owner 3 account 4"), rested);
        Assert.Equal(1, book.Count);
    }

    [Fact]
    public void EnterRestsNothingWhenAskedNotToOrWhenNothingIsLeft()
    {
        var book = BookAfter("rest A sell 10@100");
        Assert.Equal(["trade A 6@100, 4 open", "left 0"], Steps(book, "enter T buy 6@100"));
        Assert.Equal(["trade A 4@100, 0 open", "left 2"], Steps(book, "enter-and-drop T buy 6@100"));
        Assert.Equal(["left 6"], Steps(book, "enter-and-drop T sell 6@100"));
        Assert.Equal(0, book.Count);
    }

    [Fact]
    public void EnterSweepsIcebergsHiddenAndConditionalOrdersAsMatchDoes()
    {
        string[] calls =
        [
            "rest I sell 25@100 display 10", "rest B sell 40@100 aon", "rest H sell 9@100 hidden", "rest M sell 9@100 min 8",
            "rest C sell 50@101",
        ];
        var (matched, entered) = (BookAfter(calls), BookAfter(calls));
        Assert.Equal(Steps(matched, "match T buy 61@101"), Steps(entered, "enter T buy 61@101"));
        Assert.Equal(Drawn(matched), Drawn(entered));
    }
}
