using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>At which price of the underlying a knocked-out product is unwound.</summary>
public enum UnwindPrice
{
    /// <summary>The price that touched the barrier: a gap through it is the holder's loss.</summary>
    Touch,

    /// <summary>The barrier itself: the issuer bears gaps.</summary>
    Barrier,

    /// <summary>The price that is worst for the holder in a window from the touch on.</summary>
    Worst,

    /// <summary>The official close of the day.</summary>
    Close,
}

/// <summary>The parameters of knock-out products.</summary>
/// <param name="SeesTrades">Whether trades of the underlying touch a barrier.</param>
/// <param name="SeesReferences">Whether its values from outside do.</param>
/// <param name="Unwind">At which price a product is unwound.</param>
/// <param name="Window">For how long after the touch the worst price is looked for.</param>
/// <param name="RatePpm">The interest rate r, in millionths a year.</param>
/// <param name="SpreadPpm">The issuer's spread on it, in millionths a year.</param>
/// <param name="DaysOfYear">Days of an interest year.</param>
/// <param name="CountsCalendarDays">Whether nights without a session cost interest too.</param>
/// <param name="FinancesDated">Whether products with a last day are financed as well.</param>
/// <param name="PassesDividends">Whether a dividend of the underlying lowers level and barrier.</param>
public sealed record KnockOutRules(
    bool SeesTrades, bool SeesReferences, UnwindPrice Unwind, SimDuration Window, long RatePpm, long SpreadPpm, long DaysOfYear,
    bool CountsCalendarDays, bool FinancesDated, bool PassesDividends)
{
    private const long Million = 1_000_000;

    /// <summary>The parameters in reading order, after those of all issued products.</summary>
    public static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        new()
        {
            Name = "trigger", Kind = OptionKind.Choice, Default = "any", Choices = ["any", "trades", "reference"],
            Summary = "What touches a barrier: trades of the underlying, its values from outside, or any of them.",
        },
        new()
        {
            Name = "unwind", Kind = OptionKind.Choice, Default = "touch", Choices = ["touch", "barrier", "worst", "close"],
            Summary = "At which price a knocked-out product is unwound: the touching one, the barrier, the worst of a window, or the close.",
            Source = "HKEX, callable bull/bear contracts, mandatory call event valuation",
        },
        new()
        {
            Name = "window", Kind = OptionKind.Duration, Default = "1h", Min = 0, Summary = "How long the worst price is looked for.",
        },
        new()
        {
            Name = "rate", Kind = OptionKind.Number, Default = "2", Min = -100, Max = 1000, Unit = "% a year",
            Summary = "The interest rate of the financing level.",
        },
        new()
        {
            Name = "spread", Kind = OptionKind.Number, Default = "1.5", Min = 0, Max = 1000, Unit = "% a year",
            Summary = "What the issuer adds to the rate of long products, and takes off that of short ones.",
        },
        new()
        {
            Name = "day-count", Kind = OptionKind.Integer, Default = "360", Min = 1, Max = 366, Unit = "days a year",
            Summary = "Days of an interest year.",
        },
        new()
        {
            Name = "financing-days", Kind = OptionKind.Choice, Default = "calendar", Choices = ["calendar", "business"],
            Summary = "Whether a weekend costs three days of interest or one.",
        },
        new()
        {
            Name = "finances-dated", Kind = OptionKind.Flag, Default = "false",
            Summary = "Whether products with a last day are financed too; theirs is usually in the price.",
        },
        new()
        {
            Name = "passes-dividends", Kind = OptionKind.Flag, Default = "true",
            Summary = "Whether a dividend of the underlying lowers financing level and barrier by as much.",
        },
    ];

    /// <summary>The parameters as set.</summary>
    public static KnockOutRules Of(OptionSet options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var trigger = options.Text("trigger");
        return new(
            trigger != "reference", trigger != "trades",
            options.Text("unwind") switch
            {
                "barrier" => UnwindPrice.Barrier, "worst" => UnwindPrice.Worst, "close" => UnwindPrice.Close, _ => UnwindPrice.Touch,
            },
            options.Duration("window"), Ppm(options, "rate"), Ppm(options, "spread"), options.Integer("day-count"),
            options.Text("financing-days") == "calendar", options.Flag("finances-dated"),
            options.Flag("passes-dividends"));
    }

    /// <summary>The financing level after so many days: F' = F (1 + (r + spread) × days / 360), for puts r - spread. Days without a
    /// session bear simple interest, in one step (<see cref="Turbo.After"/>); from session to session it compounds.</summary>
    public long LevelAfter(KnockOut product, int days)
    {
        ArgumentNullException.ThrowIfNull(product);
        var rate = product.Right == OptionRight.Call ? RatePpm + SpreadPpm : RatePpm - SpreadPpm;
        var interest = Rounding.HalfUp.Divide((Int128)product.Level * rate * days, (Int128)DaysOfYear * Million);
        return checked((long)(product.Level + interest));
    }

    // A percent is ten thousand millionths; the decimal text decides, not its nearest double.
    private static long Ppm(OptionSet options, string name) => (long)decimal.Round(
        decimal.Parse(options.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture) * 10_000, MidpointRounding.AwayFromZero);
}
