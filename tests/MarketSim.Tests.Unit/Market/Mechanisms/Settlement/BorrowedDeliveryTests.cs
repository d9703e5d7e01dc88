using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Settlement and corporate actions together with the mechanism that lends stock to short sellers.</summary>
public sealed class BorrowedDeliveryTests
{
    private static readonly Equity Stock = MechanismVenue.Share(0);

    [Theory]
    [InlineData(1_000, 300, 0)]
    [InlineData(120, 120, 180)]
    public void AShortSellerDeliversWhatCouldBeBorrowedAndFailsForTheRest(long inventory, long delivered, long failed)
    {
        var (venue, shorter, buyer) = SellShort(inventory);
        venue.At("9:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        venue.At("16:00").Apply(Commands.CloseSession());

        Assert.Equal(delivered, venue.Last.Where(e => e.Kind == EventKind.Settled && e.Account == shorter).Sum(e => e.Quantity.Lots));
        Assert.Equal(failed, venue.Last.Where(e => e.Kind == EventKind.SettlementFailed).Sum(e => e.Quantity.Lots));
        Assert.Equal(delivered, Mechanism(venue).SettledShares(buyer, Stock.Id));
    }

    [Fact]
    public void ASplitMultipliesABorrowOnceSoThatWhatWasDeliveredStaysDelivered()
    {
        var (venue, shorter, buyer) = SellShort(1_000);
        venue.At("9:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        venue.At("16:00").Apply(Commands.CloseSession());
        var wednesday = venue.Exchange.Options.Calendar.At(new(2026, 1, 7), SimDuration.FromMinutes(570));
        venue.Apply(Instructions.Split(Stock.Id, 2, 1, wednesday));
        venue.At("9:30", new(2026, 1, 7)).Apply(Commands.OpenSession());
        Assert.Equal(600, venue.Exchange.Mechanisms.OfType<ShortSelling>().Single().Borrowed(shorter, Stock.Id));
        Assert.Equal(600, Mechanism(venue).SettledShares(buyer, Stock.Id));

        // It sells 50 more, and has borrowed nothing for them before they are due: nothing is left over of the split.
        venue.Apply(Instructions.BorrowInventory(Stock.Id, new(600)));
        venue.Apply(Instructions.MarketMaker(shorter));
        venue.Trade(buyer, shorter, Stock, 10.00m, 50);
        venue.At("16:00").Apply(Commands.CloseSession());
        venue.At("9:30", new(2026, 1, 8)).Apply(Commands.OpenSession());
        venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal(50, Assert.Single(venue.Last, e => e.Kind == EventKind.SettlementFailed).Quantity.Lots);
    }

    private static (MechanismVenue Venue, AccountId Shorter, AccountId Buyer) SellShort(long inventory)
    {
        var venue = new MechanismVenue(
            [Stock],
            [
                MechanismSpec.Of("settlement"), MechanismSpec.Of("short-selling"), MechanismSpec.Of("corporate-actions"),
            ],
            others: new FreeCredit());
        var (shorter, buyer) = (venue.Open(0, AccountType.RegT), venue.Open(1, dollars: 100_000));
        venue.Apply(Instructions.BorrowInventory(Stock.Id, new(inventory)));
        venue.Apply(Instructions.MarketMaker(shorter)); // Needs no locate.
        venue.Apply(Commands.OpenSession());
        venue.Trade(buyer, shorter, Stock, 20.00m, 300);
        venue.At("16:00").Apply(Commands.CloseSession());
        return (venue, shorter, buyer);
    }

    private static Settlement Mechanism(MechanismVenue venue) => venue.Exchange.Mechanisms.OfType<Settlement>().Single();
}
