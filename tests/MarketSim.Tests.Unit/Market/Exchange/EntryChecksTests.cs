using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class EntryChecksTests
{
    private const ulong Id = 1;

    [Theory]
    [InlineData(9_876_50, RejectReason.InvalidTick)]
    [InlineData(9_876_00, RejectReason.None)]
    [InlineData(10_005_000, RejectReason.InvalidTick)]
    [InlineData(10_010_000, RejectReason.None)]
    public void Ex4bUsTicksAreACentFromOneDollarOnAndAHundredthBelow(long millionths, RejectReason expected)
    {
        // Price units of 0.00001 can express all four prices: 0.98765, 0.9876, 10.005 and 10.01.
        var venue = new TestVenue(shape: s => s with
        {
            PriceDecimals = 5, TickValueDenominator = 1_000, Ticks = TickRegimes.UsRule612(100_000),
        });
        var price = millionths == 9_876_50 ? 98_765 : millionths == 9_876_00 ? 98_760 : millionths / 10;

        Assert.Equal(expected, TestVenue.ReasonOf(venue.Limit(TestVenue.Alice, Id, Side.Buy, price, 1)));
    }

    [Theory]
    [InlineData(12.34, 5000, 0.005)]
    [InlineData(12.34, 50, 0.05)]
    [InlineData(0.95, 300, 0.001)]
    [InlineData(250, 700, 0.2)]
    public void Ex4aEuTicksFollowPriceAndLiquidity(double price, int transactions, double tick)
    {
        var regime = TickRegimes.EuRts11(transactions, unitsPerCurrencyUnit: 10_000);

        Assert.Equal((long)(tick * 10_000), regime.StepAt(new Price((long)(price * 10_000))));
    }

    [Fact]
    public void AClosedVenueRefusesOrdersButTakesCancels()
    {
        var venue = new TestVenue();
        venue.Limit(TestVenue.Alice, Id, Side.Buy, 1000, 10, TimeInForce.Gtc);
        venue.Do(Commands.CloseSession());

        Assert.Equal(RejectReason.MarketClosed, TestVenue.ReasonOf(venue.Limit(TestVenue.Alice, 2, Side.Buy, 1000, 10)));
        Assert.Contains(
            venue.Do(Commands.Cancel(TestVenue.Alice, TestVenue.Share, new OrderId(Id))), e => e.Kind == EventKind.Cancelled);
    }

    [Fact]
    public void AHaltRefusesOrdersUntilItIsLifted()
    {
        var venue = new TestVenue();
        venue.Do(Commands.Halt(TestVenue.Share));
        Assert.Equal(RejectReason.Halted, TestVenue.ReasonOf(venue.Limit(TestVenue.Alice, Id, Side.Buy, 1000, 10)));

        venue.Do(Commands.Resume(TestVenue.Share));
        Assert.Equal(RejectReason.None, TestVenue.ReasonOf(venue.Limit(TestVenue.Alice, Id, Side.Buy, 1000, 10)));
    }

    public static TheoryData<string, Command, RejectReason> OneFault()
    {
        var good = Commands.Limit(TestVenue.Alice, TestVenue.Share, new OrderId(7), Side.Buy, new Price(1000), new Quantity(10));
        return new()
        {
            { "instrument", good with { Instrument = new InstrumentId(5) }, RejectReason.UnknownInstrument },
            { "negative instrument", good with { Instrument = new InstrumentId(-1) }, RejectReason.UnknownInstrument },
            { "no id", good with { Order = default }, RejectReason.DuplicateOrderId },
            { "id in use", good with { Order = new OrderId(Id) }, RejectReason.DuplicateOrderId },
            { "range", good with { Price = new Price(0) }, RejectReason.PriceOutOfRange },
            { "no lots", good with { Quantity = default }, RejectReason.InvalidQuantity },
            { "negative lots", good with { Quantity = new Quantity(-5) }, RejectReason.InvalidQuantity },
            { "odd step", good with { Quantity = new Quantity(7) }, RejectReason.InvalidQuantity },
            { "beyond counting", good with { Price = new Price(1L << 39), Quantity = new Quantity(1L << 39) }, RejectReason.InvalidQuantity },
            { "display", good with { Display = new Quantity(20) }, RejectReason.InvalidDisplayOrMinimum },
            { "minimum", good with { Minimum = new Quantity(20) }, RejectReason.InvalidDisplayOrMinimum },
            { "past", good with { TimeInForce = TimeInForce.Gtd, Expiry = new SimTime(1) }, RejectReason.ExpiryInPast },
            { "side", good with { Side = (Side)3, Order = default, Type = OrderType.Market }, RejectReason.Malformed },
            { "type", good with { Type = (OrderType)99, Instrument = new InstrumentId(5) }, RejectReason.Malformed },
            { "account", good with { Account = new AccountId(99) }, RejectReason.UnknownAccount },
            { "funds", good with { Quantity = new Quantity(100_000) }, RejectReason.InsufficientFunds },
            { "assets", good with { Side = Side.Sell, Quantity = new Quantity(100_000) }, RejectReason.InsufficientAssets },
            { "post-only", good with { Price = new Price(2000), PostOnly = PostOnly.Reject }, RejectReason.PostOnlyWouldTrade },
            { "fill or kill", good with { Price = new Price(2000), TimeInForce = TimeInForce.Fok }, RejectReason.FokKilled },
            { "kind", good with { Kind = (CommandKind)77 }, RejectReason.Malformed },
        };
    }

    [Theory]
    [MemberData(nameof(OneFault))]
    public void EveryFaultHasItsReasonAndChangesNothing(string fault, Command command, RejectReason expected)
    {
        var venue = new TestVenue(shape: s => s with { LotStep = 5 });
        venue.Limit(TestVenue.Alice, Id, Side.Buy, 900, 10);
        venue.Limit(TestVenue.Bob, 2, Side.Sell, 2000, 5);
        var before = venue.Exchange.Ledger.Available(TestVenue.Alice, TestVenue.Cash);
        var booksBefore = Snapshot(venue);

        var events = venue.Do(command);

        Assert.True(expected == TestVenue.ReasonOf(events), $"{fault}: {string.Join("; ", events)}");
        Assert.Equal(before, venue.Exchange.Ledger.Available(TestVenue.Alice, TestVenue.Cash));
        Assert.Equal(booksBefore, Snapshot(venue));
    }

    [Theory]
    [InlineData(OrderType.Limit)]
    [InlineData(OrderType.Stop)]
    [InlineData(OrderType.StopLimit)]
    [InlineData(OrderType.TrailingStop)]
    [InlineData(OrderType.TrailingStopLimit)]
    [InlineData(OrderType.Market)]
    [InlineData(OrderType.Pegged)]
    public void NoOrderIsSoLargeThatTheVenueFails(OrderType type)
    {
        long[] extremes = [1, 1000, 1L << 39, 1L << 40, (1L << 40) + 1, long.MaxValue, long.MinValue, -1, 0];
        var id = 100UL;
        foreach (var checksFunds in new[] { true, false })
        {
            var venue = new TestVenue(new ExchangeOptions { ChecksFunds = checksFunds });
            venue.Limit(TestVenue.Alice, 1, Side.Buy, 900, 10);
            venue.Limit(TestVenue.Bob, 2, Side.Sell, 2000, 10);
            foreach (var price in extremes)
            {
                foreach (var lots in extremes)
                {
                    venue.Do(new Command
                    {
                        Kind = CommandKind.Place, Type = type, Account = TestVenue.Alice, Order = new OrderId(++id),
                        Side = (Side)(id & 1), Price = new Price(price), StopPrice = new Price(price), Quantity = new Quantity(lots),
                        Offset = price, Display = new Quantity(lots), Peg = PegReference.Primary,
                        Flags = price % 2 == 0 ? OrderFlags.HasLimit : OrderFlags.None,
                    });
                }
            }
        }
    }

    [Fact]
    public void OfTwoFaultsTheOneDeclaredFirstIsNamed()
    {
        var reasons = OneFault().Select(row => row.Data.Item3).ToArray();
        var commands = OneFault().Select(row => row.Data.Item2).ToArray();
        for (var first = 0; first < commands.Length; first++)
        {
            // A second fault on top: an unknown account, which stands late in the order.
            var venue = new TestVenue(shape: s => s with { LotStep = 5 });
            venue.Limit(TestVenue.Alice, Id, Side.Buy, 900, 10);
            var both = commands[first] with { Account = new AccountId(99) };
            var expected = reasons[first] < RejectReason.UnknownAccount ? reasons[first] : RejectReason.UnknownAccount;

            Assert.Equal(expected, TestVenue.ReasonOf(venue.Do(both)));
        }
    }

    [Fact]
    public void AGoodTillDateOrderMustEndLaterThanNow()
    {
        var venue = new TestVenue();
        var now = venue.Now + new SimDuration(1);
        var order = Commands.Limit(
            TestVenue.Alice, TestVenue.Share, new OrderId(Id), Side.Buy, new Price(1000), new Quantity(10), TimeInForce.Gtd);

        Assert.Equal(RejectReason.ExpiryInPast, TestVenue.ReasonOf(venue.Do(order with { Expiry = now })));
        Assert.Equal(RejectReason.None, TestVenue.ReasonOf(venue.Do(order with { Expiry = now + new SimDuration(2) })));
    }

    [Theory]
    [InlineData(0, RejectReason.InvalidQuantity)]
    [InlineData(-5, RejectReason.InvalidQuantity)]
    [InlineData(long.MinValue, RejectReason.InvalidQuantity)]
    [InlineData(7, RejectReason.InvalidQuantity)]
    [InlineData(5, RejectReason.None)]
    [InlineData(21, RejectReason.None)]
    public void AReductionTakesOffWholeLotsOrEverything(long by, RejectReason expected)
    {
        var venue = new TestVenue(shape: s => s with { LotStep = 5 });
        venue.Limit(TestVenue.Alice, Id, Side.Buy, 1000, 20);

        var events = venue.Do(Commands.Reduce(TestVenue.Alice, TestVenue.Share, new OrderId(Id), new Quantity(by)));

        Assert.Equal(expected, TestVenue.ReasonOf(events));
    }

    [Theory]
    [InlineData(10, RejectReason.None)]
    [InlineData(2_000, RejectReason.PriceOutOfRange)]
    [InlineData(long.MaxValue, RejectReason.PriceOutOfRange)]
    public void ATrailingStopMustBeginWithinTheRangeOfPrices(long distance, RejectReason expected)
    {
        var venue = new TestVenue();
        venue.Limit(TestVenue.Alice, Id, Side.Buy, 1000, 10);
        venue.Limit(TestVenue.Bob, 2, Side.Sell, 1000, 10);

        Assert.Equal(expected, TestVenue.ReasonOf(venue.Do(new Command
        {
            Kind = CommandKind.Place, Type = OrderType.TrailingStop, Account = TestVenue.Alice, Order = new OrderId(3), Side = Side.Sell,
            Offset = distance, Quantity = new Quantity(10),
        })));
    }

    [Fact]
    public void AReplacementMayNotMoveATriggerOffItsTickOrOutOfRange()
    {
        var venue = new TestVenue(shape: s => s with { Ticks = new TickRegime((0, 5)) });
        venue.Do(Commands.StopLimit(
            TestVenue.Alice, TestVenue.Share, new OrderId(Id), Side.Sell, new Price(990), new Price(980), new Quantity(10)));
        var change = Commands.Replace(TestVenue.Alice, TestVenue.Share, new OrderId(Id), new Price(980), new Quantity(10));

        Assert.Equal(RejectReason.InvalidTick, TestVenue.ReasonOf(venue.Do(change with { StopPrice = new Price(983) })));
        Assert.Equal(RejectReason.PriceOutOfRange, TestVenue.ReasonOf(venue.Do(change with { StopPrice = new Price(-5) })));
        Assert.Equal(RejectReason.None, TestVenue.ReasonOf(venue.Do(change with { StopPrice = new Price(985) })));
    }

    private static string Snapshot(TestVenue venue)
    {
        var book = venue.Exchange.Book(TestVenue.Share);
        return string.Join('|', book.InPriority(Side.Buy).Concat(book.InPriority(Side.Sell)));
    }
}
