using System.Globalization;

namespace MarketSim.Core;

/// <summary>The archives of ticks in Lean's folders: <c>equity/usa/tick/ibm/20131007_trade.zip</c>.</summary>
internal static class LeanTicks
{
    /// <summary>What the path of an archive says.</summary>
    /// <returns>False if it is not one of ticks.</returns>
    public static bool TryParse(string path, out (long Day, bool IsQuote, string Symbol) found)
    {
        found = default;
        var name = Path.GetFileName(path);
        var folders = Path.GetFullPath(path).Split(Path.DirectorySeparatorChar);
        if (!folders.Contains("tick") || name.Length < 14 || !DateOnly.TryParseExact(
            name[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return false;
        }

        var isQuote = name.AsSpan(8).SequenceEqual("_quote.zip");
        if (!isQuote && !name.AsSpan(8).SequenceEqual("_trade.zip"))
        {
            return false;
        }

        found = ((date.DayNumber - 719_162L) * 86_400_000_000_000, isQuote, folders[^2].ToUpperInvariant());
        return true;
    }
}
