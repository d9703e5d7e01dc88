using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Mechanisms that meet: options of split shares on margin, assignment of covered writers, thresholds of closing auctions.</summary>
public sealed class CombinationTests
{
    private static readonly Equity Share = MechanismVenue.Share(0);

    [Theory] // Split, terms; requirement before at 51.00 and 3.00, and after at the close of the split share and the premium.
    [InlineData(3, 2, "cut-strike", "1320.00", "1320.00")] // 150 × (2.00 + 20% × 34.00)
    [InlineData(3, 2, "keep-strike", "1320.00", "1320.00")] // 100 × 3.00 + 20% × 34.00 × 150
    [InlineData(3, 1, "cut-strike", "1320.00", "1320.00")] // 3 × 100 × (1.00 + 20% × 17.00)
    [InlineData(1, 10, "cut-strike", "1320.00", "1320.00")] // 100 × 3.00 + 20% × 510.00 × 10
    public void ASplitDoesNotChangeWhatAWrittenOptionNeeds(
        int newShares, int oldShares, string style, string before, string after)
    {
        var call = MechanismVenue.Option(1, Share, OptionRight.Call, 50, new(2026, 6, 19));
        var venue = new MechanismVenue(
            [Share, call], [MechanismSpec.Of("margin"), MechanismSpec.Of("corporate-actions", ("odd-splits", style))]);
        venue.Apply(Commands.OpenSession());
        var (maker, trader) = (venue.Open(0, AccountType.RegT, 100_000), venue.Open(1, AccountType.RegT, 20_000));
        venue.Apply(Instructions.ReferencePrice(Share.Id, new(5_100)));
        venue.Trade(maker, trader, call, 3, 1);
        Assert.Equal(Number(before), Required(venue, trader));
        var calendar = venue.Exchange.Options.Calendar;
        venue.Apply(Instructions.Split(Share.Id, newShares, oldShares, calendar.At(new(2026, 1, 6), SimDuration.FromHours(12))));
        venue.At("16:00").Apply(Commands.CloseSession());
        venue.Apply(Instructions.ClosingPrice(Share.Id, new(5_100)));
        venue.At("9:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        Assert.Equal(Number(after), Required(venue, trader));
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.MarginCalled);
    }

    [Theory] // Covered writer of ten contracts: the close, shares and money afterwards.
    [InlineData("55.01", 0, "55000")]
    [InlineData("55.00", 1000, "0")]
    public void ACoveredWriterDeliversOrKeepsHisSharesByACent(string close, long shares, string received)
    {
        var last = new DateOnly(2026, 1, 9);
        var call = MechanismVenue.Option(1, Share, OptionRight.Call, 55, last);
        var venue = new MechanismVenue([Share, call], [MechanismSpec.Of("margin"), MechanismSpec.Of("options")]);
        venue.Apply(Commands.OpenSession());
        var (maker, writer) = (venue.Open(0, AccountType.RegT, 1_000_000), venue.Open(1, AccountType.RegT, 26_000));
        venue.Give(maker, Share, 5_000);
        venue.Trade(writer, maker, Share, 50, 1_000);
        venue.Trade(maker, writer, call, 1, 10);
        venue.At("10:00", last);
        var before = venue.Cash(writer);
        venue.Trade(venue.Open(2, AccountType.RegT, 10_000), maker, Share, Number(close), 1);
        venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal((shares, before + Number(received)), (venue.Position(writer, Share), venue.Cash(writer)));
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.MarginCalled);
    }

    [Theory] // Inside quote; how far a buyer and a seller may press the closing cross.
    [InlineData("20.00", "20.40", "22.42", "17.98")] // x = 2.02
    [InlineData("5.00", "5.20", "5.71", "4.49")] // x = 0.51
    [InlineData("4.90", "5.00", "5.50", "4.40")] // 0.495 gives way to 0.50.
    public void AClosingCrossKeepsWithinTheThresholdOnBothSides(string bid, string ask, string upper, string lower)
    {
        foreach (var side in (Side[])[Side.Buy, Side.Sell])
        {
            var venue = new MechanismVenue([Share], [MechanismSpec.Of("trading-day", ("style", "lse"), ("threshold", "on"))]);
            var (buyer, seller) = (venue.Open(0, dollars: 100_000), venue.Open(1));
            venue.Give(seller, Share, 1_000);
            venue.At("10:00");
            venue.Limit(buyer, Share, Side.Buy, Number(bid), 10);
            venue.Limit(seller, Share, Side.Sell, Number(ask), 10);
            venue.Limit(side == Side.Buy ? buyer : seller, Share, side, side == Side.Buy ? 60 : 0.50m, 100, TimeInForce.AtClose);
            venue.At("16:00");
            var uncrossed = venue.Last.Single(e => e.Kind == EventKind.Uncrossed);
            Assert.Equal(Number(side == Side.Buy ? upper : lower), Share.ToDecimal(uncrossed.Price));
        }
    }

    private static decimal Required(MechanismVenue venue, AccountId account)
        => venue.Exchange.Mechanisms.OfType<IMarginMechanism>().Single().StatementOf(account)!.Maintenance / 100m;

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
