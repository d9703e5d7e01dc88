using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Margin with other numbers than those of the rules' examples, and on its edges.</summary>
public sealed class Section08Tests
{
    private static readonly Equity Share = MechanismVenue.Share(0);

    [Theory]
    [InlineData("", 700, "45.50", "15925", "30.3333", "30.34", "29.00", "4375.00", "5075.00", 97)]
    [InlineData("XYZ=40", 500, "80.00", "20000", "66.6667", "66.67", "60.00", "10000.00", "12000.00", 84)]
    [InlineData("", 1000, "60.00", "30000", "40.0000", "40.00", "37.50", "7500.00", "9375.00", 200)]
    [InlineData("XYZ=30", 333, "17.17", "2858.81", "12.2643", "12.27", "12.01", "1140.53", "1199.80", 17)]
    public void ALongPositionIsCalledBelowItsCallPriceAndTheFewestSharesAreSold(
        string house, long lots, string price, string deposit, string callPrice, string calm, string fall, string equity,
        string maintenance, long sold)
    {
        var (venue, maker, other) = Venue(("call-after", "1h"), ("house-maintenance", house));
        var trader = venue.Open(1, AccountType.RegT, Number(deposit));
        venue.Trade(trader, maker, Share, Number(price), lots);
        Assert.Equal(Number(callPrice), decimal.Round(Statement(venue, trader).Positions[0].CallPrice!.Value, 4));
        venue.Trade(other, maker, Share, Number(calm), 1);
        Assert.Empty(Of(venue, EventKind.MarginCalled));
        venue.At("11:00");
        venue.Trade(other, maker, Share, Number(fall), 1);
        var statement = Statement(venue, trader);
        Assert.Equal((Cents(equity), Cents(maintenance)), (statement.Equity, statement.Maintenance));
        Assert.Equal(Cents(maintenance) - Cents(equity), Assert.Single(Of(venue, EventKind.MarginCalled)).Amount);
        venue.Limit(other, Share, Side.Buy, Number(fall), 5000);
        venue.At("11:59:59.999");
        Assert.Equal(lots, venue.Position(trader, Share));
        venue.At("12:00");
        Assert.Equal(lots - sold, venue.Position(trader, Share));
    }

    [Theory]
    [InlineData(300, "70.00", "10500", "80.7692", "80.76", "82.00", "6900", "7380")]
    [InlineData(400, "12.00", "2400", "13.0000", "13.00", "13.50", "1800", "2000")]
    [InlineData(1000, "4.00", "5000", "4.5000", "4.50", "4.60", "4400", "4600")]
    public void AShortPositionIsCalledAboveItsCallPriceInEachPriceRegion(
        long lots, string price, string deposit, string callPrice, string calm, string rise, string equity, string maintenance)
    {
        var (venue, maker, other) = Venue();
        var trader = venue.Open(1, AccountType.RegT, Number(deposit));
        venue.Trade(maker, trader, Share, Number(price), lots);
        Assert.Equal(Number(callPrice), decimal.Round(Statement(venue, trader).Positions[0].CallPrice!.Value, 4));
        venue.Trade(other, maker, Share, Number(calm), 1);
        Assert.Empty(Of(venue, EventKind.MarginCalled));
        venue.Trade(other, maker, Share, Number(rise), 1);
        var statement = Statement(venue, trader);
        Assert.Equal((Cents(equity), Cents(maintenance)), (statement.Equity, statement.Maintenance));
        Assert.Equal(Cents(maintenance) - Cents(equity), Assert.Single(Of(venue, EventKind.MarginCalled)).Amount);
    }

