using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Futures beside shares in one margin account.</summary>
public sealed class FuturesInMarginAccountsTests
{
    private readonly Equity _share = MechanismVenue.Share(0);

    // Quarter points of 12.50; initial margin 12,000, maintenance 10,000.
    private readonly Future _es = new()
    {
        Id = new(1), Symbol = "ES", Base = new(2), Quote = MechanismVenue.Usd, PriceUnitSteps = 25, TickValueNumerator = 1_250,
        SettlementPrice = new(19_200), InitialMargin = new(1_200_000), MaintenanceMargin = new(1_000_000),
    };

    private AccountId _maker;

    private MechanismVenue Venue(Future? future = null, params (string, string)[] settings)
    {
        var venue = new MechanismVenue(
            [_share, future ?? _es],
            [
                MechanismSpec.Of("margin", [("debit-interest", "0"), .. settings]), MechanismSpec.Of("portfolio-margin", settings),
                MechanismSpec.Of("futures"),
            ]);
        venue.Apply(Commands.OpenSession());
        _maker = venue.Open(9, AccountType.RegT, 100_000_000);
        venue.Give(_maker, _share, 1_000_000);
        return venue;
    }

    private static MarginStatement Statement(MechanismVenue venue, AccountId account)
        => venue.Exchange.Mechanisms.OfType<IMarginMechanism>().Single(m => m.StatementOf(account) is not null).StatementOf(account)!;

    private void Mark(MechanismVenue venue, decimal price)
        => venue.Apply(Instructions.ReferencePrice(_es.Id, MechanismVenue.PriceOf(_es, price)));

    [Theory]
    [InlineData(AccountType.RegT, 120)] // 6,000 / 50% at 100
    [InlineData(AccountType.Portfolio, 400)] // 6,000 / 15%
    public void ContractsAndSharesShareOneEquity(AccountType type, long shares)
    {
        var venue = Venue();
        var trader = venue.Open(1, type, 30_000);
        venue.Trade(trader, _maker, _es, 4_800, 2);
        Assert.Equal((2_400_000, 2_000_000), (Statement(venue, trader).Initial, Statement(venue, trader).Maintenance));
        venue.Limit(trader, _es, Side.Buy, 4_800, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, _share, Side.Buy, 100, shares + 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Trade(trader, _maker, _share, 100, shares);
        venue.Deposit(trader, -0.01m);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
    }

    [Theory]
    [InlineData(AccountType.RegT)]
    [InlineData(AccountType.Portfolio)]
    public void ALossOfFuturesCallsAtOnceAndTheDailySettlementChangesNothing(AccountType type)
    {
        var venue = Venue();
        var trader = venue.Open(1, type, 30_000);
        venue.Trade(trader, _maker, _es, 4_800, 2);
        Mark(venue, 4_700);
        Assert.Equal((2_000_000, -1_000_000), (Statement(venue, trader).Equity, Statement(venue, trader).FuturesVariation));
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.MarginCalled);
        Assert.Equal(4_700m, Statement(venue, trader).Positions[0].CallPrice);
        venue.Trade(_maker, venue.Open(2, AccountType.Portfolio, 1_000_000), _es, 4_699.75m, 1);
        Assert.Equal(2_500, Assert.Single(venue.Events, e => e.Kind == EventKind.MarginCalled && e.Account == trader).Amount);

        venue.At("16:00");
        venue.Apply(Commands.CloseSession());
        Assert.Equal((19_975m, -10_025m), (venue.Cash(trader), venue.Posted(trader, Posting.Variation)));
        Assert.Single(venue.Events, e => e.Kind == EventKind.MarginCalled && e.Account == trader);
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.MarginCallMet);
        Assert.Equal(0, Statement(venue, trader).FuturesVariation);
    }

    [Fact]
    public void AnUnmetCallClosesTheFewestContracts()
    {
        var venue = Venue(null, ("call-after", "10min"));
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, _maker, _es, 4_800, 2);
        Mark(venue, 4_695);
        venue.Limit(_maker, _es, Side.Buy, 4_695, 5);
        venue.At("09:40");
        Assert.Equal(1, venue.Position(trader, _es));
        Assert.Equal(0, Assert.Single(venue.Events, e => e.Kind == EventKind.LiquidationEnded).Amount);
    }

    [Fact]
    public void WithoutItsOwnMaintenanceMarginAContractHasThePartThatFuturesName()
    {
        var venue = Venue(_es with { MaintenanceMargin = default });
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(_maker, trader, _es, 4_800, 2);
        Assert.Equal((2_400_000, 2_160_000), (Statement(venue, trader).Initial, Statement(venue, trader).Maintenance));
    }

    [Fact]
    public void AnOrderThatPaysMoreThanTheMarkNeedsThatTooAndOneThatClosesNeedsNothing()
    {
        var venue = Venue();
        Mark(venue, 4_800);
        var trader = venue.Open(1, AccountType.RegT, 12_100);
        venue.Limit(trader, _es, Side.Buy, 4_802.25m, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal); // 112.50 beyond
        venue.Limit(trader, _es, Side.Sell, 4_797.75m, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Trade(trader, _maker, _es, 4_802, 1);
        Assert.Equal(1_210_000, Statement(venue, trader).Equity);
        venue.Limit(trader, _es, Side.Sell, 4_802, 1);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Fact]
    public void VariationDoesNotUseTheSmaAndAGainRaisesIt()
    {
        var venue = Venue();
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, _maker, _es, 4_800, 1);
        Assert.Equal(1_800_000, Statement(venue, trader).Sma);
        Mark(venue, 4_810);
        Assert.Equal(1_850_000, Statement(venue, trader).Sma);
        Mark(venue, 4_700);
        venue.At("16:00");
        venue.Apply(Commands.CloseSession());
        Assert.Equal(1_850_000, Statement(venue, trader).Sma);
    }
}
