using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Options with other numbers than those of the rules' examples, and on their edges.</summary>
public sealed class Section09Tests
{
    private static readonly Equity Share = MechanismVenue.Share(0);
    private static readonly DateOnly Expiry = new(2026, 6, 19);

    [Theory] // Multiplier, broad or not, the underlying, and call or put, strike, contracts, price; requirement and deposit.
    [InlineData(50, "", "30", "C33:-1@1.00", "200.00", "150.00")]
    [InlineData(10, "", "30", "C33:-7@1.00", "280.00", "210.00")]
    [InlineData(100, "", "87.50", "C85:-1@4.35", "2185.00", "1750.00")]
    [InlineData(100, "", "60", "P40:-1@0.15", "415.00", "400.00")]
    [InlineData(100, "", "60", "P54:-1@0.15", "615.00", "600.00")]
    [InlineData(100, "XYZ", "3210", "P2900:-1@8.50", "29850.00", "29000.00")]
    [InlineData(100, "", "100", "C100:-2@5.00 P100:-2@4.00", "5800.00", "4000.00")]
    [InlineData(100, "", "100", "C100:-3@5.00 P100:-1@4.00", "7900.00", "6000.00")]
    [InlineData(100, "", "58", "C65:1@1.00 C60:-1@3.00", "500.00", "300.00")]
    [InlineData(50, "", "58", "C65:1@1.00 C60:-1@3.00", "250.00", "150.00")]
    [InlineData(100, "", "58", "C60:1@3.00 C65:-1@1.00", "0.00", "200.00")]
    [InlineData(100, "", "50", "P40:1@0.30 P45:-1@0.90 C62:1@0.40 C55:-1@1.10", "700.00", "570.00")]
    [InlineData(100, "", "50", "C50:1@3.00 C55:-2@1.20 C60:1@0.45", "0.00", "105.00")]
    public void WrittenOptionsNeedWhatTheStrategiesOfTheRulesNeed(
        int multiplier, string broad, string spot, string legs, string requirement, string deposit)
    {
        var options = Legs(legs, multiplier);
        var venue = new MechanismVenue(
            [Share, .. options.Select(o => o.Option)], [MechanismSpec.Of("margin", ("broad-indices", broad), ("minimum-equity", "0"))]);
        venue.Apply(Commands.OpenSession());
        venue.Apply(Instructions.ReferencePrice(Share.Id, MechanismVenue.PriceOf(Share, Number(spot))));
        var maker = venue.Open(1, AccountType.RegT, 10_000_000);
        var trader = venue.Open(2, AccountType.RegT, 100_000);
        foreach (var (option, lots, price) in options)
        {
            venue.Trade(lots > 0 ? trader : maker, lots > 0 ? maker : trader, option, price, Math.Abs(lots));
        }

        var statement = venue.Exchange.Mechanisms.OfType<IMarginMechanism>().Single().StatementOf(trader)!;
        Assert.Equal(Number(requirement) * 100, statement.Maintenance);
        venue.Deposit(trader, -(100_000 - Number(deposit)) - 0.01m);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
        venue.Deposit(trader, -(100_000 - Number(deposit)));
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Theory] // Price decimals of the share, strike, close; shares that a call and a put of multiplier 50 bring their holder.
    [InlineData(4, "5.00", "5.0099", 0)]
    [InlineData(4, "5.00", "5.0100", 150)]
    [InlineData(4, "5.00", "4.9901", 0)]
    [InlineData(4, "5.00", "4.9900", -150)]
    [InlineData(2, "37.50", "37.51", 150)]
    [InlineData(2, "37.50", "37.49", -150)]
    [InlineData(0, "2500", "2501", 150)]
    [InlineData(0, "2500", "2500", 0)]
    public void ACentInTheMoneyIsExercisedWhateverThePriceUnitAndTheContract(
        int decimals, string strike, string close, long shares)
    {
        var share = Share with { PriceDecimals = decimals, TickValueDenominator = decimals == 4 ? 100 : 1 };
        var last = new DateOnly(2026, 1, 9);
        OptionContract Option(int id, OptionRight right) => MechanismVenue.Option(id, share, right, Number(strike), last) with
        {
            Multiplier = 50, Deliverable = 50, TickValueNumerator = 50,
        };
        var (call, put) = (Option(1, OptionRight.Call), Option(2, OptionRight.Put));
        var venue = new MechanismVenue([share, call, put], [MechanismSpec.Of("options")], others: [new Credit()]);
        venue.Apply(Commands.OpenSession());
        var (writer, holder) = (venue.Open(0, AccountType.RegT, 1_000_000), venue.Open(1, AccountType.RegT, 1_000_000));
        var (maker, other) = (venue.Open(2, AccountType.RegT, 1_000_000), venue.Open(3, AccountType.RegT, 1_000_000));
        venue.Trade(holder, writer, call, 1.00m, 3);
        venue.Trade(holder, writer, put, 1.00m, 3);
        venue.At("9:30", last);
        venue.Trade(maker, other, share, Number(close), 1);
        venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal((shares, -shares), (venue.Position(holder, share), venue.Position(writer, share)));
        var unit = decimals == 0 ? 100 : 1;
        Assert.Equal(1_000_000m - 300m - (Number(strike) * shares / unit), venue.Cash(holder));
        Assert.Equal((0L, 0L), (venue.Position(holder, call), venue.Position(writer, put)));
    }

