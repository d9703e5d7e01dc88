using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Short forms for the parameters of values.</summary>
internal static class ValueOption
{
    private const string Year = "a year";

    public static OptionSpec Reversion { get; } = new()
    {
        Name = "reversion", Kind = OptionKind.Duration, Default = "4h", Max = 31_536_000, Source = "Uhlenbeck, Ornstein (1930)",
        Summary = "1/κ: trading time in which a distance from the mean falls to 1/e; 0 for no reversion.",
    };

    public static OptionSpec Volatility(string usual, string summary, string source, double least = 0)
        => Number("volatility", usual, least, 100, summary, Year, source);

    public static OptionSpec Drift(string summary) => Number("drift", "0", -100, 100, summary, Year, "");

    public static OptionSpec Number(string name, string usual, double from, double to, string summary, string unit, string source) => new()
    {
        Name = name, Kind = OptionKind.Number, Default = usual, Min = from, Max = to, Summary = summary, Unit = unit, Source = source,
    };

    public static OptionSpec Numbers(string name, string usual, string summary, string unit, string source) => new()
    {
        Name = name, Kind = OptionKind.Text, Default = usual, Summary = summary, Unit = unit, Source = source, Check = text => _ = Parse(text),
    };

    public static OptionSpec Text(string name, string usual, string summary) => new()
    {
        Name = name, Kind = OptionKind.Text, Default = usual, Summary = summary,
    };

    public static OptionSpec Choice(string name, string usual, IReadOnlyList<string> choices, string summary) => new()
    {
        Name = name, Kind = OptionKind.Choice, Default = usual, Choices = choices, Summary = summary,
    };

    public static OptionSpec Flag(string name, string usual, string summary) => new()
    {
        Name = name, Kind = OptionKind.Flag, Default = usual, Summary = summary,
    };

    /// <summary>A rate per second from the time in which something falls to 1/e; zero for none.</summary>
    public static double Rate(SimDuration time) => time == SimDuration.Zero ? 0 : 1 / time.ToSeconds();

    /// <summary>Numbers separated by blanks; a percentage is a hundredth.</summary>
    /// <exception cref="FormatException">One of them is none.</exception>
    public static IReadOnlyList<double> Parse(string text)
        => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word =>
        {
            var isShare = word.EndsWith('%');
            return double.TryParse(isShare ? word[..^1] : word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)
                ? number / (isShare ? 100 : 1)
                : throw new FormatException($"'{word}' is no number; accepted are numbers separated by blanks, such as 0.15 0.6.");
        })];
}
