using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class TradingDayTests
{
    private static readonly Instrument Xyz = MechanismVenue.Share(0);

    private static readonly ExchangeOptions FromEight = new()
    {
        Calendar = MarketCalendar.Default with { ZeroIsAt = SimDuration.FromHours(8), Holidays = [new DateOnly(2026, 1, 7)] },
    };

    [Fact]
    public void ADayGoesThroughItsPhasesByItselfAndTheNextOnesToo()
    {
        var venue = new MechanismVenue([Xyz], [MechanismSpec.Of("trading-day", ("early-close-days", "2026-01-09"))], FromEight);

        venue.At("19:00", new DateOnly(2026, 1, 9));

        var calendar = venue.Exchange.Options.Calendar;
        var told = venue.Events.Where(e => e.Kind is EventKind.PhaseChanged or EventKind.DayRolled)
            .Select(e => $"{calendar.DateOf(e.Time):dd} {TimeSpan.FromTicks(calendar.TimeOfDay(e.Time).Nanoseconds / 100):hh\\:mm} "
                + (e.Kind == EventKind.DayRolled ? "rolled" : e.Phase.ToString()));
        string[] Day(string day) =>
        [
            $"{day} 09:00 PreOpen", $"{day} 09:28 OpeningAuction", $"{day} 09:30 Continuous", $"{day} 15:59 ClosingAuction",
            $"{day} 16:00 Closed", $"{day} 17:30 rolled",
        ];

        // The 7th is a holiday; on the 9th trading ends at 13:00.
        Assert.Equal(
            [
                .. Day("05"), .. Day("06"), .. Day("08"), "09 09:00 PreOpen", "09 09:28 OpeningAuction", "09 09:30 Continuous",
                "09 12:59 ClosingAuction", "09 13:00 Closed", "09 17:30 rolled",
            ],
            told);
        venue.At("9:00", new DateOnly(2026, 1, 12));
        Assert.Equal(TradingPhase.PreOpen, venue.Exchange.Model(Xyz.Id).Phase);
    }

    [Fact]
    public void AClockThatBeginsAtTheOpenFindsTheMarketOpen()
    {
        var venue = new MechanismVenue([Xyz], [MechanismSpec.Of("trading-day")]);
        var buyer = venue.Open(0, dollars: 10_000);

        venue.Limit(buyer, Xyz, Side.Buy, 10.00m, 10);

        Assert.Equal(RejectReason.None, venue.Refusal);
        Assert.Equal([TradingPhase.Continuous], venue.Events.Where(e => e.Kind == EventKind.PhaseChanged).Select(e => e.Phase));
    }

    [Fact]
    public void OrdersOnOpenAndOnCloseTradeInTheirAuctionsAndOfficialPricesAreTold()
    {
        var (venue, buyer, seller) = Open();
        venue.At("9:00");
        venue.Market(buyer, Xyz, Side.Buy, 100, TimeInForce.AtOpen);
        Assert.Equal(RejectReason.NoReferencePrice, venue.Refusal);
        venue.Apply(Instructions.ClosingPrice(Xyz.Id, new(1_000)));
        venue.Market(buyer, Xyz, Side.Buy, 100, TimeInForce.AtOpen);
        Assert.Equal(100 * 1_500, venue.Exchange.Ledger.Reserved(buyer, MechanismVenue.Usd));
        venue.Limit(seller, Xyz, Side.Sell, 10.00m, 80);
        Assert.Contains(venue.Last, e => e.Kind == EventKind.Indicative && e.Quantity.Lots == 80 && e.Open.Lots == 20);
        venue.At("9:28:00");
        venue.Market(buyer, Xyz, Side.Buy, 5, TimeInForce.AtOpen);
        Assert.Equal(RejectReason.TooLate, venue.Refusal);
        venue.Limit(buyer, Xyz, Side.Buy, 9.90m, 5, TimeInForce.AtOpen);
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.At("9:30");

        Assert.Contains(venue.Last, e => e.Kind == EventKind.OfficialPrice && e.Phase == TradingPhase.Continuous && e.Price.Ticks == 1_000);
        Assert.Equal([20, 5], venue.Last.Where(e => e.Cancel == CancelReason.AuctionOver).Select(e => e.Quantity.Lots).OrderDescending());
        Assert.Equal(80, venue.Position(buyer, Xyz));

        // The auction was cheaper than the protection price for which money was set aside; none of it stays so.
        Assert.Equal(0, venue.Exchange.Ledger.Reserved(buyer, MechanismVenue.Usd));
        Assert.Equal(100_000 - 800, venue.Cash(buyer));

        venue.Market(seller, Xyz, Side.Sell, 50, TimeInForce.AtClose);
        venue.Limit(buyer, Xyz, Side.Buy, 9.80m, 60);
        venue.At("15:55");
        venue.Market(seller, Xyz, Side.Sell, 1, TimeInForce.AtClose);
        Assert.Equal(RejectReason.TooLate, venue.Refusal);
        venue.At("16:00");
        Assert.Contains(venue.Last, e => e.Kind == EventKind.OfficialPrice && e.Phase == TradingPhase.Closed && e.Price.Ticks == 980);
        Assert.Contains(venue.Last, e => e.Kind == EventKind.Cancelled && e.Cancel == CancelReason.Expired && e.Quantity.Lots == 10);
        Assert.Equal(130, venue.Position(buyer, Xyz));
        Assert.Equal(0, venue.Exchange.Ledger.Reserved(buyer, MechanismVenue.Usd));
        venue.At("18:00");
        Assert.Equal(980, venue.Exchange.Prices.Close(Xyz.Id)!.Value.Ticks);
        Assert.Single(venue.Events, e => e.Kind == EventKind.OfficialPrice && e.Phase == TradingPhase.Closed);
    }

    // EX-2f: inside 10.00 x 11.00, so the range is 8.95 to 12.05.
    [Theory]
    [InlineData("on", Side.Buy, 13.00, 12.05)]
    [InlineData("on", Side.Sell, 8.00, 8.95)]
    [InlineData("off", Side.Buy, 13.00, 13.00)]
    [InlineData("off", Side.Sell, 8.00, 8.00)]
    public void ACloseKeepsToTheThresholdAroundTheInsideQuote(string threshold, Side side, double limit, double price)
    {
        var (venue, buyer, seller) = Open(("style", "lse"), ("threshold", threshold));
        venue.At("10:00");
        venue.Limit(buyer, Xyz, Side.Buy, 10.00m, 10);
        venue.Limit(seller, Xyz, Side.Sell, 11.00m, 10);
        venue.Limit(side == Side.Buy ? buyer : seller, Xyz, side, (decimal)limit, 100, TimeInForce.AtClose);

        venue.At("16:00");

        // Ten of the hundred find the quote; the rest presses the price as far as it may go.
        var uncrossed = venue.Last.Single(e => e.Kind == EventKind.Uncrossed);
        Assert.Equal((10, 90, side), (uncrossed.Quantity.Lots, uncrossed.Open.Lots, uncrossed.Side));
        Assert.Equal((decimal)price, Xyz.ToDecimal(uncrossed.Price));
    }

    [Fact]
    public void AQuoteThatIsThinnerThanTheLeastDistanceHasThatAsItsThreshold()
    {
        var (venue, buyer, seller) = Open(("style", "lse"), ("threshold", "on"));
        venue.At("10:00");
        venue.Limit(buyer, Xyz, Side.Buy, 3.50m, 10);
        venue.Limit(seller, Xyz, Side.Sell, 3.52m, 10);
        venue.Limit(buyer, Xyz, Side.Buy, 9.00m, 100, TimeInForce.AtClose);

        venue.At("16:00");

        Assert.Equal(402, venue.Last.Single(e => e.Kind == EventKind.Uncrossed).Price.Ticks);
    }

    [Fact]
    public void AnAuctionEndsAtARandomInstantWithinItsSecondsAndTheSeedFixesIt()
    {
        var ends = new HashSet<long>();
        for (var run = 0; run < 2; run++)
        {
            var venue = new MechanismVenue([Xyz], [MechanismSpec.Of("trading-day", ("random-end", "30s"))], FromEight);
            venue.At("17:00", new DateOnly(2026, 1, 6));
            var opened = venue.Events.Where(e => e.Kind == EventKind.PhaseChanged && e.Phase == TradingPhase.Continuous)
                .Select(e => venue.Exchange.Options.Calendar.TimeOfDay(e.Time) - (SimDuration.FromHours(9) + SimDuration.FromMinutes(30))).ToArray();
            Assert.Equal(2, opened.Length);
            Assert.All(opened, late => Assert.InRange(late.Nanoseconds, 1, 30 * SimDuration.NanosecondsPerSecond));
            ends.UnionWith(opened.Select(late => late.Nanoseconds));
        }

        Assert.Equal(2, ends.Count);
    }

    [Fact]
    public void ACallWhosePriceIsTooFarFromTheReferenceIsExtended()
    {
        var (venue, buyer, seller) = Open(("style", "xetra"), ("extension", "2min"), ("extension-percent", "5"));
        venue.Apply(Instructions.ClosingPrice(Xyz.Id, new(1_000)));
        venue.At("9:00");
        venue.Limit(buyer, Xyz, Side.Buy, 10.60m, 10);
        venue.Limit(seller, Xyz, Side.Sell, 10.60m, 10);

        venue.At("9:30");
        var extended = venue.Last.Single(e => e.Kind == EventKind.Extended);
        Assert.Equal(venue.Now + SimDuration.FromMinutes(2), extended.Until);
        Assert.Equal(0, venue.Position(buyer, Xyz));
        venue.At("9:32");
        Assert.Equal(10, venue.Position(buyer, Xyz));
    }

    [Fact]
    public void AHaltedInstrumentStaysHaltedOverTheOpeningAndClosesWithTheOthers()
    {
        var (venue, _, _) = Open();
        venue.At("9:29");
        venue.Apply(Commands.Halt(Xyz.Id));
        venue.At("9:31");
        Assert.Equal(TradingPhase.Halted, venue.Exchange.Model(Xyz.Id).Phase);
        venue.At("16:00");
        Assert.Equal(TradingPhase.Closed, venue.Exchange.Model(Xyz.Id).Phase);
        Assert.False(venue.Exchange.IsOpen);
    }

    [Fact]
    public void TimesThatDoNotFollowEachOtherAreRefused()
    {
        var problem = Assert.Throws<ArgumentException>(() => MechanismCatalog.Create("trading-day", ("open", "8:00")));

        Assert.Contains("open (8:00) comes before opening-call (9:28)", problem.Message, StringComparison.Ordinal);
        Assert.Contains("accepted is a time of day", Assert.Throws<ArgumentException>(
            () => MechanismCatalog.Create("trading-day", ("close", "late"))).Message, StringComparison.Ordinal);
    }

    private static (MechanismVenue Venue, AccountId Buyer, AccountId Seller) Open(params (string, string)[] settings)
    {
        var venue = new MechanismVenue([Xyz], [MechanismSpec.Of("trading-day", settings)], FromEight);
        var buyer = venue.Open(0, dollars: 100_000);
        var seller = venue.Open(1);
        venue.Give(seller, Xyz, 10_000);
        return (venue, buyer, seller);
    }
}