    [Theory] // K, put, days; cost is put + K (1 - e^(-5% T)): 0.4281, 0.2738, 1.0466.
    [InlineData("80", "0.10", 30, "0.4281", true)]
    [InlineData("80", "0.10", 30, "0.4280", false)]
    [InlineData("50", "0.01", 40, "0.2833", true)]
    [InlineData("50", "0.01", 40, "0.2832", false)]
    public void ACallIsExercisedOnTheEveOfTheExDateFromTheExactCost(string strike, string put, int days, string dividend, bool pays)
    {
        var exDate = new DateOnly(2026, 1, 7);
        var expiry = exDate.AddDays(-1 + days);
        var call = MechanismVenue.Option(1, Share, OptionRight.Call, Number(strike), expiry);
        var other = MechanismVenue.Option(2, Share, OptionRight.Put, Number(strike), expiry);
        var venue = new MechanismVenue(
            [Share, call, other], [MechanismSpec.Of("options", ("auto-early-exercise", "true"))], others: [new Credit()]);
        venue.Apply(Commands.OpenSession());
        var (writer, holder) = (venue.Open(0, AccountType.RegT, 1_000_000), venue.Open(1, AccountType.RegT, 1_000_000));
        venue.Trade(holder, writer, call, 30, 2);
        venue.Trade(holder, writer, other, Number(put), 1);
        venue.Trade(venue.Open(2, AccountType.RegT), venue.Open(3, AccountType.RegT), Share, Number(strike) + 25, 1);
        venue.Apply(Instructions.Dividend(
            Share.Id, CorporateDay.Micro(Number(dividend)), venue.Exchange.Options.Calendar.At(exDate, SimDuration.FromHours(12))));
        venue.At("16:00").Apply(Commands.CloseSession());
        venue.At("9:30", exDate.AddDays(-1)).Apply(Commands.OpenSession());
        venue.At("16:00").Apply(Commands.CloseSession());
        venue.At("9:30", exDate).Apply(Commands.OpenSession());
        Assert.Equal(pays ? 200 : 0, venue.Position(holder, Share));
        Assert.Equal(pays ? -200 : 0, venue.Position(writer, Share));
    }

    [Theory] // Old terms, ratio, style; strike, deliverable, multiplier, contracts for three.
    [InlineData("213.10", 20, 1, "cut-strike", "10.66", 100, 100, 60)] // 10.655 rounds up.
    [InlineData("47.50", 5, 2, "cut-strike", "19.00", 250, 250, 3)]
    [InlineData("47.50", 5, 2, "keep-strike", "47.50", 250, 100, 3)]
    [InlineData("12.00", 1, 8, "cut-strike", "12.00", 12, 100, 3)] // 12.5 shares: the half is cash.
    [InlineData("33.33", 3, 1, "cut-strike", "11.11", 100, 100, 9)]
    [InlineData("10.00", 4, 3, "cut-strike", "7.50", 133, 133, 3)]
    public void SplitsRestateStrikesDeliverablesAndContracts(
        string strike, int newShares, int oldShares, string style, string newStrike, long deliverable, long multiplier, long contracts)
    {
        var call = MechanismVenue.Option(1, Share, OptionRight.Call, Number(strike), new(2026, 1, 16));
        var day = new CorporateDay([Share, call], ("odd-splits", style));
        var (buyer, writer) = (day.Venue.Open(3, AccountType.RegT, 100_000), day.Venue.Open(4, AccountType.RegT, 100_000));
        day.Venue.Trade(buyer, writer, call, 2, 3);
        day.GoEx(Number(strike), Instructions.Split(Share.Id, newShares, oldShares, day.Instant(CorporateDay.Tuesday)));
        var option = (OptionContract)day.Venue.Exchange.Instruments[1];
        Assert.Equal(
            (MechanismVenue.PriceOf(Share, Number(newStrike)), deliverable, multiplier),
            (option.Strike, option.Deliverable, option.Multiplier));
        Assert.Equal((contracts, -contracts), (day.Venue.Position(buyer, call), day.Venue.Position(writer, call)));
    }

