using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Fees and levies come after the trade: an account that spent its last cent owes them, and nothing breaks.</summary>
public sealed class FeesOfPaidInFullTests
{
    [Fact]
    public void AnAccountThatSpentEverythingOwesTheFeeAndBuysNothingMoreUntilItIsPaid()
    {
        var share = MechanismVenue.Share(0);
        var venue = new MechanismVenue([share], [MechanismSpec.Of("fees"), MechanismSpec.Of("levies")]);
        var (buyer, seller) = (venue.Open(0, dollars: 10_000), venue.Open(1));
        venue.Give(seller, share, 10_000);
        venue.Apply(Commands.OpenSession());
        venue.Trade(buyer, seller, share, 10.00m, 1_000);
        Assert.Equal(-3.00m, venue.Cash(buyer));

        venue.Limit(buyer, share, Side.Buy, 0.01m, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);

        // It may sell, and pays what it owes by that.
        venue.Trade(seller, buyer, share, 10.00m, 100);
        Assert.InRange(venue.Cash(buyer), 990, 1_000);
        venue.Limit(buyer, share, Side.Buy, 9.00m, 100);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }
}
