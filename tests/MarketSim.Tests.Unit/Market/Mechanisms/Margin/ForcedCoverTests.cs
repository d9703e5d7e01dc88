using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Scenario S10, the short squeeze: what a rising price forces a short seller to buy back.</summary>
public sealed class ForcedCoverTests
{
    private static readonly Equity Xyz = MechanismVenue.Share(0);

    // Sold at 20.00 against 150%, a short has a credit of 30 dollars a share; 30/1.3 = 23.0769 is its call price.
    [Theory]
    [InlineData(23.07, 0)]
    [InlineData(23.08, 1)]
    public void NobodyIsCalledBelowTheCallPrice(double price, int calls)
    {
        var venue = Short(out _, out var market, out var other);
        Move(venue, market, other, (decimal)price);
        Assert.Equal(calls, venue.Events.Count(e => e.Kind == EventKind.MarginCalled));
    }

    // (4.3333 P - 100) / P of the position: 16.7%, 33.3%, 63.0%, and all of it at 30.
    [Theory]
    [InlineData(24, 167)]
    [InlineData(25, 334)]
    [InlineData(27, 630)]
    [InlineData(30, 1_000)]
    public void TheForcedCoverIsTheLeastThatRestoresMaintenance(int price, int covered)
    {
        var venue = Short(out var seller, out var market, out var other);
        Move(venue, market, other, price);
        venue.Limit(market, Xyz, Side.Sell, price, 5_000);
        venue.At("10:00:02");
        Assert.Equal(covered - 1_000, venue.Position(seller, Xyz));
    }

    private static MechanismVenue Short(out AccountId seller, out AccountId market, out AccountId other)
    {
        var venue = new MechanismVenue(
            [Xyz], [MechanismSpec.Of("margin", ("call-after", "1s"), ("critical-equity", "0"), ("minimum-equity", "0"))]);
        seller = venue.Open(0, AccountType.RegT, 10_000);
        market = venue.Open(1, dollars: 1_000_000);
        other = venue.Open(2, dollars: 1_000_000);
        venue.Give(market, Xyz, 100_000);
        venue.Apply(Commands.OpenSession());
        venue.At("10:00");
        venue.Trade(market, seller, Xyz, 20, 1_000);
        return venue;
    }

    private static void Move(MechanismVenue venue, AccountId market, AccountId other, decimal price)
        => venue.Trade(other, market, Xyz, price, 1);
}
