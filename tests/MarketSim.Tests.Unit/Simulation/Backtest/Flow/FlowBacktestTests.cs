using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>How orders trade with a recorded market: those that take, those that wait, and when.</summary>
public sealed class FlowBacktestTests
{
    [Fact]
    public void AnOrderThatTakesWalksWhatStandsThere()
    {
        var stage = Book().Market(10, Side.Buy, 250);
        stage.Run();
        Assert.Equal([(10, Side.Buy, 10_001, 100), (10, Side.Buy, 10_002, 150)], stage.Fills());
    }

    [Fact]
    public void OneQuoteNeverFillsTwoOrders()
    {
        // The recording shows 100 at 100.01 all the time; the first order has had them.
        var stage = Book().Market(10, Side.Buy, 100).Market(12, Side.Buy, 100);
        stage.Run();
        Assert.Equal([(10, Side.Buy, 10_001, 100), (12, Side.Buy, 10_002, 100)], stage.Fills());
    }

    [Fact]
    public void WhatComesAnewCanBeTakenAgain()
    {
        var stage = Book().Add(11, 9, Side.Sell, 10_001, 30).Market(10, Side.Buy, 100).Market(12, Side.Buy, 100);
        stage.Run();
        Assert.Equal([(10, Side.Buy, 10_001, 100), (12, Side.Buy, 10_001, 30), (12, Side.Buy, 10_002, 70)], stage.Fills());
    }

    [Fact]
    public void AMarketOrderThatFindsTooLittleLosesTheRest()
    {
        var stage = Book().Market(10, Side.Buy, 1_000);
        stage.Run();
        Assert.Equal(300, stage.Fills().Sum(fill => fill.Lots));
        var gone = Assert.Single(stage.Reports, report => report.Event.Kind == EventKind.Cancelled);
        Assert.Equal(700, gone.Event.Quantity.Lots);
    }

    [Fact]
    public void AnOrderThatWaitsTradesOnceAllBeforeItAreGone()
    {
        // 200 stand at 99.99 before ours comes; 50 come after it.
        var stage = Book().Add(2, 5, Side.Buy, 9_999, 100).Limit(5, Side.Buy, 9_999, 40).Add(6, 6, Side.Buy, 9_999, 50)
            .Execute(10, 1, Side.Buy, 9_999, 100).Execute(20, 5, Side.Buy, 9_999, 60).Cancel(25, 5, Side.Buy, 9_999, 40)
            .Execute(30, 6, Side.Buy, 9_999, 25).Execute(31, 6, Side.Buy, 9_999, 25);
        stage.Run();
        Assert.Equal([(30, Side.Buy, 9_999, 25), (31, Side.Buy, 9_999, 15)], stage.Fills());
        Assert.Equal("rested behind 200", stage.Results.Fills[0].Note);
    }

    [Fact]
    public void ATradeBeyondThePriceMeetsOursFirstButNotMoreThanItsSize()
    {
        // Ours are better than the recorded best bid: whoever sold there would have sold to us.
        var stage = Book().Limit(5, Side.Buy, 10_000, 80).Execute(10, 1, Side.Buy, 9_999, 60).Execute(20, 1, Side.Buy, 9_999, 40);
        stage.Run();
        Assert.Equal([(10, Side.Buy, 10_000, 60), (20, Side.Buy, 10_000, 20)], stage.Fills());
    }

    [Fact]
    public void AnOrderThatComesToRestAtOursWouldHaveMetIt()
    {
        var stage = Book().Limit(5, Side.Buy, 10_000, 80).Add(10, 7, Side.Sell, 10_000, 50);
        stage.Run();
        Assert.Equal([(10, Side.Buy, 10_000, 50)], stage.Fills());
    }

    [Fact]
    public void HiddenTradesAtOurPriceReachUsOnlyWhereNobodyIsBeforeUs()
    {
        var behind = Book().Limit(5, Side.Buy, 9_999, 10).Hidden(10, Side.Buy, 9_999, 50);
        behind.Run();
        Assert.Empty(behind.Fills());
        var first = Book().Limit(5, Side.Buy, 10_000, 10).Hidden(10, Side.Buy, 10_000, 50);
        first.Run();
        Assert.Equal([(10, Side.Buy, 10_000, 10)], first.Fills());
    }

    [Fact]
    public void OfTwoOrdersAtAPriceTheFirstTradesFirstAndATradeIsNotSpentTwice()
    {
        var stage = Book().Limit(5, Side.Buy, 10_000, 30).Limit(6, Side.Buy, 10_000, 30).Execute(10, 1, Side.Buy, 9_999, 40);
        stage.Run();
        Assert.Equal([(30L, 1L), (10L, 2L)], stage.Results.Fills.Select(fill => (fill.Lots, fill.Order)));
    }

