using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>What a call takes, what it tells, and what its end does.</summary>
public sealed class CallTests
{
    [Fact]
    public void ACallCollectsTellsWhatItWouldGiveAndUncrossesWhenItIsLeft()
    {
        var market = Call(TradingPhase.PreOpen);

        Assert.Equal("Accepted #100 Buy Limit 300@1005\nRested #100 300@1005", market.Buy(100, 300, 1005));
        Assert.Equal("Accepted #200 Sell Limit 200@998\nRested #200 200@998\nIndicative 200@1005, 100 left to Buy", market.Sell(200, 200, 998));
        Assert.Equal("Accepted #201 Sell Market 100@0\nIndicative 300@1002", market.Do(MatchingFixture.Market(201, Side.Sell, 100)));
        Assert.Equal("Accepted #300 Buy Limit 50@999\nRested #300 50@999\nIndicative 300@1003", market.Buy(300, 50, 999));
        Assert.Equal(
            """
            Traded #100 x #201 100@1003 left 200 x 0 [Auction]
            Traded #100 x #200 200@1003 left 0 x 0 [Auction]
            Uncrossed 300@1003
            Official Continuous 1003
            Phase Continuous
            """.ReplaceLineEndings("\n"),
            market.Do(Commands.SetPhase(TradingPhase.Continuous)));
        Assert.Equal("B 50@999 #300", market.Book);
        Assert.Equal(new Price(1003), market.Model.LastTrade);
    }

    [Fact]
    public void MarketOrdersComeFirstThenBetterLimitsThenDisplayedBeforeHiddenThenTime()
    {
        var market = Call(TradingPhase.PreOpen);
        market.Do(MatchingFixture.Limit(100, Side.Buy, 10, 1001) with { Flags = OrderFlags.Hidden });
        market.Buy(200, 10, 1001);
        market.Buy(300, 10, 1003);
        market.Buy(400, 10, 1001);
        market.Do(MatchingFixture.Market(500, Side.Buy, 10));
        market.Sell(600, 45, 1001);

        var trades = Lines(market.Do(Commands.SetPhase(TradingPhase.Continuous)), "Traded");

        Assert.Equal(
            [
                "Traded #500 x #600 10@1001 left 0 x 35 [Auction]", "Traded #300 x #600 10@1001 left 0 x 25 [Auction]",
                "Traded #200 x #600 10@1001 left 0 x 15 [Auction]", "Traded #400 x #600 10@1001 left 0 x 5 [Auction]",
                "Traded #100 x #600 5@1001 left 5 x 0 [Auction]",
            ],
            trades);
    }

    [Theory]
    [InlineData(TimeInForce.Ioc, PostOnly.Off, OrderType.Limit, 0, RejectReason.MarketClosed)]
    [InlineData(TimeInForce.Fok, PostOnly.Off, OrderType.Limit, 0, RejectReason.MarketClosed)]
    [InlineData(TimeInForce.Day, PostOnly.Reject, OrderType.Limit, 0, RejectReason.MarketClosed)]
    [InlineData(TimeInForce.Day, PostOnly.Off, OrderType.Midpoint, 0, RejectReason.MarketClosed)]
    [InlineData(TimeInForce.Day, PostOnly.Off, OrderType.Limit, 5, RejectReason.MarketClosed)]
    [InlineData(TimeInForce.AtOpen, PostOnly.Reject, OrderType.Limit, 0, RejectReason.UnsupportedCombination)]
    [InlineData(TimeInForce.AtClose, PostOnly.Off, OrderType.Midpoint, 0, RejectReason.UnsupportedCombination)]
    [InlineData(TimeInForce.AtOpen, PostOnly.Off, OrderType.Limit, 0, RejectReason.TooLate)]
    public void WhatMakesNoSenseInAClosingCallIsRefused(
        TimeInForce tif, PostOnly postOnly, OrderType type, long minimum, RejectReason expected)
    {
        var market = Call(TradingPhase.ClosingAuction);
        var order = MatchingFixture.Limit(100, Side.Buy, 10, 1000, tif) with
        {
            PostOnly = postOnly, Type = type, Minimum = new Quantity(minimum),
        };

        Assert.Equal($"Rejected #100 {expected}", market.Do(order));
    }

