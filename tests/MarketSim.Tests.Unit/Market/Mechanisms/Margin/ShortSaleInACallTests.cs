using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Short sales by accounts that are in a margin call: what opens is refused, what closes is not.</summary>
public sealed class ShortSaleInACallTests
{
    private readonly Equity _abc = MechanismVenue.Share(0, "ABC");
    private readonly Equity _xyz = MechanismVenue.Share(1, "XYZ");
    private AccountId _maker;

    private MechanismVenue Venue(params (string, string)[] settings)
    {
        var venue = new MechanismVenue(
            [_abc, _xyz],
            [
                MechanismSpec.Of("short-selling", ("requires-locate", "false")),
                MechanismSpec.Of("margin", [("debit-interest", "0"), .. settings]), MechanismSpec.Of("portfolio-margin"),
            ]);
        venue.Apply(Commands.OpenSession());
        _maker = venue.Open(9, AccountType.Cash, 100_000_000);
        venue.Give(_maker, _abc, 1_000_000);
        venue.Give(_maker, _xyz, 1_000_000);
        return venue;
    }

    private void Price(MechanismVenue venue, Instrument instrument, decimal price)
        => venue.Apply(Instructions.ReferencePrice(instrument.Id, MechanismVenue.PriceOf(instrument, price)));

    private static void IsCalled(MechanismVenue venue, AccountId trader, int lots = 0)
        => Assert.Contains(venue.Events, e => e.Kind == EventKind.MarginCalled && e.Account == trader && e.Quantity.Lots == lots);

    [Theory]
    [InlineData(AccountType.RegT, 50)]
    [InlineData(AccountType.Portfolio, 40)]
    public void AShortSellerInACallSellsNoMoreShort(AccountType type, decimal price)
    {
        var venue = Venue();
        var trader = venue.Open(1, type, type == AccountType.RegT ? 10_000 : 3_000);
        venue.Trade(_maker, trader, _abc, type == AccountType.RegT ? 40 : 36, 500);
        Price(venue, _xyz, 20);
        Price(venue, _abc, price);
        IsCalled(venue, trader);

        foreach (var share in new[] { _abc, _xyz })
        {
            venue.Limit(trader, share, Side.Sell, share == _abc ? price : 20, 1);
            Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
            venue.Limit(trader, share, Side.Sell, share == _abc ? price * 2 : 40, 1, mark: OrderMark.Short);
            Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
            venue.Market(trader, share, Side.Sell, 1);
            Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        }

        venue.Limit(trader, _abc, Side.Buy, price, 500);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Fact]
    public void TheProceedsOfAShortSaleMeetNoCall()
    {
        var venue = Venue();
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, _maker, _abc, 60, 1_000);
        Price(venue, _xyz, 20);
        Price(venue, _abc, 38);
        IsCalled(venue, trader);
        venue.Limit(trader, _xyz, Side.Sell, 20, 100);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, _abc, Side.Sell, 38, 1_001); // a thousand held, one short
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, _abc, Side.Sell, 38, 1_000);
        Assert.Equal(RejectReason.None, venue.Refusal);
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.MarginCallMet);
    }

    [Fact]
    public void ASaleThatClosesMostAndOpensLittleIsAShortSaleInACall()
    {
        // By margin alone it would free more than it takes.
        var venue = Venue();
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, _maker, _abc, 60, 1_000);
        Price(venue, _abc, 38);
        IsCalled(venue, trader);
        venue.Limit(trader, _abc, Side.Sell, 38, 1_100);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, _abc, Side.Sell, 38, 600);
        Assert.Equal(RejectReason.None, venue.Refusal);
        Assert.Contains(venue.Last, e => e.Kind == EventKind.Rested);
        venue.Limit(trader, _abc, Side.Sell, 38, 401);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
    }

    [Fact]
    public void AShortSaleThatWaitedWhenTheCallCameIsCancelledBeforeAnythingIsBoughtIn()
    {
        var venue = Venue(("call-after", "10min"));
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(_maker, trader, _abc, 40, 500);
        var opening = venue.Limit(trader, _abc, Side.Sell, 60, 100);
        Assert.Equal(RejectReason.None, venue.Refusal);
        Price(venue, _abc, 80);
        IsCalled(venue, trader);
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.Cancelled);
        venue.Limit(_maker, _abc, Side.Sell, 80, 1_000);
        venue.At("09:40");
        var cancelled = venue.Events.FindIndex(e => e.Kind == EventKind.Cancelled && e.Order == opening);
        Assert.Equal(CancelReason.Liquidation, venue.Events[cancelled].Cancel);
        Assert.InRange(cancelled, 0, venue.Events.FindLastIndex(e => e.Kind == EventKind.Traded));
        Assert.InRange(venue.Position(trader, _abc), -499, -1);
    }

    [Fact]
    public void OnceTheCallIsMetOneMaySellShortAgain()
    {
        var venue = Venue();
        var trader = venue.Open(1, AccountType.RegT, 10_000);
        venue.Trade(_maker, trader, _abc, 40, 500);
        Price(venue, _abc, 48);
        IsCalled(venue, trader);
        venue.Deposit(trader, 20_000);
        Assert.Contains(venue.Last, e => e.Kind == EventKind.MarginCallMet);
        venue.Limit(trader, _abc, Side.Sell, 48, 100);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }
}
