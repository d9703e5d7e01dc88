using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Opens recordings for replay.</summary>
internal static class HistoryFeeds
{
    /// <summary>Whether a file shows the book beside recorded messages, rather than messages.</summary>
    public static bool IsBook(string path) => Path.GetFileName(path).Contains("orderbook", StringComparison.OrdinalIgnoreCase);

    /// <summary>The number of the instrument with this name, in the recording; and its name.</summary>
    /// <exception cref="ArgumentException">The recording holds none with this name.</exception>
    public static int InstrumentOf(IReadOnlyList<string> files, string symbol, out string name)
    {
        using var feed = Open(files[0]);
        if (symbol.Length == 0)
        {
            var found = feed.TryRead(out var first);
            name = found ? feed.NameOf(first.Instrument).Trim() : "";
            name = name.Length > 0 ? name : NameOfFile(files[0]);
            return found ? first.Instrument : 0;
        }

        var known = new SortedSet<string>(StringComparer.Ordinal);
        while (feed.TryRead(out var message))
        {
            var candidate = feed.NameOf(message.Instrument).Trim();
            if (candidate == symbol)
            {
                name = symbol;
                return message.Instrument;
            }

            known.Add(candidate);
        }

        throw new ArgumentException($"'{files[0]}' holds nothing about '{symbol}'.{Suggestions.Sentence(symbol, known)} "
            + $"It holds: {string.Join(", ", known.Take(20))}{(known.Count > 20 ? " …" : "")}.");
    }

    /// <summary>All messages about one instrument, file after file.</summary>
    public static IEnumerable<RecordedMessage> Read(IReadOnlyList<string> files, int instrument, Action<DataUnits> learnUnits)
    {
        foreach (var file in files)
        {
            using var feed = Open(file);
            learnUnits(feed.Units);
            while (feed.TryRead(out var message))
            {
                if (message.Instrument == instrument)
                {
                    yield return message;
                }
            }
        }
    }

    /// <summary>What stood in the book before the first message, as far as a book file shows it.</summary>
    /// <param name="messages">The file of messages.</param>
    /// <param name="book">The book file, if one was named; else one is looked for beside the messages.</param>
    public static IReadOnlyList<BookSeed> Seeds(string messages, string? book)
    {
        book ??= LobsterFiles.BookOf(messages);
        if (book is null || LobsterFiles.FirstRow(LobsterFiles.SeedFor(messages, book)) is not { } row)
        {
            return [];
        }

        using var feed = Open(messages);
        return feed.TryRead(out var first) ? [.. Before(row, Side.Buy, first), .. Before(row, Side.Sell, first)] : [];
    }

    // The first row is the book after the first message, which is taken back.
    private static IEnumerable<BookSeed> Before(LobsterBookRow row, Side side, RecordedMessage first)
    {
        var seeds = new List<BookSeed>();
        foreach (var level in row.Of(side))
        {
            if (level.Quantity <= 0)
            {
                continue;
            }

            var isTouched = first.Side == side && first.Price == level.Price;
            var change = !isTouched ? 0 : first.Kind switch
            {
                RecordedKind.Add => -first.Quantity,
                RecordedKind.Reduce or RecordedKind.Delete or RecordedKind.Execute => first.Quantity,
                _ => 0,
            };
            if (level.Quantity + change > 0)
            {
                seeds.Add(new BookSeed(side, new Price(level.Price), new Quantity(level.Quantity + change)));
            }
        }

        return seeds;
    }

    private static IRecordedFeed Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'.");
        }

        var name = Path.GetFileName(path);
        return name.Contains("message", StringComparison.OrdinalIgnoreCase) ? LobsterReader.Open(path) : ItchFeed.Open(path);
    }

    private static string NameOfFile(string path)
    {
        var stem = Path.GetFileName(path).Split('.', '_')[0];
        return stem.Length > 0 ? stem.ToUpperInvariant() : "HISTORY";
    }
}
