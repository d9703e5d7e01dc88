using System.Globalization;

namespace MarketSim.Strategies;

/// <summary>Several numbers in one setting, separated by blanks: weights, a curve of volume.</summary>
internal static class NumberList
{
    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">One of them is no number.</exception>
    public static IReadOnlyList<double> Parse(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(One)];

    private static double One(string word)
        => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"'{word}' is no number; accepted are numbers separated by blanks, such as 1 0.5 2.");
}
