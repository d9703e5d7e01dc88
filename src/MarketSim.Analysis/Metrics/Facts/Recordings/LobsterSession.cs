using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What the names of LOBSTER files say, and which files beside one tell its book.</summary>
internal static class LobsterSession
{
    private const long Millisecond = 1_000_000;

    /// <summary>Begin and end of a session, in nanoseconds after midnight: TICKER_date_START_END_message_LEVELS.csv, in
    /// milliseconds.</summary>
    /// <returns>Null if the name does not say.</returns>
    public static (long Open, long Close)? HoursOf(string path)
    {
        var parts = Path.GetFileName(path).Split('_');
        return parts.Length >= 5 && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var open)
            && long.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var close) && open < close && close <= 86_400_000
            ? (open * Millisecond, close * Millisecond) : null;
    }

    /// <summary>What tells the touch after each message: the book file beside the messages; else the messages themselves, begun
    /// with the first row of the deepest book file of the stock and day that begins with the same message, and set right by one of its
    /// best prices.</summary>
    /// <returns>Null if there is neither: then the messages alone must do.</returns>
    public static ITouchSource? TouchesOf(string messages, string? book)
    {
        if ((book ?? LobsterFiles.BookOf(messages)) is { } rows)
        {
            return new LobsterRows(rows);
        }

        var parts = Path.GetFileName(messages).Split('_');
        var folder = Path.GetDirectoryName(Path.GetFullPath(messages));
        if (parts.Length < 3 || folder is null)
        {
            return null;
        }

        using var reader = LobsterReader.Open(messages);
        if (!reader.TryRead(out var first))
        {
            return null;
        }

        var books = Directory.GetFiles(folder, $"{parts[0]}_{parts[1]}_*orderbook*").Order(StringComparer.Ordinal)
            .Select(file => (File: file, Row: LobsterFiles.FirstRow(file)))
            .Where(each => each.Row is { Levels: > 0 } row && row.Of(first.Side).ToArray().Any(
                level => level.Price == first.Price && level.Quantity >= first.Quantity)).ToArray();
        var deepest = books.MaxBy(each => each.Row!.Levels);
        var shallow = books.Where(each => each.Row!.Levels == 1).ToArray();
        return shallow.Length > 0 ? new LobsterReplay(deepest.Row!, shallow[0].File) : null;
    }
}
