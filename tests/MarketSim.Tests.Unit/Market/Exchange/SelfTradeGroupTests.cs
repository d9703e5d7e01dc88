using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class SelfTradeGroupTests
{
    private static readonly Equity Xyz = MechanismVenue.Share(0);

    [Fact]
    public void AccountsOfOneGroupDoNotTradeWithEachOther()
    {
        var venue = Venue(out var first, out var second);
        venue.Apply(Instructions.SelfTradeGroup(first, 7));
        venue.Apply(Instructions.SelfTradeGroup(second, 7));
        venue.Limit(first, Xyz, Side.Sell, 10, 60);
        venue.Apply(Commands.Limit(second, Xyz.Id, new OrderId(900), Side.Buy, new Price(1_000), new Quantity(100)) with
        {
            SelfTrade = SelfTradePrevention.CancelOldest,
        });
        Assert.DoesNotContain(venue.Last, e => e.Kind == EventKind.Traded);
        Assert.Contains(venue.Last, e => e.Kind == EventKind.SelfTradePrevented);
    }

    [Theory]
    [InlineData(7, 8)]
    [InlineData(7, 0)]
    public void AccountsOfDifferentGroupsDo(int groupOfFirst, int groupOfSecond)
    {
        var venue = Venue(out var first, out var second);
        venue.Apply(Instructions.SelfTradeGroup(second, 7));
        venue.Apply(Instructions.SelfTradeGroup(first, groupOfFirst));
        venue.Apply(Instructions.SelfTradeGroup(second, groupOfSecond));
        venue.Limit(first, Xyz, Side.Sell, 10, 60);
        venue.Apply(Commands.Limit(second, Xyz.Id, new OrderId(900), Side.Buy, new Price(1_000), new Quantity(100)) with
        {
            SelfTrade = SelfTradePrevention.CancelOldest,
        });
        Assert.Contains(venue.Last, e => e.Kind == EventKind.Traded);
    }

    [Fact]
    public void AGroupThatIsNoneIsRefused()
    {
        var venue = Venue(out var first, out _);
        venue.Apply(Instructions.SelfTradeGroup(first, -1));
        Assert.Equal(RejectReason.Malformed, venue.Refusal);
        venue.Apply(Instructions.SelfTradeGroup(new AccountId(500), 1));
        Assert.Equal(RejectReason.UnknownAccount, venue.Refusal);
    }

    private static MechanismVenue Venue(out AccountId first, out AccountId second)
    {
        var venue = new MechanismVenue([Xyz], []);
        first = venue.Open(0);
        second = venue.Open(1, dollars: 10_000);
        venue.Give(first, Xyz, 1_000);
        venue.Apply(Commands.OpenSession());
        return venue;
    }
}
