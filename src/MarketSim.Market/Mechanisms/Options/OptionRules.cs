using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How the clearing house chooses who must deliver.</summary>
public enum AssignmentMethod
{
    /// <summary>Single contracts are drawn at random.</summary>
    Random,

    /// <summary>Every short position in proportion to its size.</summary>
    ProRata,

    /// <summary>The oldest short contracts first.</summary>
    Fifo,
}

/// <summary>Which price of the underlying an exercise is reckoned by.</summary>
public enum SettlementPriceRule
{
    /// <summary>The official close.</summary>
    Close,

    /// <summary>The last value from outside, or trade.</summary>
    Reference,

    /// <summary>The opening price of the last day; trading in the series ends the day before.</summary>
    Open,
}

/// <summary>What becomes of an exercise by exception that an account which pays in full cannot pay or deliver.</summary>
public enum UnfundedExercise
{
    /// <summary>The broker takes the delivery and pays the account what the contract is worth.</summary>
    CloseOut,

    /// <summary>The contract lapses.</summary>
    Lapse,

    /// <summary>It is exercised, and the account owes what it lacks.</summary>
    Owe,
}

/// <summary>The parameters of listed options.</summary>
/// <param name="Instruments">The series that it answers for, by symbol; <c>*</c> is all.</param>
/// <param name="Assignment">How short positions are chosen.</param>
/// <param name="ExceptionThreshold">How far in the money a series is exercised by exception, in the quote currency per share.</param>
/// <param name="CutOff">Until when exercises and refusals are taken, since midnight.</param>
/// <param name="SettlementPrice">By which price.</param>
/// <param name="Unfunded">What happens where money or shares lack.</param>
/// <param name="PinRange">How near to the strike a close counts as pinned, in the quote currency per share.</param>
/// <param name="ExercisesEarly">Whether calls are exercised for their holders before an ex-date where that pays.</param>
/// <param name="RatePercent">The interest rate for that decision, % a year.</param>
/// <param name="VolatilityPercent">The volatility for that decision where no put has a price, % a year.</param>
public sealed record OptionRules(
    string Instruments, AssignmentMethod Assignment, decimal ExceptionThreshold, SimDuration CutOff, SettlementPriceRule SettlementPrice,
    UnfundedExercise Unfunded, decimal PinRange, bool ExercisesEarly, double RatePercent, double VolatilityPercent)
{
    /// <summary>The parameters in reading order.</summary>
    public static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        new()
        {
            Name = "instruments", Kind = OptionKind.Text, Default = "*", Summary = "Which series: symbols separated by blanks, or * for all.",
        },
        new()
        {
            Name = "assignment", Kind = OptionKind.Choice, Default = "random", Choices = ["random", "pro-rata", "fifo"],
            Summary = "How short positions are chosen: single contracts at random, all in proportion, or the oldest first.",
            Source = "OCC rule 803",
        },
        new()
        {
            Name = "exception-threshold", Kind = OptionKind.Number, Default = "0.01", Min = 0, Unit = "quote currency a share",
            Summary = "How far in the money a series is at expiry to be exercised by exception.", Source = "OCC rule 805",
        },
        new()
        {
            Name = "cut-off", Kind = OptionKind.TimeOfDay, Default = "17:30", Unit = "time of day",
            Summary = "Until when exercises and instructions not to exercise are taken.", Source = "Cboe rule 6.20, FINRA 2360(b)(23)",
        },
        new()
        {
            Name = "settlement-price", Kind = OptionKind.Choice, Default = "close", Choices = ["close", "reference", "open"],
            Summary = "Which price of the underlying decides: the official close, its last value, or the opening price of the last day.",
        },
        new()
        {
            Name = "unfunded", Kind = OptionKind.Choice, Default = "close-out", Choices = ["close-out", "lapse", "owe"],
            Summary = "What becomes of an exercise by exception that an account which pays in full cannot fund: "
                + "the broker takes it and pays its worth, it lapses, or the account owes.",
        },
        new()
        {
            Name = "pin-range", Kind = OptionKind.Number, Default = "0.25", Min = 0, Unit = "quote currency a share",
            Summary = "How near to the strike the underlying must end on the last day for holders and writers to be warned.",
        },
        new()
        {
            Name = "auto-early-exercise", Kind = OptionKind.Flag, Default = "false",
            Summary = "Whether calls are exercised for their holders before an ex-date where the dividend pays for it.",
        },
        new()
        {
            Name = "rate", Kind = OptionKind.Number, Default = "5", Min = -100, Max = 1000, Unit = "% a year",
            Summary = "The interest rate by which early exercise is weighed, continuously compounded.",
        },
        new()
        {
            Name = "volatility", Kind = OptionKind.Number, Default = "30", Min = 0, Max = 1000, Unit = "% a year",
            Summary = "The volatility by which early exercise is weighed where the put of the same terms has no price.",
        },
    ];

    /// <summary>The parameters as set.</summary>
    public static OptionRules Of(OptionSet options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(
            options.Text("instruments"),
            options.Text("assignment") switch
            {
                "pro-rata" => AssignmentMethod.ProRata, "fifo" => AssignmentMethod.Fifo, _ => AssignmentMethod.Random,
            },
            Decimal(options, "exception-threshold"),
            options.TimeOfDay("cut-off"),
            options.Text("settlement-price") switch
            {
                "reference" => SettlementPriceRule.Reference, "open" => SettlementPriceRule.Open, _ => SettlementPriceRule.Close,
            },
            options.Text("unfunded") switch
            {
                "lapse" => UnfundedExercise.Lapse, "owe" => UnfundedExercise.Owe, _ => UnfundedExercise.CloseOut,
            },
            Decimal(options, "pin-range"),
            options.Flag("auto-early-exercise"),
            options.Number("rate"),
            options.Number("volatility"));
    }

    // Money decides here, so the text is read as the decimal number that it is.
    private static decimal Decimal(OptionSet options, string name)
        => decimal.Parse(options.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture);
}