    [Fact]
    public void CancelReduceAndReplaceWorkInACallAndMoveWhatItWouldGive()
    {
        var market = Call(TradingPhase.OpeningAuction);
        market.Buy(100, 30, 1001);
        market.Sell(200, 30, 1000);

        Assert.Equal("Reduced #100 by 10 to 20 [kept]\nIndicative 20@1000, 10 left to Sell", market.Reduce(100, 10));
        Assert.Equal("Replaced #100 as #100 40@1005\nRested #100 40@1005\nIndicative 30@1005, 10 left to Buy", market.Replace(100, 40, 1005));
        Assert.Equal("Accepted #300 Sell Market 5@0\nIndicative 35@1005, 5 left to Buy", market.Do(MatchingFixture.Market(300, Side.Sell, 5)));
        Assert.Equal("Cancelled #300 5 Requested\nIndicative 30@1005, 10 left to Buy", market.Cancel(300));
        Assert.Equal("Cancelled #200 30 Requested\nIndicative 0@0", market.Cancel(200));
    }

    [Fact]
    public void QuotesAreWithdrawnForACallAndComeBackAfterIt()
    {
        var market = new MatchingFixture();
        market.Buy(100, 10, 999);
        market.Sell(200, 10, 1001);

        Assert.Equal(["Phase VolatilityAuction", "Quoted Buy 0@0", "Quoted Sell 0@0"], market.DoAll(Commands.SetPhase(TradingPhase.VolatilityAuction)));
        Assert.DoesNotContain(market.DoAll(MatchingFixture.Limit(300, Side.Buy, 5, 1001)), l => l.StartsWith("Quoted", StringComparison.Ordinal));
        var end = market.DoAll(Commands.SetPhase(TradingPhase.Continuous));
        Assert.Equal(["Quoted Buy 10@999", "Quoted Sell 5@1001"], end[^2..]);
    }

    [Fact]
    public void StopsSleepThroughACallAndItsPriceElectsThem()
    {
        var market = Call(TradingPhase.PreOpen);
        market.Do(MatchingFixture.Stop(100, Side.Sell, 5, 1000));
        market.Do(MatchingFixture.StopLimit(101, Side.Buy, 5, 1002, 1003));
        market.Buy(200, 10, 1000);
        market.Sell(300, 10, 1000);
        market.Buy(400, 7, 998);

        var told = market.Do(Commands.SetPhase(TradingPhase.Continuous)).Split('\n');

        Assert.Equal(
            ["Phase Continuous", "Triggered #100 at 1000", "Traded #100 x #400 5@998 left 0 x 2"], told[^3..]);
        Assert.True(market.Model.TryGetOpen(new OrderId(101), out var still) && still.IsDormant);
    }

    [Fact]
    public void WhatTheOpeningLeavesOfADayOrderGoesOnAndOfAnAuctionOrderEnds()
    {
        var market = Call(TradingPhase.PreOpen);
        market.Sell(100, 10, 1000);
        market.Do(MatchingFixture.Market(200, Side.Buy, 15));
        market.Buy(300, 5, 1000);
        market.Buy(301, 5, 999, TimeInForce.AtOpen);
        market.Do(MatchingFixture.Market(400, Side.Buy, 4) with { TimeInForce = TimeInForce.AtOpen });

        Assert.Equal(
            """
            Traded #200 x #100 10@1000 left 5 x 0 [Auction]
            Uncrossed 10@1000, 14 left to Buy
            Official Continuous 1000
            Cancelled #301 5 AuctionOver
            Cancelled #400 4 AuctionOver
            Phase Continuous
            Triggered #200 at 0
            Cancelled #200 5 NoRemainderRests
            """.ReplaceLineEndings("\n"),
            market.Do(Commands.SetPhase(TradingPhase.Continuous)));
        Assert.Equal("B 5@1000 #300", market.Book);
    }

