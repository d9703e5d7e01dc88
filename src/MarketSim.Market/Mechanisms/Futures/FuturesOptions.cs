using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The parameters of <see cref="ListedFutures"/>, in reading order.</summary>
internal static class FuturesOptions
{
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new()
        {
            Name = "instruments", Kind = OptionKind.Text, Default = "*", Unit = "symbols",
            Summary = "The futures that it concerns, separated by blanks; * is all futures of the venue.",
        },
        new()
        {
            Name = "settlement", Kind = OptionKind.Choice, Default = "last", Choices = ["last", "auction", "vwap", "reference"],
            Summary = "The daily settlement price: last trade of the day, closing auction, volume-weighted average of the last trades, "
                + "or outside reference; where the day has none, the next of last trade, reference, previous settlement.",
            Source = "CME Rule 813",
        },
        new()
        {
            Name = "window", Kind = OptionKind.Duration, Default = "1min", Unit = "time before the close",
            Summary = "Which trades the volume-weighted average counts.", Source = "CME Rule 813",
        },
        new()
        {
            Name = "final-settlement", Kind = OptionKind.Choice, Default = "underlying", Choices = ["underlying", "daily"],
            Summary = "The final settlement price at expiry: the price of the underlying where it is known, or as every day.",
        },
        new()
        {
            Name = "maintenance", Kind = OptionKind.Number, Default = "90", Min = 0, Max = 100, Unit = "% of initial margin",
            Summary = "Below this an account is called up to initial margin; a future's own maintenance margin goes before.",
            Source = "CME Rule 930: initial is 110% of maintenance for speculators",
        },
        new()
        {
            Name = "critical", Kind = OptionKind.Number, Default = "0", Min = 0, Max = 100, Unit = "% of maintenance margin",
            Summary = "With less equity than this an account is liquidated at once, without a call.",
            Source = "MARKET rules, section 8 (convention)",
        },
        new()
        {
            Name = "call-days", Kind = OptionKind.Integer, Default = "1", Min = 0, Max = 30, Unit = "business days",
            Summary = "How long after the call the money must be there.", Source = "MARKET rules, section 8 (convention)",
        },
        new()
        {
            Name = "call-time", Kind = OptionKind.TimeOfDay, Default = "12:00", Max = 86_399, Unit = "time of day",
            Summary = "At what time of that day.",
        },
        new()
        {
            Name = "liquidation", Kind = OptionKind.Choice, Default = "maintenance", Choices = ["maintenance", "initial", "all"],
            Summary = "How much is closed: the fewest contracts that restore maintenance or initial margin, or all.",
            Source = "MARKET rules, section 8 (convention)",
        },
        new()
        {
            Name = "retry", Kind = OptionKind.Duration, Default = "1min", Min = 0.001, Unit = "time",
            Summary = "After how long a liquidation that found no market tries again.",
        },
        new()
        {
            Name = "spread-credit", Kind = OptionKind.Number, Default = "0", Min = 0, Max = 100, Unit = "% of both legs' margin",
            Summary = "What a calendar spread (long one expiry, short another of one underlying) is spared in futures accounts.",
        },
    ];
}
