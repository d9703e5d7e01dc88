using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Splits, spin-offs and new names through the public face of a venue. Source: MARKET rules, section 13.</summary>
public sealed class SplitTests
{
    [Theory]
    [InlineData(3, 2, "40.00", 200, "26.66", 300)] // EX-13b
    [InlineData(2, 1, "25.01", 100, "12.50", 200)]
    [InlineData(5, 4, "10.00", 300, "8.00", 300)] // 375 shares, down to a round lot.
    [InlineData(3, 2, "40.00", 50, "26.66", 50)] // Less than a round lot never becomes less.
    [InlineData(7, 1, "645.00", 100, "92.14", 700)]
    public void ABuyLimitFallsByTheSplitsValueAndGrowsToARoundLot(
        int newShares, int oldShares, decimal price, long lots, decimal expected, long size)
    {
        var day = new CorporateDay();
        var buyer = day.Venue.Open(1, dollars: 1_000_000);
        var order = day.Place(buyer, OrderType.Limit, Side.Buy, price, lots);
        day.GoEx(700.00m, Instructions.Split(day.Stock.Id, newShares, oldShares, day.Instant(CorporateDay.Tuesday)));

        Assert.Equal(MechanismVenue.PriceOf(day.Stock, expected), day.RestatedOrder(order).Price);
        Assert.Equal(size, day.RestatedOrder(order).Quantity.Lots);
        Assert.Equal((long)(expected * 100) * size, day.Venue.Exchange.Ledger.Reserved(buyer, MechanismVenue.Usd));
    }

    [Fact]
    public void ASplitMultipliesSharesAndPaysFractionsInCash()
    {
        var day = new CorporateDay();
        var holder = day.Venue.Open(1);
        day.Venue.Give(holder, day.Stock, 101);
        var issued = day.Venue.Exchange.Ledger.Issued(day.Stock.Base);
        var sell = day.Place(holder, OrderType.Stop, Side.Sell, 0, 100, stop: 30.00m);
        day.GoEx(40.00m, Instructions.Split(day.Stock.Id, 3, 2, day.Instant(CorporateDay.Tuesday)));

        Assert.Equal(151, day.Venue.Position(holder, day.Stock));
        Assert.Equal(13.33m, day.Venue.Posted(holder, Posting.CashInLieu)); // Half of a share at 26.6667.
        Assert.Equal(((issued - 101) * 3 / 2) + 151, day.Venue.Exchange.Ledger.Issued(day.Stock.Base));
        Assert.Equal(2667, day.Close!.Value.Ticks);
        Assert.Equal(2m / 3, day.Actions.History.Factor(day.Stock.Id, new(2026, 1, 5), CorporateDay.Tuesday));
        Assert.Equal(100, day.RestatedOrder(sell).Quantity.Lots); // 150, down to a round lot.
        Assert.Equal(100, day.Venue.Exchange.Ledger.Reserved(holder, day.Stock.Base));
    }

    [Fact]
    public void AReverseSplitCancelsOrdersAndCashesFractions()
    {
        var day = new CorporateDay();
        var holder = day.Venue.Open(1, dollars: 1_000);
        day.Venue.Give(holder, day.Stock, 1_005);
        day.Place(holder, OrderType.Limit, Side.Sell, 5.00m, 1_005);
        day.Place(holder, OrderType.Limit, Side.Buy, 1.00m, 100);
        day.GoEx(2.00m, Instructions.Split(day.Stock.Id, 1, 10, day.Instant(CorporateDay.Tuesday)));

        Assert.Equal(100, day.Venue.Position(holder, day.Stock));
        Assert.Equal(1_010.00m, day.Venue.Cash(holder));
        Assert.Equal(2, day.Venue.Last.Count(e => e is { Kind: EventKind.Cancelled, Cancel: CancelReason.CorporateAction }));
        Assert.Equal(0, day.Venue.Exchange.Ledger.Reserved(holder, day.Stock.Base));
        Assert.Equal(0, day.Venue.Exchange.Ledger.Reserved(holder, MechanismVenue.Usd));
        Assert.Equal(2000, day.Close!.Value.Ticks);
        Assert.Equal(10m, day.Actions.History.Factor(day.Stock.Id, new(2026, 1, 5), CorporateDay.Tuesday));

        // A stop below the restated last price is not elected by the old one.
        var stop = day.Place(holder, OrderType.Stop, Side.Sell, 0, 100, stop: 19.00m);
        Assert.True(day.Venue.Exchange.Model(day.Stock.Id).TryGetOpen(stop, out var open) && open.IsDormant);
    }