    [Fact]
    public void OrdersOnCloseWaitForTheClosingCallAndEndWithIt()
    {
        var market = new MatchingFixture();
        market.Buy(100, 10, 1000);
        Assert.Equal("Accepted #200 Sell Limit 8@999 [Hidden]", market.Do(
            MatchingFixture.Limit(200, Side.Sell, 8, 999, TimeInForce.AtClose) with { Flags = OrderFlags.Hidden }));
        Assert.Equal("Accepted #201 Sell Market 7@0", market.Do(
            MatchingFixture.Market(201, Side.Sell, 7) with { TimeInForce = TimeInForce.AtClose }));
        Assert.Equal("Reduced #201 by 1 to 6 [kept]", market.Reduce(201, 1));

        Assert.Equal(
            "Phase ClosingAuction\nTriggered #200 at 999\nRested #200 0/8@999 [Hidden]\nIndicative 10@999, 4 left to Sell",
            market.Do(Commands.SetPhase(TradingPhase.ClosingAuction)));
        Assert.Equal(
            """
            Traded #100 x #201 6@999 left 4 x 0 [Auction]
            Traded #100 x #200 4@999 left 0 x 4 [Hidden, Auction]
            Uncrossed 10@999, 4 left to Sell
            Official Closed 999
            Cancelled #200 4 AuctionOver
            Phase Closed
            """.ReplaceLineEndings("\n"),
            market.Do(Commands.SetPhase(TradingPhase.Closed)));
    }

    [Fact]
    public void AnOrderOnOpenComesTooLateOnceTradingGoesOn()
    {
        var market = new MatchingFixture();

        Assert.Equal("Rejected #100 TooLate", market.Buy(100, 10, 1000, TimeInForce.AtOpen));
    }

    [Fact]
    public void OneCallGoesOverIntoAnotherAndAHaltLeavesItAsItIs()
    {
        var market = Call(TradingPhase.PreOpen);
        market.Buy(100, 10, 1001);
        market.Sell(200, 10, 1000);
        Assert.Equal("Phase OpeningAuction", market.Do(Commands.SetPhase(TradingPhase.OpeningAuction)));
        Assert.Equal("Phase Halted", market.Do(new Command { Kind = CommandKind.Halt }));
        Assert.Equal("Rejected #300 Halted", market.Buy(300, 1, 1001));

        Assert.Contains("Traded #100 x #200 10@1001", market.Do(new Command { Kind = CommandKind.Resume }), StringComparison.Ordinal);
    }

    [Fact]
    public void ABatchEndsWithTheNextAndSharesItsLastPriceProRata()
    {
        var market = Call(TradingPhase.BatchAuction, new AuctionRules { Margin = new ProRataAllocation() });
        market.Buy(100, 30, 1000);
        market.Buy(200, 10, 1000);
        market.Sell(300, 20, 1000);

        var told = market.DoAll(Commands.SetPhase(TradingPhase.BatchAuction));

        Assert.Equal(
            [
                "Traded #100 x #300 15@1000 left 15 x 5 [Auction]", "Traded #200 x #300 5@1000 left 5 x 0 [Auction]",
                "Uncrossed 20@1000, 20 left to Buy", "Quoted Buy 20@1000",
            ],
            told);
    }

    [Fact]
    public void AnIcebergTradesWithAllItHasAndKeepsItsPlace()
    {
        var market = Call(TradingPhase.PreOpen);
        market.Do(MatchingFixture.Limit(100, Side.Buy, 100, 1000) with { Display = new Quantity(10) });
        market.Buy(200, 10, 1000);
        market.Sell(300, 95, 1000);

        market.Do(Commands.SetPhase(TradingPhase.Continuous));

        Assert.Equal("B 5@1000 #100 | B 10@1000 #200", market.Book);
    }

