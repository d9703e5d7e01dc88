using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One instrument of a recorded market in files: order by order, level by level, quote by quote or trade by trade.</summary>
/// <remarks>Timestamps become nanoseconds since 1970; of files that count from midnight the day is that of the name, if it has one. Files
/// of one instrument are read one after the other where their times allow, else merged by time. A LOBSTER book beside its messages
/// completes them.</remarks>
public sealed class FlowFile
{
    private readonly IReadOnlyList<string> _paths;
    private readonly string? _book;
    private readonly int _number;
    private readonly RunResult? _run;

    private FlowFile(string symbol, IReadOnlyList<string> paths, DataUnits units)
        => (Symbol, _paths, Units) = (symbol, paths, units);

    private FlowFile(string symbol, IReadOnlyList<string> paths, DataUnits units, string? book, int number, RunResult? run)
        : this(symbol, paths, units) => (_book, _number, _run) = (book, number, run);

    /// <summary>Its symbol.</summary>
    public string Symbol { get; }

    /// <summary>What its integers count.</summary>
    public DataUnits Units { get; }

    /// <summary>Its files, for messages to people.</summary>
    public string Path => string.Join(", ", _paths);

    /// <summary>Whether its times are those of receipt rather than of what happened.</summary>
    public bool IsStampedAtReceipt { get; private init; }

    /// <summary>Whether a path holds order flow or ticks; else it is taken to hold bars.</summary>
    public static bool IsFlow(string path)
    {
        if (Directory.Exists(path))
        {
            // A folder holds one or the other; it may be long.
            return new RunFolder(path).HasRun || Directory.GetFiles(path, "*.zip").Order(StringComparer.Ordinal).Take(1).Any(IsTicks);
        }

        if (!File.Exists(path) || path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return IsBook(path) || IsTicks(path) || (FormatOf(path) is { } format && (format != DataFormat.Lobster || IsLobster(path)));
    }

    /// <summary>Opens the files of one instrument.</summary>
    /// <param name="paths">A recording, a folder of Lean's ticks or a run of ours; or several files that belong together.</param>
    /// <param name="symbol">Which instrument; the first that occurs, or that of the name, if null.</param>
    /// <exception cref="ArgumentException">It holds nothing about the instrument.</exception>
    /// <exception cref="DataFormatException">It is of no known format.</exception>
    public static FlowFile Open(IReadOnlyList<string> paths, string? symbol = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 1 && Directory.Exists(paths[0]))
        {
            return new RunFolder(paths[0]).HasRun ? OpenRun(paths[0], symbol) : OpenTicks(TickArchivesIn(paths[0]), symbol);
        }

        var messages = paths.Where(path => !IsBook(path)).ToArray();
        if (messages.Length == 0)
        {
            throw new ArgumentException($"'{paths[0]}' holds a book, not what happened; name the file with the messages too.");
        }

        if (IsTicks(messages[0]))
        {
            return OpenTicks(messages, symbol);
        }

        using var feed = RecordedFeed.Open(messages[0]);

        // Files of one instrument mostly do not name it: it is called as the caller likes.
        var (number, name) = symbol is null ? RecordedInstrument.First(feed) : (RecordedInstrument.Named(feed, symbol, messages[0]) ?? 0, symbol);
        var book = paths.FirstOrDefault(IsBook) ?? LobsterFiles.BookOf(messages[0]);
        return new FlowFile(symbol ?? (name.Length > 0 ? name : RecordedInstrument.SymbolOf(messages[0])), messages, feed.Units, book, number, null)
        {
            IsStampedAtReceipt = feed is BinanceFeed,
        };
    }

    /// <summary>All that happened, read as a stream.</summary>
    public IEnumerable<RecordedMessage> Read()
        => _run is not null ? RunRecording.Read(_run, _run.Manifest.CreateInstruments()[_number], RunRecording.OriginOf(_run.Manifest))
            : _paths.Count == 1 ? ReadFile(_paths[0])
            : FlowMerge.ByTime([.. _paths.Select(ReadFile)]);