    [Fact]
    public void ASpinOffGivesSharesOfTheNewCompanyAndTakesTheirValueFromTheOldOne()
    {
        var (parent, child) = (MechanismVenue.Share(0, "OLD"), MechanismVenue.Share(1, "NEW"));
        var day = new CorporateDay([parent, child]);
        var holder = day.Venue.Open(1, dollars: 10_000);
        day.Venue.Give(holder, parent, 103);
        var buy = day.Place(holder, OrderType.Limit, Side.Buy, 50.00m, 100);
        day.Venue.Apply(Instructions.ClosingPrice(child.Id, new(1_234)));
        day.GoEx(60.00m, Instructions.SpinOff(parent.Id, child.Base, 1, 4, day.Instant(CorporateDay.Tuesday)));

        Assert.Equal(103, day.Venue.Position(holder, parent));
        Assert.Equal(25, day.Venue.Position(holder, child));
        Assert.Equal(9.26m, day.Venue.Posted(holder, Posting.CashInLieu)); // Three quarters of 12.34: 9.255.
        Assert.Equal(4_691, day.RestatedOrder(buy).Price.Ticks); // 50.00 - 3.085, down.
        Assert.Equal(5_692, day.Close!.Value.Ticks);
    }

    [Fact]
    public void WhereNobodyKnowsWhatASpunOffShareIsWorthOrdersThatWouldMoveAreCancelled()
    {
        var (parent, child) = (MechanismVenue.Share(0, "OLD"), MechanismVenue.Share(1, "NEW"));
        var day = new CorporateDay([parent, child]);
        var holder = day.Venue.Open(1, dollars: 10_000);
        var buy = day.Place(holder, OrderType.Limit, Side.Buy, 50.00m, 100);
        var sell = day.Place(day.Maker, OrderType.Limit, Side.Sell, 70.00m, 100);
        day.GoEx(60.00m, Instructions.SpinOff(parent.Id, child.Base, 1, 4, day.Instant(CorporateDay.Tuesday)));

        var cancelled = Assert.Single(day.Venue.Last, e => e.Kind == EventKind.Cancelled);
        Assert.Equal((buy, CancelReason.CorporateAction), (cancelled.Order, cancelled.Cancel));
        Assert.True(day.Venue.Exchange.Model(parent.Id).TryGetOpen(sell, out _));
    }

    [Fact]
    public void ANewSymbolIsInForceFromItsDayOnAndOptionsFollow()
    {
        var stock = MechanismVenue.Share(0, "FB");
        var call = MechanismVenue.Option(1, stock, OptionRight.Call, 50m, new(2026, 1, 16));
        var day = new CorporateDay([stock, call], ("renames", "META OTHER"));
        day.GoEx(60.00m, Instructions.SymbolChange(stock.Id, 0, day.Instant(CorporateDay.Tuesday)));

        Assert.Equal("META", day.Stock.Symbol);
        Assert.Equal("META260116C00050000", day.Venue.Exchange.Instruments[1].Symbol);
    }

    [Fact]
    public void ASymbolThatIsTakenOrPromisedIsRefusedWhenItIsAnnounced()
    {
        var (first, second) = (MechanismVenue.Share(0, "FB"), MechanismVenue.Share(1, "AA"));
        var day = new CorporateDay([first, second], ("renames", "AA META"));
        RejectReason Rename(Instrument share, int name)
        {
            day.Venue.Apply(Instructions.SymbolChange(share.Id, name, day.Instant(CorporateDay.Tuesday)));
            return day.Venue.Refusal;
        }

        Assert.Equal(RejectReason.NotPermitted, Rename(first, 0));
        Assert.Equal(RejectReason.NotPermitted, Rename(second, 0));
        Assert.Equal(RejectReason.None, Rename(second, 1));
        Assert.Equal(RejectReason.NotPermitted, Rename(first, 1));

        // The name that is given up is free again.
        Assert.Equal(RejectReason.None, Rename(first, 0));
        day.GoEx(60.00m);
        Assert.Equal(["AA", "META"], day.Venue.Exchange.Instruments.Select(i => i.Symbol));
    }

    [Fact]
    public void AnIcebergThatIsSplitKeepsItsPlaceAndShowsMore()
    {
        var day = new CorporateDay();
        var (first, second) = (day.Venue.Open(1, dollars: 100_000), day.Venue.Open(2, dollars: 100_000));
        var iceberg = new OrderId(5);
        day.Venue.Apply(Commands.Limit(first, day.Stock.Id, iceberg, Side.Buy, new(4_000), new(600), TimeInForce.Gtc) with
        {
            Display = new(200),
        });
        var plain = day.Place(second, OrderType.Limit, Side.Buy, 40.00m, 100);
        day.GoEx(41.00m, Instructions.Split(day.Stock.Id, 2, 1, day.Instant(CorporateDay.Tuesday)));
        day.Venue.Limit(day.Maker, day.Stock, Side.Sell, 20.00m, 600, TimeInForce.Ioc);

        var fills = day.Venue.Last.Where(e => e.Kind == EventKind.Traded).Select(e => (e.CounterOrder, e.Quantity.Lots));
        Assert.Equal([(iceberg, 400L), (plain, 200L)], fills);
    }
}
