using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class ShortSaleEntryTests
{
    [Fact]
    public void AShortSaleNeedsALocateOfItsSize()
    {
        var venue = new ShortVenue().Close(20).Open();
        Assert.Equal(RejectReason.NoLocate, venue.Sell(20, 100));
        Assert.Equal(RejectReason.None, venue.Locate(100));
        Assert.Equal(RejectReason.NoLocate, venue.Sell(20, 101));
        Assert.Equal(RejectReason.None, venue.Sell(20, 60));
        Assert.True((venue.Venue.Last[0].Flags & EventFlags.Short) != 0);
        Assert.Equal(RejectReason.NoLocate, venue.Sell(20, 41));
        Assert.Equal(RejectReason.None, venue.Sell(20, 40));
    }

    [Fact]
    public void ALocateIsUsedUpBySellingAndDoesNotComeBackWithThePosition()
    {
        var venue = new ShortVenue().Close(20).Open();
        venue.SellShort(20, 100);
        venue.Venue.Trade(venue.Seller, venue.Holder, venue.Share, 20, 100);
        Assert.Equal(0, venue.Venue.Position(venue.Seller, venue.Share));
        Assert.Equal(RejectReason.NoLocate, venue.Sell(20, 1));
    }

    [Fact]
    public void AnOrderThatIsCancelledGivesItsLocateBackAndTheNextDayTakesIt()
    {
        var venue = new ShortVenue().Close(20).Open();
        venue.Locate(100);
        var order = venue.Venue.Limit(venue.Seller, venue.Share, Side.Sell, 21, 100);
        venue.Venue.Apply(Commands.Cancel(venue.Seller, venue.Share.Id, order));
        Assert.Equal(RejectReason.None, venue.Sell(21, 100, tif: TimeInForce.Gtc));
        venue.EndDay(0);
        venue.Open(1);
        Assert.Contains(venue.Venue.Last, e => e is { Kind: EventKind.Cancelled, Cancel: CancelReason.Venue });
        Assert.Equal(RejectReason.NoLocate, venue.Sell(21, 1));
    }

    [Fact]
    public void LocatesAreGrantedUpToTheInventory()
    {
        var venue = new ShortVenue(("inventory", "500")).Close(20).Open();
        venue.Locate(300);
        Assert.Equal(RejectReason.None, venue.Locate(300));
        Assert.Equal(200, venue.Of(EventKind.Located).Last().Quantity.Lots);
        Assert.Equal(500, venue.Of(EventKind.Located).Last().Open.Lots);
        Assert.Equal(RejectReason.NothingToDo, venue.Locate(1));
        venue.Venue.Apply(Instructions.BorrowInventory(venue.Share.Id, new(600)));
        Assert.Equal(RejectReason.None, venue.Locate(1000));
        Assert.Equal(100, venue.Of(EventKind.Located).Last().Quantity.Lots);
    }

    [Fact]
    public void MarketMakersAndWhatIsEasyToBorrowNeedNoLocate()
    {
        var venue = new ShortVenue().Close(20).Open();
        venue.Venue.Apply(Instructions.MarketMaker(venue.Seller));
        Assert.Equal(RejectReason.None, venue.Sell(20, 500));
        venue.Venue.Apply(Instructions.MarketMaker(venue.Seller, isMarketMaker: false));
        Assert.Equal(RejectReason.NoLocate, venue.Sell(20, 500));
        Assert.Equal(RejectReason.None, new ShortVenue(("easy-to-borrow", "XYZ")).Close(20).Open().Sell(20, 500));
        Assert.Equal(RejectReason.None, new ShortVenue(("requires-locate", "false")).Close(20).Open().Sell(20, 500));
    }

    [Fact]
    public void AnOrderIsLongIfThePositionCoversItAfterOtherLongSales()
    {
        var venue = new ShortVenue().Close(20).Open();
        venue.Venue.Trade(venue.Seller, venue.Holder, venue.Share, 20, 1000);
        Assert.Equal(RejectReason.None, venue.Sell(21, 600));
        Assert.False((venue.Venue.Last[0].Flags & EventFlags.Short) != 0);
        Assert.Equal(RejectReason.NoLocate, venue.Sell(21, 401));
        Assert.Equal(RejectReason.WrongMark, venue.Sell(21, 401, OrderMark.Long));
        Assert.Equal(RejectReason.None, venue.Sell(21, 400, OrderMark.Long));
    }

    [Fact]
    public void WhatIsPartlyShortIsShortAltogether()
    {
        var venue = new ShortVenue().Close(20).Open();
        venue.Venue.Trade(venue.Seller, venue.Holder, venue.Share, 20, 100);
        venue.Locate(150);
        Assert.Equal(RejectReason.None, venue.Sell(21, 150));
        Assert.True((venue.Venue.Last[0].Flags & EventFlags.Short) != 0);
        Assert.Equal(RejectReason.None, venue.Sell(21, 100));
        Assert.False((venue.Venue.Last[0].Flags & EventFlags.Short) != 0);
    }

    [Fact]
    public void AReplacementIsAskedLikeTheOrderThatItBecomes()
    {
        var venue = new ShortVenue().Close(20).Open();
        venue.Locate(100);
        var order = venue.Venue.Limit(venue.Seller, venue.Share, Side.Sell, 21, 80);
        venue.Venue.Apply(Commands.Replace(venue.Seller, venue.Share.Id, order, new(2150), new(101)));
        Assert.Equal(RejectReason.NoLocate, venue.Venue.Refusal);
        venue.Venue.Apply(Commands.Replace(venue.Seller, venue.Share.Id, order, new(2150), new(100), new(900)));
        Assert.Equal(RejectReason.None, venue.Venue.Refusal);
        Assert.Equal(RejectReason.NoLocate, venue.Sell(21, 1));
    }

    [Fact]
    public void AnAccountThatNobodyCarriesCannotGoShort()
    {
        var venue = new ShortVenue().Close(20).Open();
        var cash = venue.Venue.Open(5, AccountType.Cash, 100_000);
        venue.Venue.Apply(Instructions.Locate(cash, venue.Share.Id, new(100)));
        venue.Venue.Limit(cash, venue.Share, Side.Sell, 20, 100);
        Assert.Equal(RejectReason.InsufficientAssets, venue.Venue.Refusal);
    }

    [Fact]
    public void InstructionsThatMakeNoSenseAreRefused()
    {
        var venue = new ShortVenue().Close(20).Open();
        venue.Venue.Apply(Instructions.Locate(new(99), venue.Share.Id, new(1)));
        Assert.Equal(RejectReason.UnknownAccount, venue.Venue.Refusal);
        Assert.Equal(RejectReason.InvalidQuantity, venue.Locate(0));
        venue.Venue.Apply(Instructions.BorrowRate(venue.Share.Id, -1));
        Assert.Equal(RejectReason.Malformed, venue.Venue.Refusal);
        venue.Venue.Apply(Instructions.Recall(venue.Share.Id, new(100)));
        Assert.Equal(RejectReason.NothingToDo, venue.Venue.Refusal);
    }
}
