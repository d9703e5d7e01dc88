namespace MarketSim.Core;

/// <summary>The LOBSTER files that belong together, by the names they are delivered under:
/// TICKER_date_start_end_message_LEVELS.csv and TICKER_date_start_end_orderbook_LEVELS.csv.</summary>
public static class LobsterFiles
{
    /// <summary>The book file beside a message file: same name but for "orderbook"; null if there is
    /// none.</summary>
    public static string? BookOf(string messages)
    {
        var name = Path.GetFileName(messages);
        var at = name.LastIndexOf("message", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var book = Path.Combine(Path.GetDirectoryName(messages) ?? "", name[..at] + "orderbook" + name[(at + 7)..]);
        return File.Exists(book) ? book : null;
    }

    /// <summary>The deepest book file of the same stock and day whose first row has the same best prices as
    /// another's: the seed of a deep replay.</summary>
    public static string SeedFor(string messages, string book)
    {
        var parts = Path.GetFileName(messages).Split('_');
        var stockAndDay = parts.Length > 2 ? $"{parts[0]}_{parts[1]}_" : null;
        var folder = Path.GetDirectoryName(Path.GetFullPath(messages));
        if (stockAndDay is null || folder is null || FirstRow(book) is not { } first)
        {
            return book;
        }

        var (best, levels) = (book, first.Levels);
        foreach (var file in Directory.GetFiles(folder, stockAndDay + "*orderbook*").Order(StringComparer.Ordinal))
        {
            if (FirstRow(file) is { } row && row.Levels > levels && row.Asks[0] == first.Asks[0]
                && row.Bids[0] == first.Bids[0])
            {
                (best, levels) = (file, row.Levels);
            }
        }

        return best;
    }

    /// <summary>The first row of a book file, or null if it has none or is not one.</summary>
    public static LobsterBookRow? FirstRow(string book)
    {
        try
        {
            using var reader = LobsterBookReader.Open(book);
            var row = new LobsterBookRow();
            return reader.TryRead(row) ? row : null;
        }
        catch (DataFormatException)
        {
            return null;
        }
    }
}