    [Theory]
    [InlineData(17, 23, 10, 40)]
    [InlineData(1, 0, 0, 1)]
    [InlineData(100, 250, 3, 119)]
    public void AsManyContractsAreAssignedAsAreExercisedAndNobodyMoreThanHeWrote(int a, int b, int c, int exercised)
    {
        foreach (var method in (string[])["random", "pro-rata", "fifo"])
        {
            var call = MechanismVenue.Option(1, Share, OptionRight.Call, 50, new(2026, 1, 9));
            var venue = new MechanismVenue([Share, call], [MechanismSpec.Of("options", ("assignment", method))], others: [new Credit()]);
            venue.Apply(Commands.OpenSession());
            var holder = venue.Open(9, AccountType.RegT, 10_000_000);
            int[] written = [a, b, c];
            var writers = written.Select((_, i) => venue.Open(i, AccountType.RegT, 10_000_000)).ToList();
            for (var i = 0; i < written.Length; i++)
            {
                if (written[i] > 0)
                {
                    venue.Trade(holder, writers[i], call, 2, written[i]);
                }
            }

            venue.Apply(Instructions.Exercise(holder, call.Id, new(exercised)));
            venue.At("16:00").Apply(Commands.CloseSession());
            var delivered = writers.Select(w => -venue.Position(w, Share)).ToList();
            Assert.Equal(100L * exercised, delivered.Sum());
            Assert.Equal(100L * exercised, venue.Position(holder, Share));
            for (var i = 0; i < written.Length; i++)
            {
                Assert.InRange(delivered[i], 0, 100L * written[i]);
                Assert.Equal(-written[i] + (delivered[i] / 100), venue.Position(writers[i], call));
            }

            // In proportion each gets his share to within one contract; the oldest go first by time.
            var total = a + b + c;
            Assert.True(method != "pro-rata" || written.Zip(delivered).All(w => Math.Abs((w.Second / 100m) - ((decimal)w.First * exercised / total)) < 1));
            Assert.True(method != "fifo" || delivered[0] == 100L * Math.Min(a, exercised));
        }
    }

    [Theory]
    [InlineData("17:30", RejectReason.None)]
    [InlineData("17:30:00.0000001", RejectReason.TooLate)]
    public void DecisionsAreTakenUntilHalfPastFive(string time, RejectReason reason)
    {
        var call = MechanismVenue.Option(1, Share, OptionRight.Call, 50, new(2026, 1, 5));
        var venue = new MechanismVenue([Share, call], [MechanismSpec.Of("options")], others: [new Credit()]);
        venue.Apply(Commands.OpenSession());
        var (writer, holder) = (venue.Open(0, AccountType.RegT, 100_000), venue.Open(1, AccountType.RegT, 100_000));
        venue.Trade(holder, writer, call, 2, 4);
        venue.Trade(holder, venue.Open(2, AccountType.RegT), Share, 52, 1);
        venue.At("16:00").Apply(Commands.SetPhase(TradingPhase.Closed));
        venue.At(time).Apply(Instructions.DoNotExercise(holder, call.Id, new(3)));
        Assert.Equal(reason, venue.Refusal);
        venue.Apply(Commands.RollDay());
        Assert.Equal(reason == RejectReason.None ? 101 : 401, venue.Position(holder, Share));
    }

    private static List<(OptionContract Option, long Lots, decimal Price)> Legs(string text, int multiplier) =>
    [
        .. text.Split(' ').Select((leg, i) =>
        {
            var parts = leg.Split(':', '@');
            var right = parts[0][0] == 'C' ? OptionRight.Call : OptionRight.Put;
            var option = MechanismVenue.Option(i + 1, Share, right, Number(parts[0][1..]), Expiry) with
            {
                Multiplier = multiplier, Deliverable = multiplier, TickValueNumerator = multiplier,
            };
            return (option, long.Parse(parts[1], CultureInfo.InvariantCulture), Number(parts[2]));
        }),
    ];

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