    [Theory]
    [InlineData("2.50", "2500.00")]
    [InlineData("2.51", "2510.00")]
    [InlineData("4.99", "4990.00")]
    [InlineData("5.00", "5000.00")]
    [InlineData("16.66", "5000.00")]
    [InlineData("16.67", "5001.00")]
    [InlineData("0.10", "2500.00")]
    public void TheRegionsOfShortMaintenanceMeetAtTheExactCent(string price, string requirement)
    {
        var (venue, maker, _) = Venue();
        var trader = venue.Open(1, AccountType.RegT, 50_000);
        venue.Trade(maker, trader, Share, Number(price), 1000);
        Assert.Equal(Cents(requirement), Statement(venue, trader).Maintenance);
    }

    [Theory]
    [InlineData("2026-01-15", "2026-01-20")] // Thursday; the 19th is a holiday.
    [InlineData("2026-01-16", "2026-01-21")]
    [InlineData("2026-01-12", "2026-01-14")]
    public void AMaintenanceCallIsDueTwoBusinessDaysLater(string day, string due)
    {
        var (venue, maker, other) = Venue();
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, maker, Share, 60, 1000);
        venue.At("10:00", DateOnly.Parse(day, CultureInfo.InvariantCulture));
        venue.Trade(other, maker, Share, 38, 1);
        var calendar = venue.Exchange.Options.Calendar;
        Assert.Equal(
            DateOnly.Parse(due, CultureInfo.InvariantCulture), calendar.DateOf(Assert.Single(Of(venue, EventKind.MarginCalled)).Until));
    }

    [Theory]
    [InlineData("2026-01-15", "2026-01-21")]
    [InlineData("2026-01-12", "2026-01-15")]
    public void AnInitialCallIsDueTwoBusinessDaysAfterSettlement(string day, string due)
    {
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var put = MechanismVenue.Option(1, Share, OptionRight.Put, 60, date);
        var venue = new MechanismVenue(
            [Share, put], [MechanismSpec.Of("margin"), MechanismSpec.Of("options")],
            new() { Calendar = MarketCalendar.Default with { Holidays = [new(2026, 1, 19)] } });
        venue.Apply(Commands.OpenSession());
        var (maker, other) = Others(venue);
        venue.At("10:00", date);
        venue.Trade(other, maker, Share, 60, 1000);
        var trader = venue.Open(1, AccountType.RegT, 20_000);
        venue.Trade(other, trader, put, 2, 10);
        venue.Trade(other, maker, Share, 58, 1);
        venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal((1000, -38_000m), (venue.Position(trader, Share), venue.Cash(trader)));

        // Assigned shares of 58,000 need 29,000, and maintenance of 14,500; equity is 20,000.
        var call = Assert.Single(Of(venue, EventKind.MarginCalled));
        Assert.Equal((900_000, 1), (call.Amount, call.Quantity.Lots));
        Assert.Equal(DateOnly.Parse(due, CultureInfo.InvariantCulture), venue.Exchange.Options.Calendar.DateOf(call.Until));
    }

    [Theory]
    [InlineData("40000", "60.00", "20000", 333)]
    [InlineData("30000", "80.00", "20000", 250)]
    [InlineData("31234.50", "61.11", "3579.00", 58)]
    public void BuyingPowerIsTwiceTheSma(string deposit, string price, string power, long most)
    {
        var (venue, maker, other) = Venue();
        var trader = venue.Open(1, AccountType.RegT, Number(deposit));
        venue.Trade(trader, maker, Share, 60, 1000);
        venue.Trade(other, maker, Share, Number(price), 1);

        Assert.Equal(Cents(power), Statement(venue, trader).BuyingPower);
        venue.Limit(trader, Share, Side.Buy, Number(price), most + 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, Share, Side.Buy, Number(price), most);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Fact]
    public void TheSmaMayNotBeUsedIntoAMaintenanceCall()
    {
        var (venue, maker, other) = Venue();
        var trader = venue.Open(1, AccountType.RegT, 30_000);
        venue.Trade(trader, maker, Share, 60, 1000);
        venue.Trade(other, maker, Share, 80, 1);
        venue.Trade(other, maker, Share, 45, 1);
        Assert.Equal(1_000_000, Statement(venue, trader).Sma);

        // Equity 15,000 needs 11,250: a quarter of 15,000 more is free.
        venue.Limit(trader, Share, Side.Buy, 45, 334);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Limit(trader, Share, Side.Buy, 45, 333);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Fact]
    public void DebitInterestIsRoundedOnceAndCountsTheLeapDay()
    {
        var calendar = new MarketCalendar { FirstDay = new(2028, 2, 1) };
        var venue = new MechanismVenue([Share], [MechanismSpec.Of("margin", ("debit-interest", "7.25"))], new() { Calendar = calendar });
        venue.Apply(Commands.OpenSession());
        var (maker, _) = Others(venue);
        var trader = venue.Open(1, AccountType.RegT, 18_519.33m);
        venue.Trade(trader, maker, Share, 61.73m, 500);
        for (var day = calendar.FirstDay; day.Month == 2; day = calendar.AddBusinessDays(day, 1))
        {
            venue.At("16:00", day).Apply(Commands.CloseSession());
        }

        // 12,345.67 × 7.25% × 29 / 360.
        Assert.Equal(-72.10m, venue.Posted(trader, Posting.DebitInterest));
    }

    [Fact]
    public void TheLargestRequirementIsLiquidatedFirst()
    {
        var second = MechanismVenue.Share(1, "ABC");
        var venue = new MechanismVenue([Share, second], [MechanismSpec.Of("margin", ("call-after", "5min"))]);
        venue.Apply(Commands.OpenSession());
        var (maker, other) = Others(venue);
        venue.Give(maker, second, 100_000);
        var trader = venue.Open(1, AccountType.RegT, 35_000);
        venue.Trade(trader, maker, Share, 40, 500);
        venue.Trade(trader, maker, second, 100, 500);

        // 35,000 owed. At 25 and 65: worth 45,000, equity 10,000, required 11,250: 5,000 of ABC, or 77 shares.
        venue.Trade(other, maker, second, 65, 1);
        venue.Trade(other, maker, Share, 25, 1);
        venue.Limit(other, Share, Side.Buy, 25, 1000);
        venue.Limit(other, second, Side.Buy, 65, 1000);
        venue.At("9:35");
        Assert.Equal((500, 423), (venue.Position(trader, Share), venue.Position(trader, second)));
    }

    [Theory]
    [InlineData(1, 0, 1)] // Yen without decimals.
    [InlineData(2, 4, 100)] // Cents, and prices to the hundredth of one.
    public void PricesMayBeFinerThanMoneyAndMoneyMayHaveNoDecimals(int decimals, int priceDecimals, long denominator)
    {
        var share = Share with { PriceDecimals = priceDecimals, TickValueDenominator = denominator };
        var unit = decimals == 1 ? 1 : 100;
        var venue = new MechanismVenue([share], [MechanismSpec.Of("margin")]);
        venue.Apply(Commands.OpenSession());
        var (maker, other) = (venue.Open(8, AccountType.Cash, 100_000_000), venue.Open(9, AccountType.Cash, 100_000_000));
        venue.Give(maker, share, 100_000);
        var trader = venue.Open(1, AccountType.RegT);
        venue.Apply(Commands.Deposit(trader, MechanismVenue.Usd, 300_000 * unit));
        venue.Trade(trader, maker, share, 6000, 100);
        Assert.Equal(-300_000 * unit, venue.Exchange.Ledger.Balance(trader, MechanismVenue.Usd));
        Assert.Equal(4000m, Statement(venue, trader).Positions[0].CallPrice);
        venue.Trade(other, maker, share, 3800, 1);
        var statement = Statement(venue, trader);
        Assert.Equal((80_000 * unit, 95_000 * unit), (statement.Equity, statement.Maintenance));
        Assert.Equal(15_000 * unit, Assert.Single(Of(venue, EventKind.MarginCalled)).Amount);
    }

    [Theory] // Shares, their price, volatility, and options: call or put, strike, contracts, price; range by kind of underlying.
    [InlineData("", 200, 80, "40", 90, "P75:2@3.95", "1224.52")]
    [InlineData("", 0, 100, "30", 60, "C110:-3@1.58 P90:-3@1.05", "1682.55")]
    [InlineData("", 0, 100, "30", 60, "C200:-4@0.01", "150.00")]
    [InlineData("broad-indices", 0, 4000, "20", 60, "C4100:-1@87.00", "24945.45")]
    [InlineData("high-cap-indices", 0, 4000, "20", 60, "P3900:-1@83.92", "17877.22")]
    [InlineData("", 100, 50, "50", 60, "P45:1@1.84 C55:-1@2.20", "269.34")]
    public void PortfolioMarginIsTheWorstLossOverTenMovesAndALeastForEachContract(
        string kind, long shares, int spot, string volatility, int days, string legs, string requirement)
    {
        var expiry = new DateOnly(2026, 1, 5).AddDays(days);
        var options = legs.Split(' ').Select((leg, i) => (Parts: leg.Split(':', '@'), Id: i + 1)).Select(leg => (
            Option: MechanismVenue.Option(
                leg.Id, Share, leg.Parts[0][0] == 'C' ? OptionRight.Call : OptionRight.Put, Number(leg.Parts[0][1..]), expiry),
            Lots: long.Parse(leg.Parts[1], CultureInfo.InvariantCulture), Price: Number(leg.Parts[2]))).ToList();
        var settings = new List<(string, string)> { ("volatility", $"XYZ={volatility}") };
        if (kind.Length > 0)
        {
            settings.Add((kind, "XYZ"));
        }

        var venue = new MechanismVenue(
            [Share, .. options.Select(o => o.Option)], [MechanismSpec.Of("margin"), MechanismSpec.Of("portfolio-margin", [.. settings])]);
        venue.Apply(Commands.OpenSession());
        venue.Apply(Instructions.ReferencePrice(Share.Id, MechanismVenue.PriceOf(Share, spot)));
        var maker = venue.Open(8, AccountType.RegT, 100_000_000);
        venue.Give(maker, Share, 10_000);
        var trader = venue.Open(1, AccountType.Portfolio, 1_000_000);
        if (shares > 0)
        {
            venue.Trade(trader, maker, Share, spot, shares);
        }

        foreach (var (option, lots, price) in options)
        {
            venue.Trade(lots > 0 ? trader : maker, lots > 0 ? maker : trader, option, price, Math.Abs(lots));
        }

        var statement = Statement(venue, trader);
        Assert.Equal(Cents(requirement), statement.Maintenance + statement.LongOptions - statement.ShortOptions);
    }

    private static (MechanismVenue Venue, AccountId Maker, AccountId Other) Venue(params (string, string)[] settings)
    {
        var venue = new MechanismVenue(
            [Share], [MechanismSpec.Of("margin", settings)],
            new() { Calendar = MarketCalendar.Default with { Holidays = [new(2026, 1, 19)] } });
        venue.Apply(Commands.OpenSession());
        var (maker, other) = Others(venue);
        return (venue, maker, other);
    }

    private static (AccountId Maker, AccountId Other) Others(MechanismVenue venue)
    {
        var maker = venue.Open(8, AccountType.Cash, 100_000_000);
        venue.Give(maker, Share, 10_000_000);
        return (maker, venue.Open(9, AccountType.Cash, 100_000_000));
    }

    private static IEnumerable<MarketEvent> Of(MechanismVenue venue, EventKind kind) => venue.Events.Where(e => e.Kind == kind);

    private static MarginStatement Statement(MechanismVenue venue, AccountId account)
        => venue.Exchange.Mechanisms.OfType<IMarginMechanism>().Single(m => m.StatementOf(account) is not null).StatementOf(account)!;

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static long Cents(string text) => (long)(Number(text) * 100);
}
