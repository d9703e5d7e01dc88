using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The parameters of <see cref="TradingDay"/>.</summary>
internal static class TradingDayOptions
{
    private const string Nasdaq = "Nasdaq Rules 4752, 4754";
    private const string Xetra = "LSE MIT201; Xetra market model";

    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new OptionSpec
        {
            Name = "instruments", Kind = OptionKind.Text, Default = "*", Unit = "symbols",
            Summary = "Which instruments have these auctions; the others open and close with the venue, without a closing call.",
        },
        DayTime.Option("pre-open", "9:00", "From when orders are collected for the opening."),
        DayTime.Option("opening-call", "9:28", "When the opening call begins."),
        DayTime.Option("open", "9:30", "When the opening is uncrossed and continuous trading begins.", mayBeNone: false),
        DayTime.Option("closing-call", "15:59", "When continuous trading ends and the closing call begins."),
        DayTime.Option("close", "16:00", "When the close is uncrossed and trading ends.", mayBeNone: false),
        DayTime.Option(
            "roll", "17:30", "When the day rolls: expiries, marks, charges, settlement; until then exercise decisions are taken.",
            "OCC rules: 17:30 Eastern", mayBeNone: false),
        DayTime.Option("early-close", "13:00", "When trading ends on days of an early close.", "US exchanges' holiday calendars", mayBeNone: false),
        new OptionSpec
        {
            Name = "early-close-days", Kind = OptionKind.Text, Default = "", Unit = "dates", Check = text => _ = DayPlan.Dates(text).Count(),
            Summary = "Days of an early close, such as 2026-11-27, separated by blanks.",
        },
        new OptionSpec
        {
            Name = "style", Kind = OptionKind.Text, Default = "nasdaq", Check = text => _ = AuctionStyles.Find(text),
            Summary = "How the price of an auction is found: nasdaq, lse, xetra, asx or cme.", Source = "MARKET rules, section 2.2",
        },
        new OptionSpec
        {
            Name = "indicative", Kind = OptionKind.Flag, Default = "true",
            Summary = "Whether price, volume and imbalance that a call would give are published as they change.", Source = "ITCH 5.0: I",
        },
        new OptionSpec
        {
            Name = "random-end", Kind = OptionKind.Duration, Default = "0", Max = 3_600,
            Summary = "An auction is uncrossed up to so much later than its time, at random.", Source = Xetra + ": up to 30 s",
        },
        new OptionSpec
        {
            Name = "extension", Kind = OptionKind.Duration, Default = "0", Max = 3_600,
            Summary = "For how long a call goes on whose price would be too far from the reference; 0 for not at all.", Source = Xetra,
        },
        new OptionSpec
        {
            Name = "extensions", Kind = OptionKind.Integer, Default = "1", Min = 0, Max = 100,
            Summary = "How often a call may be extended.", Source = Xetra,
        },
        new OptionSpec
        {
            Name = "extension-percent", Kind = OptionKind.Number, Default = "5", Min = 0, Max = 1_000, Unit = "%",
            Summary = "How far from the reference a price is too far.", Source = Xetra,
        },
        DayTime.Option("moo-cut-off", "9:28", "From when no market order on open is taken.", Nasdaq),
        DayTime.Option("loo-cut-off", "none", "From when no limit order on open is taken.", Nasdaq),
        DayTime.Option("moc-cut-off", "15:55", "From when no market order on close is taken.", Nasdaq),
        DayTime.Option("loc-cut-off", "none", "From when no limit order on close is taken.", Nasdaq),
        new OptionSpec
        {
            Name = "threshold", Kind = OptionKind.Choice, Default = "auto", Choices = ["auto", "on", "off"],
            Summary = "Whether auctions keep to a threshold around the inside quote; auto: where the style is nasdaq.", Source = Nasdaq,
        },
        new OptionSpec
        {
            Name = "threshold-percent", Kind = OptionKind.Number, Default = "10", Min = 0, Max = 1_000, Unit = "% of the midpoint",
            Summary = "How far beyond bid and offer an auction may trade.", Source = Nasdaq + ": system settings",
        },
        new OptionSpec
        {
            Name = "threshold-least", Kind = OptionKind.Number, Default = "0.50", Min = 0, Unit = "quote currency",
            Summary = "The least such distance.", Source = Nasdaq + ": system settings",
        },
    ];

    /// <summary>How the calls of an instrument work by these settings.</summary>
    public static AuctionRules RulesFor(Instrument instrument, OptionSet options)
    {
        var hasThreshold = options.Text("threshold") == "on" || (options.Text("threshold") == "auto" && options.Text("style") == "nasdaq");
        return new AuctionRules
        {
            Pricing = AuctionStyles.Find(options.Text("style")),
            PublishesIndicative = options.Flag("indicative"),
            ThresholdBasisPoints = hasThreshold ? (long)Rounding.HalfUp.Apply(options.Number("threshold-percent") * 100) : 0,
            ThresholdUnits = hasThreshold ? (long)Math.Round((decimal)options.Number("threshold-least") / instrument.PriceUnit) : 0,
        };
    }
}