    [Fact]
    public void RiskAverseMovesForwardByTradesAlone()
    {
        FlowStage Stage() => Book().Limit(5, Side.Buy, 9_999, 10).Add(6, 6, Side.Buy, 9_999, 100)
            .Reduce(10, 1, Side.Buy, 9_999, 50).Execute(20, 1, Side.Buy, 9_999, 50).Execute(30, 6, Side.Buy, 9_999, 40)
            .Execute(40, 6, Side.Buy, 9_999, 60);
        var counted = Stage();
        counted.Run();

        // 50 of those before us cancel and 50 trade: then it is our turn.
        Assert.Equal([(30, Side.Buy, 9_999, 10)], counted.Fills());
        var averse = Stage();
        averse.Run(setup => setup with { Queue = new RiskAverseQueue() });

        // Whoever cancelled was behind us: 50 are left before us after the first trade, and 10 after the second.
        Assert.Equal([(40, Side.Buy, 9_999, 10)], averse.Fills());
        var none = Stage();
        none.Run(setup => setup with { Queue = new FirstInQueue() });
        Assert.Equal([(20, Side.Buy, 9_999, 10)], none.Fills());
    }

    [Fact]
    public void OrdersAndDataAndAnswersTakeTheirTime()
    {
        var stage = Book().Add(14, 8, Side.Sell, 10_000, 10).Add(40, 9, Side.Buy, 9_000, 1).Market(10, Side.Buy, 10);
        stage.Run(setup => setup with
        {
            FeedDelay = new ConstantDelay(3_000_000), OrderDelay = new ConstantDelay(5_000_000), ResponseDelay = new ConstantDelay(7_000_000),
        });

        // Sent at 10, at the market at 15, where a better offer stands since 14; known at 22.
        Assert.Equal([(15, Side.Buy, 10_000, 10)], stage.Fills());
        Assert.Equal(22, stage.Reports.First(report => report.Event.Kind == EventKind.Traded).Time);
        Assert.Equal(17, stage.Quotes.First(quote => quote.Quote.Ask == new Price(10_000)).Time);
    }

    [Fact]
    public void TakingAtTheTouchOrTheMiddleKnowsNoSize()
    {
        var touch = Book().Market(10, Side.Buy, 250);
        touch.Run(setup => setup with { Taking = FlowTaking.Touch });
        Assert.Equal([(10, Side.Buy, 10_001, 250)], touch.Fills());
        var middle = Book().Market(10, Side.Buy, 250);
        middle.Run(setup => setup with { Taking = FlowTaking.Middle });
        Assert.Equal([(10, Side.Buy, 10_000, 250)], middle.Fills());
    }

    [Fact]
    public void StopsWaitForATradeAndPostOnlyNeverTakes()
    {
        var it = new InstrumentId(0);
        var stage = Book()
            .Do(5, (orders, _) => orders.Place(Commands.Stop(default, it, default, Side.Sell, new Price(9_999), new Quantity(20))))
            .Do(6, (orders, _) => orders.Place(
                Commands.Limit(default, it, default, Side.Buy, new Price(10_001), new Quantity(5)) with { PostOnly = PostOnly.Reject }))
            .Execute(10, 1, Side.Buy, 9_999, 10).Add(11, 30, Side.Buy, 9_000, 1);
        stage.Run();
        Assert.Equal([(10, Side.Sell, 9_999, 20)], stage.Fills());
        Assert.Single(stage.Reports, report => report.Event.Reject == RejectReason.PostOnlyWouldTrade);
    }

    [Fact]
    public void AReplacedOrderGoesToTheBackUnlessItOnlyBecomesSmaller()
    {
        FlowStage Stage(int price, int lots) => Book().Limit(5, Side.Buy, 9_999, 40).Add(6, 6, Side.Buy, 9_999, 50)
            .Do(7, (orders, view) => orders.Replace(view.OpenOrders[0], new Price(price), new Quantity(lots)))
            .Execute(10, 1, Side.Buy, 9_999, 100).Execute(20, 6, Side.Buy, 9_999, 50).Add(30, 7, Side.Buy, 9_999, 50).Execute(31, 7, Side.Buy, 9_999, 50);
        var smaller = Stage(9_999, 30);
        smaller.Run();
        Assert.Equal([(20, Side.Buy, 9_999, 30)], smaller.Fills());
        var larger = Stage(9_999, 60);
        larger.Run();
        Assert.Equal([(31, Side.Buy, 9_999, 50)], larger.Fills());
    }

    [Fact]
    public void FifoOverDataThatNameNoOrdersIsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("marketsim-flow-");
        try
        {
            var path = Path.Combine(folder.FullName, "quotes.csv");
            File.WriteAllText(path, "time,bid,ask\n2024-03-01 10:00:00,100,101\n");
            var setup = new FlowSetup { Terms = new BacktestSetup { Strategy = "none", Create = _ => null! }, Queue = new FifoQueue() };
            var problem = Assert.Throws<ArgumentException>(() => new FlowBacktest(setup, FlowData.Open([path]), new FillList()));
            Assert.Contains("risk-averse", problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // 100 at 99.99 and at 100.01, 200 at 100.02.
    private static FlowStage Book() => new FlowStage()
        .Add(0, 1, Side.Buy, 9_999, 100).Add(0, 2, Side.Sell, 10_001, 100).Add(0, 3, Side.Sell, 10_002, 200).Add(1, 4, Side.Buy, 9_990, 500);
}
