using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class FuturesTests
{
    private static readonly DateOnly Monday = new(2026, 1, 5);
    private static readonly Future Es = EMini(0);

    /// <summary>E-mini S&amp;P 500: quarter points of 12.50, initial margin 12,000, maintenance 10,000; settled at 4,800.00.</summary>
    private static Future EMini(int id, string symbol = "ES", DateOnly? expiry = null, int underlying = -1) => new()
    {
        Id = new(id), Symbol = symbol, Base = new(id + 1), Quote = MechanismVenue.Usd, PriceUnitSteps = 25, TickValueNumerator = 1_250,
        SettlementPrice = new(19_200), InitialMargin = new(1_200_000), MaintenanceMargin = new(1_000_000), Expiry = expiry,
        Underlying = new(underlying),
    };

    private static MechanismVenue Venue(params (string, string)[] settings)
        => new([Es, EMini(1, "ESM", underlying: 5)], [MechanismSpec.Of("futures", settings)]);

    private static MechanismVenue Opened(params (string, string)[] settings)
    {
        var venue = Venue(settings);
        venue.Apply(Commands.OpenSession());
        return venue;
    }

    // EX-11a.
    [Theory]
    [InlineData(AccountType.Cash)]
    [InlineData(AccountType.Futures)]
    public void AContractIsMarkedFromItsTradePriceOnTheDayOfTheTrade(AccountType type)
    {
        var venue = Opened(("settlement", "reference"));
        var (longs, shorts) = (venue.Open(0, type, 20_000), venue.Open(1, type, 20_000));
        venue.Trade(longs, shorts, Es, 4_801.50m, 1);
        venue.Apply(Instructions.ReferencePrice(Es.Id, MechanismVenue.PriceOf(Es, 4_810.25m)));
        venue.Apply(Commands.CloseSession());

        Assert.Equal(20_437.50m, venue.Cash(longs));
        Assert.Equal(19_562.50m, venue.Cash(shorts));
        Assert.Equal(0, venue.Cash(HouseAccounts.Ccp));
        var marked = Assert.Single(venue.Last, e => e.Kind == EventKind.Marked && e.Instrument == Es.Id);
        Assert.Equal(4_810.25m, Es.ToDecimal(marked.Price));
        Assert.Equal(marked.Price, ((Future)venue.Exchange.Instruments[0]).SettlementPrice);
    }

    [Fact]
    public void TheNextDayMovesFromThePreviousSettlementPrice()
    {
        var venue = Opened();
        var (longs, shorts) = (venue.Open(0, dollars: 100_000), venue.Open(1, dollars: 100_000));
        venue.Trade(longs, shorts, Es, 4_801.50m, 3);
        venue.Apply(Commands.CloseSession());
        Assert.Equal(100_000m, venue.Cash(longs));

        venue.At("09:30", Monday.AddDays(1)).Apply(Commands.OpenSession());
        venue.Trade(shorts, longs, Es, 4_790.00m, 1);
        venue.Apply(Commands.CloseSession());
        Assert.Equal(100_000m - (3 * 11.50m * 50), venue.Cash(longs));
        // 225.00 undid what the trade had paid ahead of the mark; two contracts moved by 11.50, the third did so when it was sold.
        Assert.Equal(225m - 1_150m, venue.Posted(longs, Posting.Variation));
        Assert.Equal((2, -2), (venue.Position(longs, Es), venue.Position(shorts, Es)));
    }

    [Theory]
    [InlineData("last", 4_803.00)]
    [InlineData("vwap", 4_802.50)]
    [InlineData("reference", 4_900.00)]
    public void TheSettlementPriceFollowsTheMethod(string method, double expected)
    {
        var venue = Opened(("settlement", method), ("window", "2min"));
        var (longs, shorts) = (venue.Open(0, dollars: 500_000), venue.Open(1, dollars: 500_000));
        venue.Trade(longs, shorts, Es, 4_700.00m, 5);
        venue.At("15:59");
        venue.Trade(longs, shorts, Es, 4_802.00m, 2);
        venue.Trade(longs, shorts, Es, 4_803.00m, 2);
        venue.Apply(Instructions.ReferencePrice(Es.Id, MechanismVenue.PriceOf(Es, 4_900m)));
        venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal((decimal)expected, Es.ToDecimal(venue.Last.First(e => e.Kind == EventKind.Marked).Price));
    }

    [Fact]
    public void BelowMaintenanceTheCallIsUpToInitialMargin()
    {
        var venue = Opened();
        var (longs, shorts) = (venue.Open(0, dollars: 12_000), venue.Open(1, dollars: 100_000));
        venue.Trade(longs, shorts, Es, 4_800m, 1);
        venue.Apply(Instructions.ClosingPrice(Es.Id, MechanismVenue.PriceOf(Es, 4_760m)));
        venue.Apply(Commands.CloseSession());
        Assert.Equal(10_000m, venue.Cash(longs));
        Assert.DoesNotContain(venue.Last, e => e.Kind == EventKind.MarginCalled);

        venue.At("10:00", Monday.AddDays(1)).Apply(Commands.OpenSession());
        venue.Apply(Instructions.ClosingPrice(Es.Id, MechanismVenue.PriceOf(Es, 4_759.75m)));
        venue.Apply(Commands.CloseSession());
        var call = Assert.Single(venue.Last, e => e.Kind == EventKind.MarginCalled);
        Assert.Equal((longs, 2_012_50, Monday.AddDays(2)), (call.Account, call.Amount, MarketCalendar.Default.DateOf(call.Until)));
        Assert.True(venue.Exchange.Ledger.Available(longs, MechanismVenue.Usd) < 0);

        venue.Deposit(longs, 2_012.50m);
        Assert.Contains(venue.Last, e => e.Kind == EventKind.MarginCallMet && e.Account == longs);
        venue.At("13:00", Monday.AddDays(2));
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.LiquidationStarted);
    }

    [Theory]
    [InlineData(AccountType.Cash)]
    [InlineData(AccountType.Futures)]
    public void AnUnpaidCallIsLiquidatedByAsFewContractsAsRestoreMaintenance(AccountType type)
    {
        var venue = Opened();
        var (longs, shorts) = (venue.Open(0, type, 60_000), venue.Open(1, dollars: 200_000));
        venue.Trade(longs, shorts, Es, 4_800m, 5);
        venue.Apply(Instructions.ClosingPrice(Es.Id, MechanismVenue.PriceOf(Es, 4_720m)));
        venue.Apply(Commands.CloseSession());

        // 60,000 - 5 x 80 x 50 = 40,000, below 50,000: called for 20,000.
        Assert.Equal(20_000_00, venue.Last.Single(e => e.Kind == EventKind.MarginCalled).Amount);
        venue.At("09:30", Monday.AddDays(1)).Apply(Commands.OpenSession());
        venue.Limit(shorts, Es, Side.Buy, 4_720m, 10);
        venue.At("12:00", Monday.AddDays(1));
        Assert.Contains(venue.Last, e => e.Kind == EventKind.LiquidationStarted && e.Amount == 20_000_00);
        Assert.Equal(4, venue.Position(longs, Es));
        Assert.Contains(venue.Last, e => e.Kind == EventKind.LiquidationEnded && e.Amount == 0);
        Assert.Equal(40_000m, venue.Cash(longs));
    }

    [Fact]
    public void ALiquidationWithoutAMarketTriesAgainAndADebtIsTheBrokers()
    {
        var venue = Opened();
        var (longs, shorts) = (venue.Open(0, dollars: 12_000), venue.Open(1, dollars: 200_000));
        venue.Trade(longs, shorts, Es, 4_800m, 1);
        venue.Apply(Instructions.ClosingPrice(Es.Id, MechanismVenue.PriceOf(Es, 4_500m)));
        venue.Apply(Commands.CloseSession());
        Assert.Equal(-3_000m, venue.Cash(longs));
        Assert.Contains(venue.Last, e => e.Kind == EventKind.LiquidationStarted);

        venue.At("09:30", Monday.AddDays(1)).Apply(Commands.OpenSession());
        Assert.Equal(1, venue.Position(longs, Es));
        venue.Limit(shorts, Es, Side.Buy, 4_490m, 1);
        venue.At("09:31", Monday.AddDays(1));
        Assert.Equal(0, venue.Position(longs, Es));
        Assert.Equal(0m, venue.Cash(longs));
        Assert.Equal(3_500m, venue.Posted(longs, Posting.LossWrittenOff));
        Assert.Equal(-3_500m, venue.Cash(HouseAccounts.Broker));
    }

    [Fact]
    public void AnOrderThatClosesNeedsNothingInAFuturesAccount()
    {
        var venue = Opened();
        var (longs, shorts) = (venue.Open(0, AccountType.Futures, 24_000), venue.Open(1, dollars: 200_000));
        venue.Trade(longs, shorts, Es, 4_800m, 2);
        venue.Limit(longs, Es, Side.Sell, 4_800m, 4);
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.Limit(longs, Es, Side.Sell, 4_801m, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(longs, Es, Side.Buy, 4_800m, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Apply(Commands.Deposit(longs, MechanismVenue.Usd, -1));
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
    }

    [Fact]
    public void OrdersThatStayOverNightAreReservedAtTheNewSettlementPrice()
    {
        var venue = Opened();
        var (buyer, seller) = (venue.Open(0, dollars: 20_000), venue.Open(1, dollars: 200_000));
        venue.Limit(buyer, Es, Side.Buy, 4_800m, 1, TimeInForce.Gtc);
        Assert.Equal(12_000_00, venue.Exchange.Ledger.Reserved(buyer, MechanismVenue.Usd));
        venue.Apply(Instructions.ClosingPrice(Es.Id, MechanismVenue.PriceOf(Es, 4_780m)));
        venue.Apply(Commands.CloseSession());
        Assert.Equal(13_000_00, venue.Exchange.Ledger.Reserved(buyer, MechanismVenue.Usd));
        venue.At("09:30", Monday.AddDays(1)).Apply(Commands.OpenSession());
        venue.Limit(seller, Es, Side.Sell, 4_800m, 1);
        Assert.Equal(12_000_00, venue.Exchange.Ledger.Reserved(buyer, MechanismVenue.Usd));
        Assert.Equal(19_000m, venue.Cash(buyer));
    }

    [Fact]
    public void AtExpiryPositionsCloseAtTheUnderlyingsPrice()
    {
        var index = new MarketIndex { Id = new(1), Symbol = "SPX", Base = new(2), Quote = MechanismVenue.Usd };
        var venue = new MechanismVenue([EMini(0, expiry: Monday, underlying: 1), index], [MechanismSpec.Of("futures")]);
        venue.Apply(Commands.OpenSession());
        var (longs, shorts) = (venue.Open(0, dollars: 30_000), venue.Open(1, AccountType.Futures, 20_000));
        venue.Trade(longs, shorts, Es, 4_801.50m, 1);
        venue.Limit(longs, Es, Side.Sell, 4_900m, 1, TimeInForce.Gtc);
        venue.Apply(Instructions.ReferencePrice(index.Id, new(4_812_60)));
        venue.Apply(Commands.CloseSession());

        // 4,812.60 is nearest to 4,812.50.
        Assert.Equal(30_550m, venue.Cash(longs));
        Assert.Equal(19_450m, venue.Cash(shorts));
        Assert.Equal((0, 0, 0), (venue.Position(longs, Es), venue.Position(shorts, Es), venue.Position(HouseAccounts.Ccp, Es)));
        Assert.Equal(0, venue.Exchange.Ledger.Reserved(longs, MechanismVenue.Usd));
        Assert.Contains(venue.Last, e => e.Kind == EventKind.ContractExpired);
        Assert.Contains(venue.Last, e => e.Cancel == CancelReason.InstrumentEnded);

        venue.At("09:30", Monday.AddDays(1)).Apply(Commands.OpenSession());
        venue.Limit(longs, Es, Side.Buy, 4_800m, 1);
        Assert.Equal(RejectReason.MarketClosed, venue.Refusal);
    }

    [Fact]
    public void APhysicalContractDeliversTheUnderlyingAgainstItsValue()
    {
        var share = MechanismVenue.Share(0);
        var future = new Future
        {
            Id = new(1), Symbol = "XYZH", Base = new(2), Quote = MechanismVenue.Usd, TickValueNumerator = 100,
            SettlementPrice = new(50_00), InitialMargin = new(500_00), Expiry = Monday, Underlying = share.Id, Deliverable = 100,
        };
        var venue = new MechanismVenue([share, future], [MechanismSpec.Of("futures", ("final-settlement", "daily"))]);
        venue.Apply(Commands.OpenSession());
        var (longs, shorts) = (venue.Open(0, dollars: 20_000), venue.Open(1, dollars: 20_000));
        venue.Give(shorts, share, 250);
        venue.Trade(longs, shorts, future, 51m, 2);
        venue.Trade(longs, shorts, future, 52m, 1);
        venue.Apply(Commands.CloseSession());

        // Marked to 52.00, then 300 shares at 52.00: altogether what was agreed.
        Assert.Equal(20_000m - 5_100 - 5_100 - 5_200, venue.Cash(longs));
        Assert.Equal(20_000m + 5_100 + 5_100 + 5_200, venue.Cash(shorts));
        Assert.Equal((300, -50), (venue.Position(longs, share), venue.Position(shorts, share)));
        Assert.Equal(50, venue.Last.Single(e => e.Kind == EventKind.SettlementFailed).Quantity.Lots);
        Assert.Equal(0, venue.Position(longs, future));
    }

    [Fact]
    public void ACalendarSpreadIsSparedItsCredit()
    {
        var (near, far) = (EMini(0, "ESH", underlying: 9), EMini(1, "ESM", underlying: 9));
        var venue = new MechanismVenue([near, far], [MechanismSpec.Of("futures", ("spread-credit", "75"))]);
        venue.Apply(Commands.OpenSession());
        var (spreader, other) = (venue.Open(0, AccountType.Futures, 100_000), venue.Open(1, dollars: 500_000));
        venue.Trade(spreader, other, near, 4_800m, 3);
        venue.Trade(other, spreader, far, 4_800m, 2);
        var standing = ((ListedFutures)venue.Exchange.Mechanisms[0]).Standing(spreader, MechanismVenue.Usd);
        Assert.Equal((60_000_00 - 36_000_00, 50_000_00 - 30_000_00), (standing.Initial, standing.Maintenance));
    }

    [Fact]
    public void OnlyFuturesCanBeNamed()
    {
        var failure = Assert.Throws<ArgumentException>(() => new MechanismVenue(
            [MechanismVenue.Share(0)], [MechanismSpec.Of("futures", ("instruments", "XYZ"))]));
        Assert.Contains("'XYZ' is not a future", failure.Message, StringComparison.Ordinal);
    }
}
