using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Options in margin and cash accounts, driven through the venue: MARKET rules, section 9.</summary>
public sealed class RegTOptionTests
{
    private static readonly DateOnly Expiry = new(2026, 6, 19);
    private readonly Equity _share = MechanismVenue.Share(0);
    private int _accounts = 50;

    private MechanismVenue Venue(params OptionContract[] options) => Venue([], options);

    private MechanismVenue Venue((string, string)[] settings, params OptionContract[] options)
    {
        var venue = new MechanismVenue([_share, .. options], [MechanismSpec.Of("margin", settings)]);
        venue.Apply(Commands.OpenSession());
        return venue;
    }

    private OptionContract Call(int id, decimal strike) => MechanismVenue.Option(id, _share, OptionRight.Call, strike, Expiry);

    private OptionContract Put(int id, decimal strike) => MechanismVenue.Option(id, _share, OptionRight.Put, strike, Expiry);

    private static void Spot(MechanismVenue venue, Instrument underlying, decimal price)
        => venue.Apply(Instructions.ReferencePrice(underlying.Id, MechanismVenue.PriceOf(underlying, price)));

    private AccountId Rich(MechanismVenue venue) => venue.Open(_accounts++, AccountType.RegT, 10_000_000);

    private static MarginStatement Statement(MechanismVenue venue, AccountId account)
        => venue.Exchange.Mechanisms.OfType<IMarginMechanism>().Single().StatementOf(account)!;

    // The requirement of what an account sold and bought, and the least money with which it could do it, to the cent.
    private void Check(
        MechanismVenue venue, decimal requirement, decimal deposit, params (OptionContract Option, long Contracts, decimal Price)[] legs)
    {
        var maker = Rich(venue);
        var trader = venue.Open(_accounts++, AccountType.RegT, 100_000);
        foreach (var (option, contracts, price) in legs)
        {
            var (buyer, seller) = contracts > 0 ? (trader, maker) : (maker, trader);
            venue.Trade(buyer, seller, option, price, Math.Abs(contracts));
        }

        var statement = Statement(venue, trader);
        Assert.Equal(requirement * 100, statement.Maintenance);

        // What may be taken out again is all but the deposit.
        venue.Deposit(trader, -(100_000 - deposit) - 0.01m);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Deposit(trader, -(100_000 - Math.Max(2_000, deposit)));
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Fact] // EX-9a, EX-9b
    public void NakedCalls()
    {
        var (near, far) = (Call(1, 55), Call(2, 65));
        var venue = Venue(near, far);
        Spot(venue, _share, 52);
        Check(venue, 950, 740, (near, -1, 2.10m));
        Check(venue, 555, 520, (far, -1, 0.35m));
    }

    [Fact] // EX-9c
    public void ANakedPutOutOfTheMoney()
    {
        var put = Put(1, 200);
        var venue = Venue(put);
        Spot(venue, _share, 209);
        Check(venue, 3_400, 3_280, (put, -1, 1.20m));
    }

    [Fact] // EX-9d
    public void FivePutsInTheMoney()
    {
        var put = Put(1, 55);
        var venue = Venue(put);
        Spot(venue, _share, 52);
        Check(venue, 7_200, 5_200, (put, -5, 4.00m));
    }

    [Fact] // EX-9e
    public void ACallOnABroadIndex()
    {
        var index = new MarketIndex { Id = new(0), Symbol = "IDX", Base = new(1), Quote = MechanismVenue.Usd };
        var call = MechanismVenue.Option(1, index, OptionRight.Call, 4100, Expiry);
        var venue = new MechanismVenue([index, call], [MechanismSpec.Of("margin", ("broad-indices", "IDX"))]);
        venue.Apply(Commands.OpenSession());
        Spot(venue, index, 4000);
        Check(venue, 53_500, 50_000, (call, -1, 35.00m));
    }

