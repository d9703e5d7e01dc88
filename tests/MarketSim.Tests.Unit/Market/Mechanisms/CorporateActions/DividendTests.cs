using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Cash dividends through the public face of a venue. Source: MARKET rules, section 13.</summary>
public sealed class DividendTests
{
    [Theory]
    [InlineData("30.00", "0.215", "29.78")] // EX-13a
    [InlineData("12.50", "0.33", "12.17")]
    [InlineData("50.01", "1.001", "49.00")]
    [InlineData("30.00", "0.0099", "30.00")] // Less than a cent changes no order.
    [InlineData("30.00", "0.01", "29.99")]
    public void ABuyLimitIsCutByTheDividendRoundedDownToTheTick(decimal price, decimal dividend, decimal expected)
    {
        var day = new CorporateDay();
        var buyer = day.Venue.Open(1, dollars: 100_000);
        var order = day.Place(buyer, OrderType.Limit, Side.Buy, price, 100);
        day.GoEx(55.00m, Instructions.Dividend(day.Stock.Id, CorporateDay.Micro(dividend), day.Instant(CorporateDay.Tuesday)));

        day.Venue.Exchange.Model(day.Stock.Id).TryGetOpen(order, out var open);
        Assert.Equal(MechanismVenue.PriceOf(day.Stock, expected), open.Price);
        Assert.Equal(100, open.Open.Lots);
        Assert.Equal((long)(expected * 100) * 100, day.Venue.Exchange.Ledger.Reserved(buyer, MechanismVenue.Usd));
    }

    [Fact]
    public void OnlyBuyLimitsAndSellStopsMoveAndOrdersThatMayNotBeReducedStay()
    {
        var day = new CorporateDay();
        var other = day.Venue.Open(1, dollars: 1_000_000);
        day.Venue.Trade(other, day.Maker, day.Stock, 40.00m, 500);
        var kept = day.Place(other, OrderType.Limit, Side.Buy, 30.00m, 100, flags: OrderFlags.DoNotReduce);
        var buy = day.Place(other, OrderType.Limit, Side.Buy, 30.00m, 100, tif: TimeInForce.Gtd);
        var sell = day.Place(day.Maker, OrderType.Limit, Side.Sell, 50.00m, 100);
        var sellStop = day.Place(other, OrderType.Stop, Side.Sell, 0, 100, stop: 35.00m);
        var sellStopLimit = day.Place(other, OrderType.StopLimit, Side.Sell, 34.50m, 100, stop: 35.00m);
        var buyStop = day.Place(other, OrderType.StopLimit, Side.Buy, 46.00m, 100, stop: 45.00m);
        day.GoEx(40.00m, Instructions.Dividend(day.Stock.Id, CorporateDay.Micro(0.505m), day.Instant(CorporateDay.Tuesday)));

        Assert.Equal(2949, day.RestatedOrder(buy).Price.Ticks);
        Assert.Equal(3399, day.RestatedOrder(sellStopLimit).Price.Ticks);
        Assert.True((day.RestatedOrder(sellStop).Flags & EventFlags.ByVenue) != 0);
        var restated = day.Venue.Last.Where(e => e.Kind == EventKind.Replaced).Select(e => e.Order).ToList();
        Assert.Equal([buy, sellStop, sellStopLimit], restated);
        foreach (var stays in new[] { kept, sell, buyStop })
        {
            Assert.True(day.Venue.Exchange.Model(day.Stock.Id).TryGetOpen(stays, out _));
        }

        // The stop stands at 34.49 now: a trade at 34.50 leaves it, one at 34.49 elects it.
        day.Venue.Trade(other, day.Maker, day.Stock, 34.50m, 1);
        Assert.DoesNotContain(day.Venue.Last, e => e.Kind == EventKind.Triggered);
        day.Venue.Trade(other, day.Maker, day.Stock, 34.49m, 1);
        Assert.Contains(day.Venue.Last, e => e.Kind == EventKind.Triggered && e.Order == sellStop);
    }

