using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>EX-7a with ticks of other sizes: one tick above the best bid is the least that the price test lets stand.</summary>
public sealed class RepriceTickTests
{
    [Theory]
    [InlineData(5, 3610)]
    [InlineData(10, 3620)]
    public void AShortSaleIsRaisedByOneTickOfTheInstrument(long tick, long expected)
    {
        var share = MechanismVenue.Share(0) with { Ticks = new TickRegime((0, tick)) };
        var venue = new MechanismVenue(
            [share], [MechanismSpec.Of("short-selling", ("price-test", "reprice"), ("requires-locate", "false"))], null, new FreeCredit());
        var (seller, buyer) = (venue.Open(0, AccountType.RegT, 1_000_000), venue.Open(1, AccountType.RegT, 1_000_000));
        venue.Apply(Instructions.ClosingPrice(share.Id, new(4_000)));
        venue.At("09:30").Apply(Commands.OpenSession());
        venue.Trade(buyer, seller, share, 36.00m, 100);
        var bid = expected - tick;
        venue.Limit(buyer, share, Side.Buy, bid / 100m, 500);
        venue.Limit(seller, share, Side.Sell, bid / 100m, 100);
        Assert.Contains(venue.Last, e => e.Kind == EventKind.Rested && e.Price.Ticks == expected);
        Assert.DoesNotContain(venue.Last, e => e.Kind == EventKind.Traded);
    }
}
