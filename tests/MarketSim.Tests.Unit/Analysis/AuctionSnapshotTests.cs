using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class AuctionSnapshotTests
{
    [Fact]
    public void WhoTookPartInAnAuctionIsFoundInItsEvents()
    {
        var share = MechanismVenue.Share(0);
        var venue = new MechanismVenue([share], [], new ExchangeOptions { AuctionStyle = "lse" });
        var buyer = venue.Open(0, dollars: 1_000_000);
        var seller = venue.Open(1);
        venue.Give(seller, share, 10_000);
        venue.Apply(Commands.SetPhase(TradingPhase.PreOpen));
        venue.Limit(buyer, share, Side.Buy, 10.02m, 300);
        var gone = venue.Limit(buyer, share, Side.Buy, 10.05m, 900);
        venue.Limit(seller, share, Side.Sell, 10.00m, 100);
        venue.Market(seller, share, Side.Sell, 50);
        venue.Apply(Commands.Cancel(buyer, share.Id, gone));
        venue.Apply(Commands.SetPhase(TradingPhase.Continuous));
        venue.Trade(buyer, seller, share, 10.03m, 700);

        var snapshot = new AuctionSnapshot(share.Id, SimTime.Never);
        venue.Events.ForEach(e => snapshot.Observe(e));

        var auction = snapshot.Sample!;
        Assert.Equal((1_002, 150, 150), (auction.Price!.Value.Ticks, auction.Volume, auction.Imbalance));
        Assert.Equal(3, auction.Orders.Count);
        Assert.Equal((300, 150), (auction.DemandAt(new(1_002)), auction.SupplyAt(new(1_002))));
        Assert.Equal((0, 50), (auction.DemandAt(new(1_003)), auction.SupplyAt(new(999))));
    }
}
