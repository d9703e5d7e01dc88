using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class ExchangeTests
{
    [Fact]
    public void ATradeDeliversAgainstPaymentAndReleasesWhatIsUnused()
    {
        var venue = new TestVenue();
        venue.Limit(TestVenue.Bob, 1, Side.Sell, 1000, 60);
        venue.Limit(TestVenue.Alice, 2, Side.Buy, 1010, 100);
        var ledger = venue.Exchange.Ledger;

        Assert.Equal(10_000_000 - 60_000, ledger.Balance(TestVenue.Alice, TestVenue.Cash));
        Assert.Equal(10_060, ledger.Balance(TestVenue.Alice, TestVenue.Shares));
        Assert.Equal(40 * 1010, ledger.Reserved(TestVenue.Alice, TestVenue.Cash));
        Assert.Equal(10_060_000, ledger.Balance(TestVenue.Bob, TestVenue.Cash));
        Assert.Equal(0, ledger.Reserved(TestVenue.Bob, TestVenue.Shares));
    }

    [Fact]
    public void Ex12aTakersPayAndMakersReceiveByTheShare()
    {
        var fees = new FeeSchedule { TakerMicroMinorPerLot = 300_000, MakerMicroMinorPerLot = -200_000 };
        var venue = new TestVenue(new ExchangeOptions { Fees = fees });
        venue.Limit(TestVenue.Bob, 1, Side.Sell, 1000, 1000);
        var events = venue.Limit(TestVenue.Alice, 2, Side.Buy, 1000, 1000);

        var posted = events.Where(e => e.Kind == EventKind.FeePosted).ToArray();
        Assert.Equal([(TestVenue.Alice, 300L), (TestVenue.Bob, -200L)], posted.Select(e => (e.Account, e.Amount)));
        Assert.Equal(100, venue.Exchange.Ledger.Balance(Exchange.FeeAccount, TestVenue.Cash));

        venue.Limit(TestVenue.Bob, 3, Side.Sell, 1000, 400);
        events = venue.Limit(TestVenue.Alice, 4, Side.Buy, 1000, 400);
        Assert.Contains(events, e => e.Kind == EventKind.FeePosted && e.Account == TestVenue.Bob && e.Amount == -80);
    }

    [Fact]
    public void ATrailingStopLimitToBuyReservesItsLimitWhichLiesAboveItsTrigger()
    {
        var venue = new TestVenue(cash: 11_000);
        venue.Do(new Command
        {
            Kind = CommandKind.Place, Type = OrderType.TrailingStopLimit, Account = TestVenue.Alice, Order = new OrderId(1),
            Side = Side.Buy, StopPrice = new Price(1000), Price = new Price(1050), Offset = 20, Quantity = new Quantity(10),
        });
        Assert.Equal(10_500, venue.Exchange.Ledger.Reserved(TestVenue.Alice, TestVenue.Cash));

        // A second order takes what is left; then a trade at 1000 elects the first, which pays its limit.
        venue.Limit(TestVenue.Alice, 2, Side.Buy, 500, 1);
        venue.Limit(TestVenue.Bob, 3, Side.Sell, 1050, 10);
        venue.Limit(TestVenue.Bob, 4, Side.Buy, 1000, 1);
        var events = venue.Limit(TestVenue.Bob, 5, Side.Sell, 1000, 1);

        Assert.Contains(events, e => e is { Kind: EventKind.Traded, Order.Value: 1, Price.Ticks: 1050, Quantity.Lots: 10 });
        Assert.Equal(500, venue.Exchange.Ledger.Balance(TestVenue.Alice, TestVenue.Cash));
    }

    [Fact]
    public void APositionCannotBePaidIn()
    {
        var venue = new TestVenue(shape: s => new Future
        {
            Id = s.Id, Symbol = s.Symbol, Base = new AssetId(2), Quote = s.Quote, SettlementPrice = new Price(1000),
            InitialMargin = new Money(2_000),
        });

        var events = venue.Do(Commands.Deposit(TestVenue.Alice, new AssetId(2), 5));

        Assert.Equal(RejectReason.NotPermitted, TestVenue.ReasonOf(events));
    }

    [Fact]
    public void ARefusedReplacementLeavesOrderAndReserveAsTheyWere()
    {
        var venue = new TestVenue();
        venue.Limit(TestVenue.Alice, 1, Side.Buy, 900, 100);
        var reserved = venue.Exchange.Ledger.Reserved(TestVenue.Alice, TestVenue.Cash);

        var events = venue.Do(Commands.Replace(TestVenue.Alice, TestVenue.Share, new OrderId(1), new Price(900), new Quantity(1_000_000)));

        Assert.Equal(RejectReason.InsufficientFunds, TestVenue.ReasonOf(events));
        Assert.Equal(reserved, venue.Exchange.Ledger.Reserved(TestVenue.Alice, TestVenue.Cash));
        Assert.True(venue.Exchange.Model(TestVenue.Share).TryGetOpen(new OrderId(1), out var open) && open.Open == new Quantity(100));
    }

    [Fact]
    public void AReplacementMovesTheReserveToTheNewId()
    {
        var venue = new TestVenue();
        venue.Limit(TestVenue.Alice, 1, Side.Buy, 900, 100);
        venue.Do(Commands.Replace(
            TestVenue.Alice, TestVenue.Share, new OrderId(1), new Price(800), new Quantity(50), new OrderId(9)));
        Assert.Equal(50 * 800, venue.Exchange.Ledger.Reserved(TestVenue.Alice, TestVenue.Cash));

        venue.Do(Commands.Cancel(TestVenue.Alice, TestVenue.Share, new OrderId(9)));
        Assert.Equal(0, venue.Exchange.Ledger.Reserved(TestVenue.Alice, TestVenue.Cash));
    }

    [Fact]
    public void AMarketOrderReservesUpToItsProtectionPriceAndTradesNoFurther()
    {
        var venue = new TestVenue(new ExchangeOptions { ProtectionTicks = 10 });
        venue.Limit(TestVenue.Bob, 1, Side.Sell, 1000, 10);
        venue.Limit(TestVenue.Bob, 2, Side.Sell, 1011, 10);

        var events = venue.Do(Commands.Market(TestVenue.Alice, TestVenue.Share, new OrderId(3), Side.Buy, new Quantity(20)));

        Assert.Equal([1000L], events.Where(e => e.Kind == EventKind.Traded).Select(e => e.Price.Ticks));
        Assert.Contains(events, e => e.Kind == EventKind.Cancelled && e.Quantity == new Quantity(10));
        Assert.Equal(0, venue.Exchange.Ledger.Reserved(TestVenue.Alice, TestVenue.Cash));
    }

    [Fact]
    public void AFutureMovesContractsAndOnlyTheDistanceFromTheSettlementPrice()
    {
        Future Es(Equity share) => new()
        {
            Id = share.Id, Symbol = "ES", Base = share.Base, Quote = share.Quote, PriceUnitSteps = 25, TickValueNumerator = 1_250,
            SettlementPrice = new Price(19_200), InitialMargin = new Money(1_000_000),
        };
        var venue = new TestVenue(shape: Es, shares: 0);
        venue.Limit(TestVenue.Bob, 1, Side.Sell, 19_206, 2);
        venue.Limit(TestVenue.Alice, 2, Side.Buy, 19_206, 2);
        var ledger = venue.Exchange.Ledger;

        Assert.Equal(-2, ledger.Balance(TestVenue.Bob, TestVenue.Shares));
        Assert.Equal(2, ledger.Balance(TestVenue.Alice, TestVenue.Shares));
        Assert.Equal(10_000_000 - (6 * 1_250 * 2), ledger.Balance(TestVenue.Alice, TestVenue.Cash));
        Assert.Equal(2_000_000, ledger.Reserved(TestVenue.Alice, TestVenue.Cash));
        Assert.Equal(2_000_000, ledger.Reserved(TestVenue.Bob, TestVenue.Cash));
    }

    [Fact]
    public void EventsAreNumberedWithoutAGap()
    {
        var venue = new TestVenue();
        var first = venue.Limit(TestVenue.Bob, 1, Side.Sell, 1000, 10);
        var second = venue.Limit(TestVenue.Alice, 2, Side.Buy, 1000, 4);
        var numbers = first.Concat(second).Select(e => e.Sequence).ToArray();

        Assert.Equal(Enumerable.Range(0, numbers.Length).Select(i => numbers[0] + i), numbers);
        Assert.Equal(venue.Exchange.EventCount, numbers[^1]);
    }

    [Fact]
    public void TimeNeverRunsBackwards()
    {
        var venue = new TestVenue();

        Assert.Throws<InvariantViolatedException>(
            () => venue.Exchange.Apply(Commands.Advance(), SimTime.Zero, new EventBuffer()));
    }
}
