using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>What becomes of positions at expiry. Source: MARKET rules, section 9.</summary>
public sealed class ExpiryTests
{
    [Theory(DisplayName = "EX-9h: a series is exercised by exception from one cent in the money")]
    [InlineData(50, 50.01, 100, 0)]
    [InlineData(50, 50.00, 0, 0)]
    [InlineData(50, 49.99, 0, -100)]
    [InlineData(100, 100.00, 0, 0)]
    [InlineData(100, 100.01, 100, 0)]
    [InlineData(100, 99.99, 0, -100)]
    public void ASeriesIsExercisedByExceptionFromOneCentInTheMoney(double strike, double close, long fromCall, long fromPut)
    {
        var market = new OptionVenue((decimal)strike);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 1.00m, 1);
        market.Venue.Trade(market.Holder, market.Writer, market.Put, 1.00m, 1);
        market.Expire((decimal)close);

        Assert.Equal(fromCall + fromPut, market.Shares(market.Holder));
        Assert.Equal(-fromCall - fromPut, market.Shares(market.Writer));
        var paid = (decimal)strike * (fromCall + fromPut);
        Assert.Equal(1_000_000 - 200 - paid, market.Venue.Cash(market.Holder));
        Assert.Equal(1_000_000 + 200 + paid, market.Venue.Cash(market.Writer));
        Assert.All([market.Holder, market.Writer, HouseAccounts.Ccp], account =>
        {
            Assert.Equal(0, market.Venue.Position(account, market.Call));
            Assert.Equal(0, market.Venue.Position(account, market.Put));
        });
        Assert.Equal(fromCall == 0 && fromPut == 0 ? 0 : 1, market.Of(EventKind.Exercised).Count());
        Assert.Equal(market.Of(EventKind.Exercised).Sum(e => e.Quantity.Lots), market.Of(EventKind.Assigned).Sum(e => e.Quantity.Lots));
    }

    [Fact]
    public void WhatIsExercisedAndDeliveredIsPostedLineByLine()
    {
        var market = new OptionVenue(50);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 1.00m, 3);
        market.Expire(52);

        var posted = market.Of(EventKind.Posted)
            .Select(e => (e.Posting, e.Account.Value, e.CounterAccount.Value, e.Asset.Value, e.Amount)).ToList();
        var (holder, writer, ccp) = (market.Holder.Value, market.Writer.Value, HouseAccounts.Ccp.Value);
        Assert.Equal(
            [
                (Posting.ContractsClosed, holder, ccp, market.Call.Base.Value, 3),
                (Posting.ExerciseCash, holder, ccp, 0, 15_000_00),
                (Posting.ExerciseShares, ccp, holder, market.Share.Base.Value, 300),
                (Posting.ContractsClosed, ccp, writer, market.Call.Base.Value, 3),
                (Posting.AssignmentCash, ccp, writer, 0, 15_000_00),
                (Posting.AssignmentShares, writer, ccp, market.Share.Base.Value, 300),
            ],
            posted);
    }

    [Fact]
    public void ContractsThatAreNotToBeExercisedExpire()
    {
        var market = new OptionVenue(50);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 1.00m, 3);
        market.GoTo(OptionVenue.Expiry);
        market.Print(50.10m);
        market.Venue.At("15:00").Apply(Instructions.DoNotExercise(market.Holder, market.Call.Id, new(2)));
        market.Venue.At("16:00").Apply(Commands.CloseSession());

        Assert.Equal(100, market.Shares(market.Holder));
        Assert.Equal(1, Assert.Single(market.Of(EventKind.Assigned)).Quantity.Lots);
        Assert.Equal([2, 2], market.Of(EventKind.ContractExpired).Where(e => e.Instrument == market.Call.Id).Select(e => e.Quantity.Lots));
    }

    [Fact]
    public void AHolderMayExerciseOutOfTheMoneyAfterTheCloseUntilTheCutOff()
    {
        var market = new OptionVenue(50);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 1.00m, 2);
        market.GoTo(OptionVenue.Expiry);
        market.Print(49.95m);
        market.Venue.At("16:00").Apply(Commands.SetPhase(TradingPhase.Closed));
        Assert.Equal(RejectReason.None, market.At("17:30").Exercise(market.Holder, market.Call, 1));
        Assert.Equal(RejectReason.TooLate, market.At("17:30:01").Exercise(market.Holder, market.Call, 1));
        market.Venue.Apply(Commands.RollDay());

        Assert.Equal(100, market.Shares(market.Holder));
        Assert.Equal(RejectReason.NothingToDo, market.Exercise(market.Holder, market.Call, 1));
    }

    [Fact]
    public void TheThresholdOfExceptionIsAParameter()
    {
        foreach (var (close, shares) in ((decimal, long)[])[(50.24m, 0), (50.25m, 100)])
        {
            var market = new OptionVenue(50, ("exception-threshold", "0.25"));
            market.Venue.Trade(market.Holder, market.Writer, market.Call, 1.00m, 1);
            market.Expire(close);
            Assert.Equal(shares, market.Shares(market.Holder));
        }
    }

    [Fact]
    public void TradingInAnExpiredSeriesHasEnded()
    {
        var market = new OptionVenue(50);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 1.00m, 1);
        var resting = market.Venue.Limit(market.Holder, market.Call, Side.Buy, 0.50m, 1, TimeInForce.Gtc);
        market.Expire(49);

        var cancelled = Assert.Single(market.Of(EventKind.Cancelled), e => e.Order == resting);
        Assert.Equal(CancelReason.InstrumentEnded, cancelled.Cancel);
        market.Venue.At("09:30", new(2026, 1, 19)).Apply(Commands.OpenSession());
        market.Venue.Limit(market.Holder, market.Call, Side.Buy, 0.50m, 1);
        Assert.Equal(RejectReason.MarketClosed, market.Venue.Refusal);
        Assert.Equal(TradingPhase.Closed, market.Venue.Exchange.Model(market.Call.Id).Phase);
        Assert.Equal(TradingPhase.Continuous, market.Venue.Exchange.Model(market.Share.Id).Phase);
    }

    [Fact]
    public void HoldersAndWritersAreWarnedOfACloseNearTheStrike()
    {
        var market = new OptionVenue(50);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 1.00m, 2);
        market.Expire(50.25m);
        Assert.Equal(
            [(market.Writer, Side.Sell, 2L), (market.Holder, Side.Buy, 2L)],
            market.Of(EventKind.PinRisk).Select(e => (e.Account, e.Side, e.Quantity.Lots)));

        var away = new OptionVenue(50);
        away.Venue.Trade(away.Holder, away.Writer, away.Call, 1.00m, 2);
        away.Expire(50.26m);
        Assert.Empty(away.Of(EventKind.PinRisk));
    }

    [Theory]
    [InlineData("close-out", 0, 10_100, 1)]
    [InlineData("lapse", 0, 9_900, 0)]
    [InlineData("owe", 100, -100, 1)]
    public void AnAccountThatCannotPayTheStrikeIsTreatedByTheRule(string rule, long shares, double cash, long exercised)
    {
        var market = new OptionVenue(100, ("unfunded", rule));
        var poor = market.Venue.Open(2, AccountType.Cash, 10_000);
        market.Venue.Trade(poor, market.Writer, market.Call, 1.00m, 1);
        market.Expire(102);

        Assert.Equal(shares, market.Shares(poor));
        Assert.Equal((decimal)cash, market.Venue.Cash(poor));
        Assert.Equal(-100 * exercised, market.Shares(market.Writer));
        Assert.Equal(exercised, market.Of(EventKind.Exercised).Sum(e => e.Quantity.Lots));
    }

    [Fact]
    public void AnAssignmentCannotBeRefusedAndLeavesAShortPosition()
    {
        var market = new OptionVenue(50);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 1.00m, 1);
        market.Expire(55);
        Assert.Equal(-100, market.Shares(market.Writer));
        Assert.Equal(1_005_100, market.Venue.Cash(market.Writer));
    }
}
