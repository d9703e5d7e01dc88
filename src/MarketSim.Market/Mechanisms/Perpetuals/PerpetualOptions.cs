using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The parameters of <see cref="PerpetualFutures"/>, in reading order.</summary>
internal static class PerpetualOptions
{
    private const string FundingSource = "Binance: Introduction to Funding Rates; MARKET rules, section 11";

    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new()
        {
            Name = "instruments", Kind = OptionKind.Text, Default = "*", Unit = "symbols",
            Summary = "The perpetuals that it concerns, separated by blanks; * is all perpetuals of the venue.",
        },
        new()
        {
            Name = "index", Kind = OptionKind.Text, Default = "", Unit = "symbol",
            Summary = "What they follow: a traded instrument or an index whose value comes from outside; without one there is no funding.",
            Source = FundingSource,
        },
        new()
        {
            Name = "mark", Kind = OptionKind.Choice, Default = "reference", Choices = ["reference", "basis", "median", "last"],
            Summary = "What positions are valued at: the reference told for the perpetual, else the index, else the last trade; the index "
                + "with the funding still to come; the median of that, the index with its average basis, and the last trade; the last trade.",
            Source = "Binance: Mark Price and Price Index",
        },
        new()
        {
            Name = "funding-interval", Kind = OptionKind.Duration, Default = "8h", Min = 1, Max = 86_400, Unit = "time",
            Summary = "From one funding to the next, beginning at midnight.", Source = FundingSource,
        },
        new()
        {
            Name = "sample-interval", Kind = OptionKind.Duration, Default = "1min", Min = 1, Max = 86_400, Unit = "time",
            Summary = "How often the premium is sampled.", Source = FundingSource,
        },
        new()
        {
            Name = "premium-weights", Kind = OptionKind.Choice, Default = "equal", Choices = ["equal", "linear"],
            Summary = "How the samples of an interval are averaged: all alike, or the n-th with weight n.", Source = FundingSource,
        },
        new()
        {
            Name = "impact-notional", Kind = OptionKind.Number, Default = "25000", Min = 0, Unit = "quote currency",
            Summary = "For how much the impact prices buy and sell; a thinner side counts with all it has.", Source = FundingSource,
        },
        new()
        {
            Name = "interest", Kind = OptionKind.Number, Default = "0.01", Min = -100, Max = 100, Unit = "% an interval",
            Summary = "The interest rate that the funding rate stays at while the premium is small.", Source = FundingSource,
        },
        new()
        {
            Name = "clamp", Kind = OptionKind.Number, Default = "0.05", Min = 0, Max = 100, Unit = "%",
            Summary = "How far the rate may lie from the premium towards the interest rate.", Source = FundingSource,
        },
        new()
        {
            Name = "funding-cap", Kind = OptionKind.Number, Default = "100", Min = 0, Max = 100, Unit = "% an interval",
            Summary = "The rate is never above this, nor below its negative; 100 leaves it free.", Source = FundingSource,
        },
    ];
}