    private static FlowFile OpenRun(string path, string? symbol)
    {
        var run = RunResult.Open(path);
        if (!File.Exists(run.Folder.Events))
        {
            throw new ArgumentException($"The run '{path}' kept no events; run it again without --no-logs.");
        }

        var instruments = run.Manifest.CreateInstruments();
        var instrument = symbol is null ? instruments[0] : instruments.FirstOrDefault(each => each.Symbol == symbol)
            ?? throw new ArgumentException($"The run '{path}' has no '{symbol}'.{Suggestions.Sentence(symbol, instruments.Select(each => each.Symbol))}");
        return new FlowFile(
            instrument.Symbol, [path], new DataUnits(instrument.PriceDecimals, instrument.QuantityDecimals), null, instrument.Id.Value, run);
    }

    // Trades and quotes may need different decimals: one unit for both.
    private static FlowFile OpenTicks(IReadOnlyList<string> paths, string? symbol)
    {
        var (prices, sizes) = (0, 0);
        foreach (var path in paths)
        {
            using var feed = TickFeed.Open(path);
            (prices, sizes) = (Math.Max(prices, feed.Units.PriceDecimals), Math.Max(sizes, feed.Units.QuantityDecimals));
        }

        return new FlowFile(symbol ?? SymbolOfTicks(paths[0]), paths, new DataUnits(prices, sizes));
    }

    private static string SymbolOfTicks(string path)
    {
        var folders = System.IO.Path.GetFullPath(path).Split(System.IO.Path.DirectorySeparatorChar);
        return path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) && folders.Contains("tick") ? folders[^2].ToUpperInvariant() : RecordedInstrument.SymbolOf(path);
    }

    private IEnumerable<RecordedMessage> ReadFile(string path)
    {
        var messages = OneInstrument(path);
        return path != _paths[0] || _book is null ? messages
            : LobsterFiles.BookOf(path) == _book ? LobsterCompletion.Complete(messages, _book)
            : LobsterCompletion.Seed(messages, _book);
    }

    private IEnumerable<RecordedMessage> OneInstrument(string path)
    {
        using var feed = IsTicks(path) ? TickFeed.Open(path, Units) : RecordedFeed.Open(path, units: Units);
        var origin = feed.Clock == DataClock.Unix ? 0 : DayOf(path);
        while (feed.TryRead(out var message))
        {
            if (message.Instrument == _number)
            {
                yield return message with { Timestamp = message.Timestamp + origin };
            }
        }
    }

    private static bool IsBook(string path)
        => System.IO.Path.GetFileName(path).Contains("orderbook", StringComparison.OrdinalIgnoreCase);

    // Some formats of order flow have headers that those of ticks look like.
    private static bool IsTicks(string path)
    {
        try
        {
            return FormatOf(path) is null && TickFeed.IsTicks(path);
        }
        catch (DataFormatException)
        {
            // Archives of many files are not ticks.
            return false;
        }
    }

    private static DataFormat? FormatOf(string path)
    {
        try
        {
            return DataFormats.Detect(path);
        }
        catch (DataFormatException)
        {
            return null;
        }
    }

    // Six columns of numbers may as well be bars: time, open, high, low, close, volume.
    private static bool IsLobster(string path)
    {
        try
        {
            using var feed = LobsterReader.Open(path);
            return feed.TryRead(out _);
        }
        catch (DataFormatException)
        {
            return false;
        }
    }

    private static List<string> TickArchivesIn(string folder)
        => [.. Directory.GetFiles(folder, "*.zip").Order(StringComparer.Ordinal).Where(IsTicks)];

    // 2012-06-21 or 20101224 somewhere in the name.
    private static long DayOf(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        foreach (var (format, length) in (ReadOnlySpan<(string, int)>)[("yyyy-MM-dd", 10), ("yyyyMMdd", 8)])
        {
            for (var at = 0; at + length <= name.Length; at++)
            {
                if (DateOnly.TryParseExact(name.AsSpan(at, length), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    && day.Year is > 1970 and < 2200)
                {
                    return (day.DayNumber - 719_162L) * 86_400_000_000_000;
                }
            }
        }

        return 0;
    }
}
