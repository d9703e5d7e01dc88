using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What can be set of short selling, read from its options. Rates and shares are in parts per million.</summary>
internal sealed class ShortSellingTerms(OptionSet options)
{
    public static IReadOnlyList<OptionSpec> Options { get; } =
    [
        Text("instruments", "*", "What can be sold short: symbols separated by blanks, or * for all shares and funds."),
        Text("easy-to-borrow", "", "Symbols that need no locate, or * for all.", "17 CFR 242.203(b)(1)(ii)"),
        new()
        {
            Name = "requires-locate", Kind = OptionKind.Flag, Default = "true",
            Summary = "Whether a short sale needs a locate of its day, market makers excepted.", Source = "17 CFR 242.203(b)(1)",
        },
        Whole("inventory", 1_000_000, "How much of each instrument can be borrowed until an instruction says otherwise.", "shares", ""),
        Part("borrow-rate", "0.3", "Fee for borrowed stock until an instruction says otherwise.", "% a year", ""),
        Part("cash-rate", "0", "Interest that the lender pays on the collateral; less the fee it is the rebate.", "% a year",
            "Broker guides on the rebate rate"),
        Part("collateral", "102", "Collateral in percent of the prior settlement price.", "%", "Broker guides on borrow fees"),
        Whole("collateral-step", 1, "The collateral price is rounded up to a multiple of this; 0 does not round.", "quote units",
            "Broker guides on borrow fees"),
        Whole("day-count", 360, "Days of a year for fee and rebate.", "days", "Act/360"),
        Whole("settlement-days", 1, "Business days from a trade to its settlement, when stock is borrowed and returned.",
            "business days", "17 CFR 240.15c6-1"),
        new()
        {
            Name = "price-test", Kind = OptionKind.Choice, Default = "reject", Choices = ["reject", "reprice", "off"],
            Summary = "What happens to a short sale that is not above the best bid while the test is in force.",
            Source = "17 CFR 242.201(b)",
        },
        Part("price-test-fall", "10", "A trade so far below the prior close puts the test in force for the day and the next.", "%",
            "17 CFR 242.201(b)(1)"),
        Whole("close-out-short", 1, "A short sale's fail is closed out at the open so many business days after settlement.",
            "business days", "17 CFR 242.204(a)"),
        Whole("close-out-long", 3, "The same for fails of long sales and of market makers.", "business days",
            "17 CFR 242.204(a)(1), (3)"),
        new()
        {
            Name = "buys-in", Kind = OptionKind.Flag, Default = "true",
            Summary = "Whether the venue closes fails out by buying; without, the account must borrow before it sells short again.",
            Source = "17 CFR 242.204(b)",
        },
        Whole("threshold-shares", 10_000, "Fails that make a threshold security: at least so many.", "shares", "17 CFR 242.203(c)(6)"),
        Part("threshold-part", "0.5", "And at least this part of the shares outstanding.", "%", "17 CFR 242.203(c)(6)"),
        Whole("threshold-days", 5, "For so many settlement days in a row; as long without them takes it off the list.",
            "business days", "17 CFR 242.203(c)(6)"),
        Whole("threshold-close-out", 13, "Fails in a threshold security are bought in after so many settlement days.",
            "business days", "17 CFR 242.203(b)(3)"),
    ];

    public string Instruments { get; } = options.Text("instruments");

    public string EasyToBorrow { get; } = options.Text("easy-to-borrow");

    public bool RequiresLocate { get; } = options.Flag("requires-locate");

    public long Inventory { get; } = options.Integer("inventory");

    public long BorrowRate { get; } = PartsPerMillion(options, "borrow-rate");

    public long CashRate { get; } = PartsPerMillion(options, "cash-rate");

    public long Collateral { get; } = PartsPerMillion(options, "collateral");

    public long CollateralStep { get; } = options.Integer("collateral-step");

    public long DayCount { get; } = options.Integer("day-count");

    public int SettlementDays { get; } = options.Count("settlement-days");

    public ShortSaleTest PriceTest { get; } = options.Text("price-test") switch
    {
        "reject" => ShortSaleTest.Reject,
        "reprice" => ShortSaleTest.Reprice,
        _ => ShortSaleTest.Off,
    };

    public long PriceTestFall { get; } = PartsPerMillion(options, "price-test-fall");

    public int CloseOutShort { get; } = options.Count("close-out-short");

    public int CloseOutLong { get; } = options.Count("close-out-long");

    public bool BuysIn { get; } = options.Flag("buys-in");

    public long ThresholdShares { get; } = options.Integer("threshold-shares");

    public long ThresholdPart { get; } = PartsPerMillion(options, "threshold-part");

    public int ThresholdDays { get; } = options.Count("threshold-days");

    public int ThresholdCloseOut { get; } = options.Count("threshold-close-out");

    /// <summary>The price at which collateral stands behind a borrowed share: a percentage of a settlement price, rounded up.</summary>
    public Price CollateralPrice(Instrument instrument, Price settlement)
    {
        var exact = (Int128)settlement.Ticks * Collateral;
        if (CollateralStep == 0)
        {
            return new((long)Rounding.Up.Divide(exact, 1_000_000));
        }

        var step = Int128.Max(1, (Int128)(CollateralStep / instrument.PriceUnit));
        return new((long)(Rounding.Up.Divide(exact, 1_000_000 * step) * step));
    }

    /// <summary>What a yearly rate costs on so many shares at a collateral price, in minor units, rounded half up once.</summary>
    public long Charge(Instrument instrument, Price collateral, long lots, long rate, int days)
        => (long)Rounding.HalfUp.Divide(
            (Int128)collateral.Ticks * lots * instrument.TickValueNumerator * rate * days,
            (Int128)instrument.TickValueDenominator * DayCount * 1_000_000);

    private static long PartsPerMillion(OptionSet options, string name)
        => (long)decimal.Round(decimal.Parse(options.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture) * 10_000);

    private static OptionSpec Text(string name, string value, string summary, string source = "") => new()
    {
        Name = name, Kind = OptionKind.Text, Default = value, Summary = summary, Source = source,
    };

    private static OptionSpec Whole(string name, long value, string summary, string unit, string source) => new()
    {
        Name = name, Kind = OptionKind.Integer, Default = value.ToString(CultureInfo.InvariantCulture), Summary = summary, Unit = unit,
        Source = source, Min = name == "day-count" ? 1 : 0, Max = 1e12,
    };

    private static OptionSpec Part(string name, string value, string summary, string unit, string source) => new()
    {
        Name = name, Kind = OptionKind.Number, Default = value, Summary = summary, Unit = unit, Source = source, Min = 0, Max = 100_000,
    };
}
