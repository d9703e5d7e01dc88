using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The parameters of <see cref="CryptoMargin"/>, in reading order.</summary>
internal static class CryptoMarginOptions
{
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new()
        {
            Name = "leverage", Kind = OptionKind.Integer, Default = "10", Min = 1, Max = 1_000, Unit = "times",
            Summary = "The leverage of accounts that have not set one for an instrument.",
        },
        new()
        {
            Name = "max-leverage", Kind = OptionKind.Integer, Default = "125", Min = 1, Max = 1_000, Unit = "times",
            Summary = "The highest leverage that an account may set.", Source = "Binance: Leverage and Margin",
        },
        new()
        {
            Name = "tiers", Kind = OptionKind.Text, Default = "0:0.4 50000:0.5 600000:0.65 3000000:1",
            Unit = "notional in quote currency : % maintenance",
            Summary = "Maintenance margin rates from which notional on; the amounts that make them continuous follow.",
            Source = "MARKET rules, section 11", Check = text => MarginTierText.Parse(text),
        },
        new()
        {
            Name = "insurance", Kind = OptionKind.Number, Default = "0", Min = 0, Unit = "quote currency",
            Summary = "What the insurance fund begins with, beside what is paid into its account.",
        },
    ];
}
