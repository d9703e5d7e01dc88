using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The messages about one instrument in recorded files, completed by a book recorded beside them.</summary>
internal sealed class HistoryFeed
{
    private readonly IReadOnlyList<string> _messages;
    private readonly string? _book;
    private readonly int _instrument;

    private HistoryFeed(IReadOnlyList<string> messages, string? book, int instrument, string symbol, DataUnits units)
        => (_messages, _book, _instrument, Symbol, Units) = (messages, book, instrument, symbol, units);

    public string Symbol { get; }

    public DataUnits Units { get; }

    /// <summary>The style of auction of the market that was recorded.</summary>
    public string AuctionStyle => DataFormats.Detect(_messages[0]) == DataFormat.CmeMbo ? "cme" : "nasdaq";

    /// <summary>Finds the instrument in the files.</summary>
    /// <param name="files">Files of messages, one after the other; and at most one of a book.</param>
    /// <param name="symbol">Which instrument; the first that occurs if empty.</param>
    /// <param name="usesBook">Whether a recorded book completes the messages.</param>
    /// <exception cref="ArgumentException">The files hold no messages, or none about it.</exception>
    public static HistoryFeed Find(IReadOnlyList<string> files, string symbol, bool usesBook)
    {
        var messages = files.Where(f => !IsBook(f)).ToArray();
        if (messages.Length == 0)
        {
            throw new ArgumentException($"'{files[0]}' holds a book, not orders; name the file with the messages too.");
        }

        using var feed = Open(messages[0]);
        var (instrument, name) = symbol.Length == 0 ? RecordedInstrument.First(feed)
            : (RecordedInstrument.Named(feed, symbol, messages[0]) ?? throw new ArgumentException($"'{messages[0]}' names no instruments; leave the symbol out."), symbol);
        var book = usesBook ? files.FirstOrDefault(IsBook) ?? LobsterFiles.BookOf(messages[0]) : null;
        return new HistoryFeed(messages, book, instrument, name.Length > 0 ? name : RecordedInstrument.SymbolOf(messages[0]), feed.Units);
    }

    /// <summary>All of them, read as a stream.</summary>
    public IEnumerable<RecordedMessage> Read()
    {
        for (var i = 0; i < _messages.Count; i++)
        {
            var messages = i == 0 ? AuctionCompletion.Complete(ReadFile(_messages[i])) : ReadFile(_messages[i]);
            var all = i > 0 || _book is null ? messages
                : LobsterFiles.BookOf(_messages[0]) == _book ? LobsterCompletion.Complete(messages, _book)
                : LobsterCompletion.Seed(messages, _book);
            foreach (var message in all)
            {
                yield return message;
            }
        }
    }

    private IEnumerable<RecordedMessage> ReadFile(string path)
    {
        using var feed = Open(path);
        while (feed.TryRead(out var message))
        {
            if (message.Instrument == _instrument)
            {
                yield return message;
            }
        }
    }

    private static bool IsBook(string path)
        => Path.GetFileName(path).Contains("orderbook", StringComparison.OrdinalIgnoreCase);

    private static IRecordedFeed Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'.");
        }

        var format = DataFormats.Detect(path);
        return format is not (DataFormat.Binance or DataFormat.Bybit)
            ? RecordedFeed.Open(path, format)
            : throw new ArgumentException(
                $"'{path}' records prices and sizes, not orders; a replay needs recorded orders: "
                + "LOBSTER, NASDAQ ITCH 5.0, CME market by order or Bitstamp.");
    }
}
