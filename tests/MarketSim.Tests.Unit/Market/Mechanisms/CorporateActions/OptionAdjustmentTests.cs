using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>What corporate actions do to options. Source: MARKET rules, section 9.</summary>
public sealed class OptionAdjustmentTests
{
    private static readonly Equity Stock = MechanismVenue.Share(0);

    [Theory]
    [InlineData(7, 1, "645.00", "cut-strike", "92.14", 100, 100, 7)] // EX-9j
    [InlineData(3, 2, "50.00", "cut-strike", "33.33", 150, 150, 1)]
    [InlineData(3, 2, "50.00", "keep-strike", "50.00", 150, 100, 1)]
    [InlineData(1, 10, "50.00", "cut-strike", "50.00", 10, 100, 1)]
    [InlineData(4, 1, "500.00", "keep-strike", "125.00", 100, 100, 4)]
    [InlineData(5, 4, "42.00", "cut-strike", "33.60", 125, 125, 1)]
    public void TermsFollowASplit(
        int newShares, int oldShares, decimal strike, string style, decimal newStrike, long deliverable, long multiplier, long times)
    {
        var day = With(strike, style, out var call, out var accounts);
        var (buyer, writer) = accounts;
        var issued = day.Venue.Exchange.Ledger.Issued(call.Base);
        day.GoEx(strike, Instructions.Split(Stock.Id, newShares, oldShares, day.Instant(CorporateDay.Tuesday)));

        var option = (OptionContract)day.Venue.Exchange.Instruments[1];
        Assert.Equal(MechanismVenue.PriceOf(Stock, newStrike), option.Strike);
        Assert.Equal((deliverable, multiplier), (option.Deliverable, option.Multiplier));
        Assert.Equal(3 * times, day.Venue.Position(buyer, call));
        Assert.Equal(-3 * times, day.Venue.Position(writer, call));
        Assert.Equal(issued, day.Venue.Exchange.Ledger.Issued(call.Base));
        Assert.Equal(multiplier, option.QuoteAmount(new(1), new(1)).Minor);
        Assert.Contains(day.Venue.Last, e => e is { Kind: EventKind.Cancelled, Cancel: CancelReason.CorporateAction } && e.Instrument == call.Id);
    }

    [Theory]
    [InlineData(true, "0.125", "49.88")] // 12.50 a contract; 49.875 to the cent.
    [InlineData(true, "2.00", "48.00")]
    [InlineData(true, "0.1249", "50.00")] // 12.49 a contract.
    [InlineData(false, "2.00", "50.00")] // Ordinary.
    public void OnlySpecialDividendsOfEnoughAContractCutTheStrike(bool isSpecial, decimal dividend, decimal strike)
    {
        var day = With(50.00m, "cut-strike", out _, out _);
        var exDate = day.Instant(CorporateDay.Tuesday);
        day.GoEx(50.00m, isSpecial
            ? Instructions.SpecialDividend(Stock.Id, CorporateDay.Micro(dividend), exDate)
            : Instructions.Dividend(Stock.Id, CorporateDay.Micro(dividend), exDate));

        Assert.Equal(MechanismVenue.PriceOf(Stock, strike), ((OptionContract)day.Venue.Exchange.Instruments[1]).Strike);
    }

    [Fact]
    public void ASpinOffJoinsTheDeliverableAndASplitOfTheNewCompanyFollowsIt()
    {
        var child = MechanismVenue.Share(1, "NEW");
        var call = MechanismVenue.Option(2, Stock, OptionRight.Call, 50m, new(2026, 1, 16));
        var day = new CorporateDay([Stock, child, call]);
        day.Venue.Apply(Instructions.ClosingPrice(child.Id, new(800)));
        day.GoEx(60.00m, Instructions.SpinOff(Stock.Id, child.Base, 1, 3, day.Instant(CorporateDay.Tuesday)));

        var option = (OptionContract)day.Venue.Exchange.Instruments[2];
        Assert.Equal((100L, child.Base, 33L, 267L), (option.Deliverable, option.ExtraAsset, option.ExtraLots, option.ExtraCash.Minor));
        Assert.Equal(5_000, option.Strike.Ticks);

        var wednesday = new DateOnly(2026, 1, 7);
        day.Venue.Apply(Instructions.Split(child.Id, 2, 1, day.Instant(wednesday)));
        day.Venue.Apply(Instructions.Split(Stock.Id, 4, 1, day.Instant(wednesday)));
        day.Venue.At("16:00").Apply(Commands.CloseSession());
        day.Venue.At("9:30", wednesday).Apply(Commands.OpenSession());
        option = (OptionContract)day.Venue.Exchange.Instruments[2];

        // Four times the contracts would be four times the new shares too: so the deliverable grows instead.
        Assert.Equal((400L, 66L, 5_000L, 100L), (option.Deliverable, option.ExtraLots, option.Strike.Ticks, option.Multiplier));
    }

    [Fact]
    public void AFractionOfAShareInADeliverableBecomesCash()
    {
        var day = With(50.00m, "cut-strike", out _, out _);
        day.GoEx(2.00m, Instructions.Split(Stock.Id, 1, 3, day.Instant(CorporateDay.Tuesday)));

        // 33 new shares and a third of one, which is worth 6.00.
        var option = (OptionContract)day.Venue.Exchange.Instruments[1];
        Assert.Equal((33L, 200L, 5_000L), (option.Deliverable, option.ExtraCash.Minor, option.Strike.Ticks));
    }

    private static CorporateDay With(
        decimal strike, string style, out OptionContract call, out (AccountId Buyer, AccountId Writer) accounts)
    {
        call = MechanismVenue.Option(1, Stock, OptionRight.Call, strike, new(2026, 1, 16));
        var day = new CorporateDay([Stock, call], ("odd-splits", style));
        accounts = (day.Venue.Open(1, dollars: 100_000), day.Venue.Open(2, AccountType.RegT));
        day.Venue.Trade(accounts.Buyer, accounts.Writer, call, 2.00m, 3);
        day.Venue.Limit(accounts.Buyer, call, Side.Buy, 1.50m, 2, TimeInForce.Gtc);
        return day;
    }
}