    [Fact]
    public void OrdersThatSetConditionsTakeNoPartAndAreRetriedAfterwards()
    {
        var market = new MatchingFixture();
        market.Do(MatchingFixture.Limit(100, Side.Buy, 10, 1000) with { Flags = OrderFlags.AllOrNone });
        market.Do(Commands.SetPhase(TradingPhase.VolatilityAuction));
        market.Sell(200, 10, 1000);

        Assert.Equal(
            "Uncrossed 0@0\nPhase Continuous\nRepriced #100 10@1000\nTraded #100 x #200 10@1000 left 0 x 0",
            market.Do(Commands.SetPhase(TradingPhase.Continuous)));
    }

    [Fact]
    public void OrdersOfOneOwnerMeetInAnAuction()
    {
        var market = Call(TradingPhase.PreOpen);
        market.Do(MatchingFixture.Limit(100, Side.Buy, 10, 1000) with { SelfTrade = SelfTradePrevention.CancelBoth });
        market.Do(MatchingFixture.Limit(101, Side.Sell, 10, 1000) with { SelfTrade = SelfTradePrevention.CancelBoth });

        Assert.Contains("Traded #100 x #101 10@1000", market.Do(Commands.SetPhase(TradingPhase.Continuous)), StringComparison.Ordinal);
    }

    [Fact]
    public void AGoodTillDateOrderEndsInACallToo()
    {
        var market = Call(TradingPhase.PreOpen);
        market.Do(MatchingFixture.Limit(100, Side.Buy, 10, 1000, TimeInForce.Gtd) with { Expiry = SimTime.FromSeconds(5) });
        market.Sell(200, 10, 1000);

        Assert.Equal("Cancelled #100 10 Expired\nIndicative 0@0", market.AdvanceTo(5));
    }

    [Fact]
    public void TheNasdaqThresholdKeepsACloseNearTheQuoteBeforeIt()
    {
        // EX-2f: 10.00 x 11.00 gives 8.95 to 12.05.
        var rules = new AuctionRules { ThresholdBasisPoints = 1_000, ThresholdUnits = 50 };
        var market = new MatchingFixture(options: new ContinuousBookOptions { Auctions = rules });
        market.Buy(100, 10, 1000);
        market.Sell(200, 10, 1100);
        market.Do(Commands.SetPhase(TradingPhase.ClosingAuction));
        market.Buy(300, 100, 1300, TimeInForce.AtClose);
        market.Sell(400, 90, 1250, TimeInForce.AtClose);

        var told = market.Do(Commands.SetPhase(TradingPhase.Closed)).Split('\n');

        Assert.Equal(["Traded #300 x #200 10@1100 left 90 x 0 [Auction]", "Uncrossed 10@1100, 90 left to Buy"], told[..2]);
        var free = Call(TradingPhase.ClosingAuction);
        free.Sell(200, 10, 1100);
        free.Buy(300, 100, 1300, TimeInForce.AtClose);
        free.Sell(400, 90, 1250, TimeInForce.AtClose);
        Assert.Contains("Uncrossed 100@1275", free.Do(Commands.SetPhase(TradingPhase.Closed)), StringComparison.Ordinal);
    }

    private static MatchingFixture Call(TradingPhase call, AuctionRules? rules = null)
    {
        var options = new ContinuousBookOptions { Auctions = rules ?? new AuctionRules() };
        var market = new MatchingFixture(options: options, isOpen: false);
        market.Do(Commands.SetPhase(call));
        return market;
    }

    private static string[] Lines(string told, string kind)
        => [.. told.Split('\n').Where(l => l.StartsWith(kind, StringComparison.Ordinal))];
}
