using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Netting, settlement and fails through the public face of a venue. Source: MARKET rules, section 14.</summary>
public sealed class SettlementTests
{
    private static readonly Equity Stock = MechanismVenue.Share(0);
    private static readonly DateOnly Tuesday = new(2026, 1, 6);
    private static readonly DateOnly Wednesday = new(2026, 1, 7);

    /// <summary>EX-14a.</summary>
    [Fact]
    public void TradesOfADayNetToOneObligationOfSharesAndCashForEachAccount()
    {
        var (venue, a, b, c) = Open();
        venue.Trade(b, a, Stock, 10.00m, 1_000);
        venue.Trade(c, b, Stock, 10.10m, 700);
        venue.Trade(a, c, Stock, 10.05m, 400);
        Roll(venue);

        var obligations = Of(venue, EventKind.Obligation);
        Assert.Equal([(a, 600, 5_980.00m), (b, -300, -2_930.00m), (c, -300, -3_050.00m)], obligations);
        Assert.All(venue.Last.Where(e => e.Kind == EventKind.Obligation), e => Assert.Equal(HouseAccounts.Ccp, e.CounterAccount));
        Assert.Equal(0, obligations.Sum(o => o.Shares));
        Assert.Equal(0, obligations.Sum(o => o.Cash));

        NextDay(venue, Tuesday);
        Assert.Equal([(a, 600, 5_980.00m), (b, -300, -2_930.00m), (c, -300, -3_050.00m)], Of(venue, EventKind.Settled));
        Assert.Empty(Mechanism(venue).Obligations);
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.Posted);
    }

    /// <summary>EX-14b.</summary>
    [Fact]
    public void AFailIsMarkedToTheCloseAndCarriedForwardAtIt()
    {
        var (venue, a, b, _) = Open();
        venue.Trade(b, a, Stock, 10.00m, 600);
        venue.Apply(Instructions.HoldBack(a, Stock.Id, new(2_000)));
        Roll(venue);
        var (cashA, cashB) = (venue.Cash(a), venue.Cash(b));
        NextDay(venue, Tuesday, close: 10.30m);

        var failed = Assert.Single(venue.Last, e => e.Kind == EventKind.SettlementFailed);
        Assert.Equal((a, 600L, 1_030L, 6_180_00L), (failed.Account, failed.Quantity.Lots, failed.Price.Ticks, failed.Amount));
        Assert.Equal(-180.00m, venue.Cash(a) - cashA);
        Assert.Equal(180.00m, venue.Cash(b) - cashB);
        Assert.Equal([(a, 600, 6_180.00m), (b, -600, -6_180.00m)], Of(venue, EventKind.Obligation));

        // The next close is lower: 120.00 come back; on delivery so does the rest, for the sale was made at 10.00.
        NextDay(venue, Wednesday, close: 10.10m);
        Assert.Equal(-60.00m, venue.Cash(a) - cashA);
        venue.Apply(Instructions.HoldBack(a, Stock.Id, Quantity.Zero));
        NextDay(venue, new(2026, 1, 8), close: 10.20m);
        Assert.Equal([(a, 600, 6_060.00m), (b, -600, -6_060.00m)], Of(venue, EventKind.Settled));
        Assert.Equal((cashA, cashB), (venue.Cash(a), venue.Cash(b)));
        Assert.Equal(0, Mechanism(venue).MarksHeld(MechanismVenue.Usd));
        Assert.Equal(0, venue.Cash(HouseAccounts.Ccp));
    }

    [Fact]
    public void WhoIsShortAndHasNotBorrowedFailsAndABorrowIsDelivered()
    {
        var borrows = new BorrowBySetPhase();
        var venue = new MechanismVenue([Stock], [MechanismSpec.Of("settlement")], others: [new FreeCredit(), borrows]);
        var (shorter, buyer) = (venue.Open(0, AccountType.RegT), venue.Open(1, dollars: 100_000));
        venue.Apply(Commands.OpenSession());
        venue.Trade(buyer, shorter, Stock, 20.00m, 300);
        Roll(venue);
        borrows.Borrow(shorter, Stock.Id, 200);
        NextDay(venue, Tuesday, close: 20.00m);

        Assert.Equal([(shorter, 200, 4_000.00m), (buyer, -200, -4_000.00m)], Of(venue, EventKind.Settled));
        Assert.Equal([(shorter, 100, 2_000.00m)], Of(venue, EventKind.SettlementFailed));
        Assert.Equal(200, Mechanism(venue).SettledShares(buyer, Stock.Id));
        borrows.Borrow(shorter, Stock.Id, 100);
        NextDay(venue, Wednesday, close: 21.00m);
        Assert.Empty(Of(venue, EventKind.SettlementFailed));
        Assert.Equal(300, Mechanism(venue).SettledShares(buyer, Stock.Id));
    }

    [Fact]
    public void FailsNetWithTheTradesOfTheNextDayAndTheOldestReceiverIsServedFirst()
    {
        var (venue, a, b, c) = Open();
        venue.Trade(b, a, Stock, 10.00m, 600);
        venue.Apply(Instructions.HoldBack(a, Stock.Id, new(2_000)));
        Roll(venue);
        venue.At("9:30", Tuesday).Apply(Commands.OpenSession());
        venue.Trade(c, a, Stock, 10.20m, 100);
        Roll(venue);
        Assert.Equal([(a, 700, 7_140.00m), (b, -600, -6_120.00m), (c, -100, -1_020.00m)], Of(venue, EventKind.Obligation));

        // 2,000 - 700 are in the ledger, 2,000 in the vault: 150 can be delivered, and b has waited longest.
        venue.Apply(Instructions.HoldBack(a, Stock.Id, new(1_850)));
        NextDay(venue, Wednesday, close: 10.20m);
        Assert.Equal([(a, 150, 1_530.00m), (b, -150, -1_530.00m)], Of(venue, EventKind.Settled));
        Assert.Equal([(a, 550, 5_610.00m), (b, -450, -4_590.00m), (c, -100, -1_020.00m)], Of(venue, EventKind.Obligation));
    }

    [Theory]
    [InlineData(0, "2026-01-09")]
    [InlineData(1, "2026-01-12")]
    [InlineData(2, "2026-01-13")]
    public void TradesOfAFridaySettleSoManyBusinessDaysOn(int days, string settles)
    {
        var venue = new MechanismVenue([Stock], [MechanismSpec.Of("settlement", ("days", days.ToString(System.Globalization.CultureInfo.InvariantCulture)))]);
        var (a, b) = (venue.Open(0), venue.Open(1, dollars: 10_000));
        venue.Give(a, Stock, 100);
        venue.At("9:30", new(2026, 1, 9)).Apply(Commands.OpenSession());
        venue.Trade(b, a, Stock, 10.00m, 100);
        Assert.Equal((0, 1_000.00m), (Mechanism(venue).SettledCash(a, MechanismVenue.Usd), venue.Cash(a)));
        Roll(venue);
        for (var day = new DateOnly(2026, 1, 12); !venue.Events.Exists(e => e.Kind == EventKind.Settled); day = day.AddDays(1))
        {
            NextDay(venue, day);
        }

        var calendar = venue.Exchange.Options.Calendar;
        var settled = venue.Events.First(e => e.Kind == EventKind.Settled);
        Assert.Equal(DateOnly.Parse(settles, System.Globalization.CultureInfo.InvariantCulture), calendar.DateOf(settled.Time));
        Assert.Equal(calendar.DateOf(settled.Time), calendar.DateOf(venue.Events.First(e => e.Kind == EventKind.Obligation).Until));
        Assert.Equal(1_000_00, Mechanism(venue).SettledCash(a, MechanismVenue.Usd));
    }

    [Fact]
    public void APenaltyPassesFromWhoFailsToWhoWaits()
    {
        var (venue, a, b, c) = Open(("fail-penalty", "1.5"));
        venue.Trade(b, a, Stock, 10.00m, 600);
        venue.Trade(c, a, Stock, 10.00m, 200);
        venue.Apply(Instructions.HoldBack(a, Stock.Id, new(2_000)));
        Roll(venue);
        NextDay(venue, Tuesday, close: 10.00m);

        Assert.Equal(-1.20m, venue.Posted(a, Posting.FailPenalty)); // 1.5 bp of 8,000.00
        Assert.Equal(0.90m, venue.Posted(b, Posting.FailPenalty));
        Assert.Equal(0.30m, venue.Posted(c, Posting.FailPenalty));
    }

    [Fact]
    public void AnOldFailIsBoughtInAtTheMarketForWhoFailed()
    {
        var (venue, a, b, c) = Open(("buy-in-after", "2"));
        venue.Trade(b, a, Stock, 10.00m, 600);
        venue.Apply(Instructions.HoldBack(a, Stock.Id, new(2_000)));
        Roll(venue);
        NextDay(venue, Tuesday, close: 10.00m);
        venue.At("9:30", Wednesday).Apply(Commands.OpenSession());
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.BoughtIn);
        venue.Limit(c, Stock, Side.Sell, 10.50m, 1_000, TimeInForce.Gtc);
        Roll(venue);
        venue.At("9:30", new(2026, 1, 8)).Apply(Commands.OpenSession());

        var boughtIn = Assert.Single(venue.Last, e => e.Kind == EventKind.BoughtIn);
        Assert.Equal((a, 600L, 1_050L), (boughtIn.Account, boughtIn.Quantity.Lots, boughtIn.Price.Ticks));
        Assert.Equal(2_000, venue.Position(a, Stock));
        Roll(venue);
        NextDay(venue, new(2026, 1, 9), close: 10.50m);
        Assert.Empty(Mechanism(venue).Fails);
        Assert.Equal(600, Mechanism(venue).SettledShares(b, Stock.Id));
        Assert.Equal(100_000.00m - 300.00m, venue.Cash(a)); // Sold at 10.00, bought in at 10.50.
        Assert.Equal(0, venue.Cash(HouseAccounts.Ccp));
    }

    [Fact]
    public void ASplitMultipliesWhatIsOwedAndFractionsFallToTheCentralCounterparty()
    {
        var (venue, a, b, c) = Open(corporateActions: true);
        venue.Trade(b, a, Stock, 10.00m, 301);
        venue.Trade(c, a, Stock, 10.00m, 301);
        venue.Apply(Instructions.Split(Stock.Id, 3, 2, venue.Exchange.Options.Calendar.At(Tuesday, SimDuration.FromMinutes(570))));
        Roll(venue);
        NextDay(venue, Tuesday);

        Assert.Equal(
            [(HouseAccounts.Ccp, -1, 0), (a, 903, 6_020.00m), (b, -451, -3_010.00m), (c, -451, -3_010.00m)],
            Of(venue, EventKind.Settled));
        Assert.Empty(Mechanism(venue).Obligations);
        Assert.Equal(451, Mechanism(venue).SettledShares(b, Stock.Id));
    }

    [Fact]
    public void TheWaterfallPaysInItsOrder()
    {
        var (venue, a, b, c) = Open(
            ("fund-contribution", "100000"), ("clearing-margin", "10"), ("ccp-capital", "50000"), ("assessment-cap", "50"));
        venue.Trade(b, a, Stock, 10.00m, 1_000);
        venue.Trade(c, a, Stock, 10.00m, 500);
        Roll(venue);
        Assert.Equal(-1_000.00m, venue.Posted(b, Posting.ClearingFund));
        Assert.Equal(-1_000.00m, venue.Posted(b, Posting.ClearingMargin));
        var before = venue.Cash(b);

        // 1,000 margin, 1,000 of its own, 500 of the house, 2,000 of the others, 1,000 of assessments: 500 stay uncovered.
        venue.Apply(Instructions.MemberDefault(b, Stock.Id, new(600_000)));
        var layers = venue.Last.Where(e => e is { Kind: EventKind.Posted, Posting: Posting.DefaultLoss } && e.CounterAccount == b);
        Assert.Equal([(1L, 100_000L), (2, 100_000), (3, 50_000), (4, 200_000), (5, 100_000)], layers.Select(e => (e.Quantity.Lots, e.Amount)));
        Assert.Equal(-500.00m, venue.Posted(a, Posting.DefaultLoss));
        Assert.Equal(-500.00m, venue.Posted(c, Posting.DefaultLoss));
        Assert.Equal(5_500.00m, venue.Cash(b) - before);
        Assert.Equal(50_000, Assert.Single(venue.Last, e => e.Kind == EventKind.MemberDefaulted).Open.Lots);
    }

    private static (MechanismVenue Venue, AccountId A, AccountId B, AccountId C) Open(
        params IReadOnlyList<(string Name, string Value)> settings) => Open(corporateActions: false, settings);

    private static (MechanismVenue Venue, AccountId A, AccountId B, AccountId C) Open(
        bool corporateActions, params IReadOnlyList<(string Name, string Value)> settings)
    {
        List<MechanismSpec> specs = [MechanismSpec.Of("settlement", settings)];
        if (corporateActions)
        {
            specs.Add(MechanismSpec.Of("corporate-actions"));
        }

        var venue = new MechanismVenue([Stock], specs);
        var (a, b, c) = (venue.Open(0, dollars: 100_000), venue.Open(1, dollars: 100_000), venue.Open(2, dollars: 100_000));
        venue.Give(a, Stock, 2_000);
        venue.Give(c, Stock, 1_000);
        venue.Apply(Commands.OpenSession());
        return (venue, a, b, c);
    }

    private static Settlement Mechanism(MechanismVenue venue) => venue.Exchange.Mechanisms.OfType<Settlement>().Single();

    private static void Roll(MechanismVenue venue) => venue.At("16:00").Apply(Commands.CloseSession());

    private static void NextDay(MechanismVenue venue, DateOnly day, decimal close = 0)
    {
        venue.At("9:30", day).Apply(Commands.OpenSession());
        venue.At("15:59");
        if (close != 0)
        {
            venue.Apply(Instructions.ClosingPrice(Stock.Id, MechanismVenue.PriceOf(Stock, close)));
        }

        Roll(venue);
    }

    private static IReadOnlyList<(AccountId Account, long Shares, decimal Cash)> Of(MechanismVenue venue, EventKind kind)
        => [.. venue.Last.Where(e => e.Kind == kind).Select(e => (e.Account, e.Quantity.Lots, e.Amount / 100m))];

    /// <summary>Stands in for a short-selling mechanism: reports a borrow when the next phase begins.</summary>
    private sealed class BorrowBySetPhase() : TradingMechanism("borrows", new OptionSet([]))
    {
        private readonly Queue<MarketEvent> _borrows = [];

        public void Borrow(AccountId account, InstrumentId instrument, long lots) => _borrows.Enqueue(new MarketEvent
        {
            Kind = EventKind.Borrowed, Account = account, Instrument = instrument, Quantity = new(lots),
        });

        public override void OnDay(DayStep step, DateOnly date)
        {
            while (step == DayStep.Open && _borrows.TryDequeue(out var borrow))
            {
                Desk.Report(borrow);
            }
        }
    }
}
