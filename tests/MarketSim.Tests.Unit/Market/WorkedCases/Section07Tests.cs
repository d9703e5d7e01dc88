using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Short selling with other numbers than those of the rules' examples, and on their edges.</summary>
public sealed class Section07Tests
{
    public static TheoryData<decimal, long, long, decimal, decimal> Fees => new()
    {
        { 50.00m, 300, 360_000, 51.00m, 15.30m }, { 100.00m, 2_500, 2_500, 102.00m, 1.77m }, { 19.60m, 250, 72_000, 20.00m, 1.00m },
        { 19.61m, 250, 72_000, 21.00m, 1.05m }, { 0.98m, 10_000, 1_000_000, 1.00m, 27.78m }, { 0.99m, 10_000, 1_000_000, 2.00m, 55.56m },
    };

    [Theory]
    [MemberData(nameof(Fees))]
    public void CollateralIsRoundedUpToTheWholeDollarAndTheFeeToTheCent(
        decimal price, long lots, long rate, decimal collateral, decimal fee)
    {
        var venue = new ShortVenue().Close(price).Open();
        venue.Venue.Apply(Instructions.BorrowRate(venue.Share.Id, rate));
        venue.SellShort(price, lots);
        venue.EndDay(0);
        venue.Open(1);
        Assert.Equal(MechanismVenue.PriceOf(venue.Share, collateral), Assert.Single(venue.Of(EventKind.Borrowed)).Price);
        venue.EndDay(1);
        Assert.Equal(-fee, venue.Venue.Posted(venue.Seller, Posting.BorrowFee));
    }

    public static TheoryData<decimal, decimal, bool> Triggers => new()
    {
        { 13.37m, 12.03m, true }, { 13.37m, 12.04m, false }, { 0.99m, 0.89m, true }, { 0.99m, 0.90m, false }, { 250.10m, 225.09m, true },
        { 250.10m, 225.10m, false },
    };

    [Theory]
    [MemberData(nameof(Triggers))]
    public void ThePriceTestHoldsForTheRestOfTheDayAndTheNextDayFromTheExactCent(decimal close, decimal print, bool triggers)
    {
        var venue = new ShortVenue().Close(close).Open();
        venue.Venue.Trade(venue.Buyer, venue.Holder, venue.Share, print, 10);
        for (var day = 0; day < 3; day++)
        {
            venue.Bid(print, 100);
            venue.Locate(500);
            var tested = triggers && day < 2;
            Assert.Equal(tested ? RejectReason.ShortSalePriceTest : RejectReason.None, venue.Sell(print, 1));
            Assert.Equal(RejectReason.None, venue.Sell(print + 0.01m, 1));
            venue.EndDay(day);
            venue.Open(day + 1);
        }
    }
}
