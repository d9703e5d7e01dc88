using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Portfolio margin through the venue: MARKET rules, section 8.</summary>
public sealed class PortfolioMarginTests
{
    private static readonly DateOnly Expiry = new DateOnly(2026, 1, 5).AddDays(60);
    private readonly Equity _share = MechanismVenue.Share(0);

    private MechanismVenue Venue(OptionContract option, params (string, string)[] settings)
    {
        var venue = new MechanismVenue([_share, option], [MechanismSpec.Of("margin"), MechanismSpec.Of("portfolio-margin", settings)]);
        venue.Apply(Commands.OpenSession());
        venue.Apply(Instructions.ReferencePrice(_share.Id, MechanismVenue.PriceOf(_share, 100)));
        return venue;
    }

    private static MarginStatement Statement(MechanismVenue venue, AccountId account)
        => venue.Exchange.Mechanisms.OfType<IMarginMechanism>().Single(m => m.StatementOf(account) is not null).StatementOf(account)!;

    // What is needed of full equity: that of the statement is against one without options.
    private static decimal Requirement(MarginStatement statement)
        => (statement.Maintenance + statement.LongOptions - statement.ShortOptions) / 100m;

    [Fact] // EX-8f
    public void SharesWithAPutNeedTheirWorstLossTogether()
    {
        var put = MechanismVenue.Option(1, _share, OptionRight.Put, 95, Expiry);
        var venue = Venue(put, ("volatility", "XYZ=30"));
        var maker = venue.Open(1, AccountType.RegT, 1_000_000);
        venue.Give(maker, _share, 1000);
        var trader = venue.Open(2, AccountType.Portfolio, 20_000);
        venue.Trade(trader, maker, _share, 100, 100);
        Assert.Equal(1_500m, Requirement(Statement(venue, trader)));
        venue.Trade(trader, maker, put, 2.64m, 1);

        Assert.Equal(657.41m, Requirement(Statement(venue, trader)));
    }

    [Fact] // EX-8g
    public void AShortCallNeedsItsWorstLossWhichIsLessThanTheStrategysMargin()
    {
        var call = MechanismVenue.Option(1, _share, OptionRight.Call, 110, Expiry);
        var venue = Venue(call, ("volatility", "XYZ=30"));
        var maker = venue.Open(1, AccountType.RegT, 1_000_000);
        var trader = venue.Open(2, AccountType.Portfolio, 20_000);
        var byStrategy = venue.Open(3, AccountType.RegT, 20_000);
        venue.Trade(maker, trader, call, 1.58m, 1);
        venue.Trade(maker, byStrategy, call, 1.58m, 1);

        Assert.Equal(673.88m, Requirement(Statement(venue, trader)));
        Assert.Equal(1_158m, Statement(venue, byStrategy).Maintenance / 100m);
    }

    [Fact]
    public void WithoutAVolatilityItIsImpliedByTheMark()
    {
        var call = MechanismVenue.Option(1, _share, OptionRight.Call, 110, Expiry);
        var venue = Venue(call);
        var maker = venue.Open(1, AccountType.RegT, 1_000_000);
        var trader = venue.Open(2, AccountType.Portfolio, 20_000);
        venue.Trade(maker, trader, call, 1.58m, 1);

        // At 1.5766 it would be 673.88.
        Assert.InRange(Requirement(Statement(venue, trader)), 673.5m, 675m);
    }

    [Fact]
    public void AContractNeedsAtLeastItsMinimum()
    {
        var call = MechanismVenue.Option(1, _share, OptionRight.Call, 300, Expiry);
        var venue = Venue(call, ("volatility", "XYZ=10"));
        var maker = venue.Open(1, AccountType.RegT, 1_000_000);
        var trader = venue.Open(2, AccountType.Portfolio, 20_000);
        venue.Trade(maker, trader, call, 0.01m, 4);

        Assert.Equal(4 * 37.5m, Requirement(Statement(venue, trader)));
    }

    [Fact]
    public void AnOrderBeyondTheWorstLossIsRefusedAndAFallCalls()
    {
        var put = MechanismVenue.Option(1, _share, OptionRight.Put, 95, Expiry);
        var venue = Venue(put);
        var maker = venue.Open(1, AccountType.Cash, 0);
        venue.Give(maker, _share, 100_000);
        var trader = venue.Open(2, AccountType.Portfolio, 15_000);
        venue.Limit(trader, _share, Side.Buy, 100, 1001);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Trade(trader, maker, _share, 100, 1000);
        var other = venue.Open(3, AccountType.Cash, 100_000);
        venue.Trade(other, maker, _share, 99, 1);

        var call = Assert.Single(venue.Events, e => e.Kind == EventKind.MarginCalled);
        Assert.Equal(14_850_00 - 14_000_00, call.Amount);
    }
}
