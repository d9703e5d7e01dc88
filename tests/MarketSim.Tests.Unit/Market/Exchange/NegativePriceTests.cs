using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>What is paid in full and may cost less than nothing: its seller pays, and must be able to.</summary>
public sealed class NegativePriceTests
{
    [Fact]
    public void ASellerBelowZeroReservesTheAssetAndTheMoney()
    {
        var venue = Venue(cash: 1_000);
        venue.Limit(TestVenue.Alice, 1, Side.Sell, -40, 20);
        Assert.Equal(20, Reserved(venue, TestVenue.Shares));
        Assert.Equal(800, Reserved(venue, TestVenue.Cash));
        Assert.Equal(800, venue.Exchange.ReservedByOrders(TestVenue.Alice, TestVenue.Cash));
        Assert.Equal(RejectReason.InsufficientFunds, TestVenue.ReasonOf(venue.Limit(TestVenue.Alice, 2, Side.Sell, -21, 10)));

        venue.Limit(TestVenue.Bob, 3, Side.Buy, -40, 5);
        Assert.Equal(800, venue.Exchange.Ledger.Balance(TestVenue.Alice, TestVenue.Cash));
        Assert.Equal(600, Reserved(venue, TestVenue.Cash));
        venue.Do(Commands.Replace(TestVenue.Alice, TestVenue.Share, new(1), new Price(-10), new Quantity(10), new(9)));
        Assert.Equal((10L, 100L), (Reserved(venue, TestVenue.Shares), Reserved(venue, TestVenue.Cash)));
        venue.Do(Commands.Cancel(TestVenue.Alice, TestVenue.Share, new(9)));
        Assert.Equal((0L, 0L), (Reserved(venue, TestVenue.Shares), Reserved(venue, TestVenue.Cash)));
    }

    [Fact]
    public void AReplacementThatCannotBePaidForLeavesEverythingAsItWas()
    {
        var venue = Venue(cash: 1_000);
        venue.Limit(TestVenue.Alice, 1, Side.Sell, -40, 20);
        var events = venue.Do(Commands.Replace(TestVenue.Alice, TestVenue.Share, new(1), new Price(-60), new Quantity(20), new(9)));
        Assert.Equal(RejectReason.InsufficientFunds, TestVenue.ReasonOf(events));
        Assert.Equal((20L, 800L), (Reserved(venue, TestVenue.Shares), Reserved(venue, TestVenue.Cash)));
    }

    [Fact]
    public void ASaleWithoutALimitReservesWhatTheLowestPriceWouldCost()
    {
        var venue = Venue(cash: 1_000, new ExchangeOptions { ProtectionTicks = 0 });
        venue.Limit(TestVenue.Bob, 1, Side.Buy, -100, 20);
        Command Sell(ulong id, long lots) => Commands.Market(TestVenue.Alice, TestVenue.Share, new(id), Side.Sell, new Quantity(lots));
        Assert.Equal(RejectReason.InsufficientFunds, TestVenue.ReasonOf(venue.Do(Sell(2, 11))));
        Assert.Contains(venue.Do(Sell(3, 10)), e => e.Kind == EventKind.Traded);
        Assert.Equal(0, venue.Exchange.Ledger.Balance(TestVenue.Alice, TestVenue.Cash));
    }

    private static long Reserved(TestVenue venue, AssetId asset) => venue.Exchange.Ledger.Reserved(TestVenue.Alice, asset);

    private static TestVenue Venue(long cash, ExchangeOptions? options = null)
        => new(options, share => share with { MinPrice = new Price(-100) }, cash, shares: 100);
}