    [Fact] // EX-9f
    public void AStrangle()
    {
        var (call, put) = (Call(1, 52), Put(2, 48));
        var venue = Venue(call, put);
        Spot(venue, _share, 50);
        Check(venue, 1_080, 800, (call, -1, 1.50m), (put, -1, 1.30m));
    }

    [Fact] // EX-9g
    public void ACreditSpread()
    {
        var (sold, bought) = (Put(1, 50), Put(2, 45));
        var venue = Venue(sold, bought);
        Spot(venue, _share, 52);
        Check(venue, 500, 380, (bought, 1, 0.80m), (sold, -1, 2.00m));
    }

    [Fact]
    public void TheOrderThatOpensANakedPositionNeedsTheMarginAtItsOwnPrice()
    {
        var call = Call(1, 55);
        var venue = Venue(call);
        Spot(venue, _share, 52);
        var trader = venue.Open(1, AccountType.RegT, 2_219.99m);
        venue.Limit(trader, call, Side.Sell, 2.10m, 3);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal); // 3 × 740
        venue.Deposit(trader, 0.01m);
        venue.Limit(trader, call, Side.Sell, 2.10m, 3);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Fact]
    public void ACashAccountWritesCoveredCallsAndCashSecuredPutsAndNothingNaked()
    {
        var (call, put) = (Call(1, 55), Put(2, 45));
        var venue = Venue(call, put);
        Spot(venue, _share, 52);
        var maker = Rich(venue);
        var trader = venue.Open(1, AccountType.Cash, 4_399);
        venue.Limit(trader, call, Side.Sell, 2.10m, 1);
        Assert.Equal(RejectReason.InsufficientAssets, venue.Refusal);
        venue.Limit(trader, put, Side.Sell, 1.00m, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal); // 4,500 - 100
        venue.Deposit(trader, 1);
        venue.Trade(maker, trader, put, 1.00m, 1);
        venue.Limit(trader, _share, Side.Buy, 1, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);

        venue.Give(trader, _share, 100);
        venue.Trade(maker, trader, call, 2.10m, 1);
        venue.Limit(trader, _share, Side.Sell, 60, 1);
        Assert.Equal(RejectReason.InsufficientAssets, venue.Refusal); // it stands behind the call
        venue.Give(trader, _share, -1);
        Assert.NotEqual(RejectReason.None, venue.Refusal);
    }

    [Fact]
    public void ACashAccountPaysAllItsOrdersInFull()
    {
        var venue = Venue();
        var trader = venue.Open(1, AccountType.Cash, 1_000);
        venue.Limit(trader, _share, Side.Buy, 10, 60);
        venue.Limit(trader, _share, Side.Buy, 10, 41);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, _share, Side.Buy, 10, 40);
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.Limit(trader, _share, Side.Sell, 10, 1);
        Assert.Equal(RejectReason.InsufficientAssets, venue.Refusal);
    }

    [Fact]
    public void AnOptionWriterIsCalledWhenTheUnderlyingRunsAway()
    {
        var call = Call(1, 55);
        var venue = Venue([("call-after", "10min")], call);
        Spot(venue, _share, 52);
        var maker = Rich(venue);
        var trader = venue.Open(1, AccountType.RegT, 2_000);
        venue.Trade(maker, trader, call, 2.10m, 2);
        Spot(venue, _share, 58);
        venue.Trade(maker, Rich(venue), call, 6.00m, 1);

        // 2 × (210 + 1,160) against 2,000 + 420 when the share ran away; 2 × (600 + 1,160) once the option traded.
        var called = Assert.Single(venue.Events, e => e.Kind == EventKind.MarginCalled);
        Assert.Equal(32_000, called.Amount);
        Assert.Equal(110_000, Statement(venue, trader).Call);
        venue.Limit(maker, call, Side.Sell, 6.00m, 10);
        venue.At("10:00");

        // One contract bought back at 600 leaves 1,820 against 1,760.
        Assert.Equal(-1, venue.Position(trader, call));
        Assert.Contains(venue.Events, e => e.Kind == EventKind.LiquidationEnded && e.Amount == 0);
    }
}