    [Fact]
    public void HoldersAtTheStartOfTheExDateAreEntitledAndPaidOnThePayDate()
    {
        var day = new CorporateDay();
        var holder = day.Venue.Open(1, dollars: 100_000);
        var late = day.Venue.Open(2, dollars: 100_000);

        // Bought on the eve: the trade has not settled, and the holder is entitled all the same.
        day.Venue.Trade(holder, day.Maker, day.Stock, 40.00m, 333);
        var payDate = new DateOnly(2026, 1, 20);
        day.GoEx(40.00m, Instructions.Dividend(
            day.Stock.Id, CorporateDay.Micro(0.215m), day.Instant(CorporateDay.Tuesday), payDate));
        day.Venue.Trade(late, holder, day.Stock, 39.80m, 333);
        Assert.DoesNotContain(day.Venue.Events, e => e.Posting == Posting.Dividend && e.Kind == EventKind.Posted);

        day.Venue.At("16:00").Apply(Commands.CloseSession());
        day.Venue.At("9:30", payDate).Apply(Commands.OpenSession());
        Assert.Equal(71.60m, day.Venue.Posted(holder, Posting.Dividend)); // 71.595 rounded half up.
        Assert.Equal(0, day.Venue.Posted(late, Posting.Dividend));
    }

    [Fact]
    public void WhoIsShortPaysInLieuToTheLenders()
    {
        var day = new CorporateDay();
        var shorter = day.Venue.Open(1, AccountType.RegT);
        day.Venue.Trade(day.Maker, shorter, day.Stock, 40.00m, 250);
        var payDate = new DateOnly(2026, 1, 8);
        day.GoEx(40.00m, Instructions.Dividend(
            day.Stock.Id, CorporateDay.Micro(0.33m), day.Instant(CorporateDay.Tuesday), payDate));
        day.Venue.Trade(shorter, day.Maker, day.Stock, 39.50m, 250);
        day.Venue.At("16:00").Apply(Commands.CloseSession());
        day.Venue.At("9:30", payDate).Apply(Commands.OpenSession());

        // Bought back on the ex-date: it was short at its start all the same.
        Assert.Equal(-82.50m, day.Venue.Posted(shorter, Posting.DividendInLieu));
        Assert.Equal(82.50m, day.Venue.Posted(HouseAccounts.Lenders, Posting.DividendInLieu));
        Assert.Equal(1_000_250 * 0.33m, day.Venue.Posted(day.Maker, Posting.Dividend));
    }

    [Theory]
    [InlineData("592.33", "3.29", "0.9944457")] // EX-13c
    [InlineData("40.00", "0.50", "0.9875")]
    public void PriceHistoryIsMultipliedByOneLessTheDividendOverTheClose(decimal close, decimal dividend, decimal factor)
    {
        var day = new CorporateDay();
        day.GoEx(close, Instructions.Dividend(day.Stock.Id, CorporateDay.Micro(dividend), day.Instant(CorporateDay.Tuesday)));

        var monday = new DateOnly(2026, 1, 5);
        Assert.Equal(factor, Math.Round(day.Actions.History.Factor(day.Stock.Id, monday, CorporateDay.Tuesday), 7));
        Assert.Equal(1m, day.Actions.History.Factor(day.Stock.Id, CorporateDay.Tuesday, CorporateDay.Tuesday));
        Assert.Equal((long)((close - dividend) * 100), day.Close!.Value.Ticks);
    }

    [Fact]
    public void AnActionMustBeAnnouncedBeforeItsExDateOpensAndMakeSense()
    {
        var day = new CorporateDay();
        var today = day.Instant(new(2026, 1, 5));
        Assert.Equal(RejectReason.TooLate, Refusal(Instructions.Dividend(day.Stock.Id, 1_000_000, today)));
        var tomorrow = day.Instant(CorporateDay.Tuesday);
        Assert.Equal(RejectReason.Malformed, Refusal(Instructions.Dividend(day.Stock.Id, 0, tomorrow)));
        Assert.Equal(RejectReason.Malformed, Refusal(Instructions.Split(day.Stock.Id, 2, 2, tomorrow)));
        Assert.Equal(RejectReason.Malformed, Refusal(Instructions.SpinOff(day.Stock.Id, day.Stock.Base, 1, 2, tomorrow)));
        Assert.Equal(RejectReason.Malformed, Refusal(Instructions.SymbolChange(day.Stock.Id, 0, tomorrow)));
        Assert.Equal(RejectReason.UnknownInstrument, Refusal(Instructions.Split(new(7), 2, 1, tomorrow)));

        RejectReason Refusal(in Command command)
        {
            day.Venue.Apply(command);
            return day.Venue.Refusal;
        }
    }
}
