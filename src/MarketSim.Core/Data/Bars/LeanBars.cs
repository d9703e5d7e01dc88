namespace MarketSim.Core;

/// <summary>Bars from the zipped folders of Lean: one archive with all days of a symbol, or one for each day.</summary>
/// <remarks>Source: the format notes in Lean's own Data folder. Prices of shares and their options are whole numbers of 1/10,000, all
/// others decimals; minute files count milliseconds of the day that their name says; quotes become the middle of bid and ask.</remarks>
public sealed class LeanBars : IBarReader
{
    private const int ShareDecimals = 4;

    private readonly IReadOnlyList<Piece> _files;
    private readonly BarReading _reading;
    private readonly OccSymbol? _option;
    private readonly List<string> _warnings = [];
    private CsvBars? _current;
    private int _next;
    private long _last = long.MinValue;
    private DateOnly? _ownFrom;

    private LeanBars(string symbol, IReadOnlyList<string> files, BarReading reading)
        : this(symbol, [.. files.Select(file => new Piece(file, long.MinValue, long.MaxValue))], reading)
    {
    }

    private LeanBars(string symbol, IReadOnlyList<Piece> files, BarReading reading)
    {
        (Symbol, _files, _option) = (symbol, files, OccSymbol.TryParse(symbol));
        _current = OpenFile(files[0].Path, reading);
        _next = 1;
        PriceDecimals = _current.PriceDecimals;
        _reading = reading;
    }

    /// <inheritdoc/>
    public string Symbol { get; }

    /// <inheritdoc/>
    public int PriceDecimals { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Whether a path is one of Lean's: an archive of bars, or a folder with one for each day.</summary>
    public static bool IsLean(string path)
    {
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*_trade*.zip").Concat(Directory.EnumerateFiles(path, "*_quote.zip")).Any();
        }

        return path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) && (KindOf(path) is not null || DateOf(path) is not null
            || path.EndsWith("_trade.zip", StringComparison.Ordinal) || path.EndsWith("_quote.zip", StringComparison.Ordinal)
            || HoldsWholePrices(path));
    }

    /// <summary>Opens an archive, or a folder of archives.</summary>
    /// <exception cref="FileNotFoundException">There is no such thing.</exception>
    /// <exception cref="DataFormatException">It holds no bars.</exception>
    public static LeanBars Open(string path, BarReading? reading = null)
    {
        reading ??= new BarReading();
        if (KindOf(path) == "equity" && Path.Exists(path) && LeanMap.Find(path, TickerOf(path)) is { } names)
        {
            return OpenNamed(path, reading, names);
        }

        if (File.Exists(path))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var symbol = DateOf(path) is null ? name.Split('_')[0] : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!;
            return new LeanBars(reading.Symbol ?? symbol, [path], reading);
        }

        if (!Directory.Exists(path))
        {
            throw new FileNotFoundException($"There is no file or folder '{path}'.");
        }

        var files = DaysIn(path);
        if (OccSymbol.TryParse(reading.Symbol ?? "") is { } option && KindOf(path) == "option")
        {
            files = [.. files.Where(file => LeanOptions.Has(file, option))];
            return files.Count > 0 ? new LeanBars(reading.Symbol!, files, reading) : throw DataFormatException.InFile(
                path, $"no trades of {reading.Symbol}", "archives with an entry such as 20140606_aapl_minute_trade_american_call_6450000_20140606.csv");
        }

        return files.Count > 0
            ? new LeanBars(reading.Symbol ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), files, reading)
            : throw DataFormatException.InFile(path, "no archives", "a folder of Lean's, with files such as 20131007_trade.zip");
    }

    /// <summary>Finds a symbol in Lean's tree of data.</summary>
    /// <param name="root">The folder that holds <c>equity</c>, <c>crypto</c> and so on.</param>
    /// <param name="symbol">Its ticker, in any case.</param>
    /// <param name="resolution"><c>daily</c>, <c>hour</c> or <c>minute</c>.</param>
    /// <returns>The archive or folder; null where there is none.</returns>
    public static string? Find(string root, string symbol, string resolution)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        var ticker = symbol.ToLowerInvariant();
        string[] kinds = ["equity", "index", "crypto", "cryptofuture", "forex", "cfd", "future"];
        foreach (var place in kinds.Select(kind => Path.Combine(root, kind)).Where(Directory.Exists)
            .SelectMany(kind => Directory.GetDirectories(kind).Order(StringComparer.Ordinal)).Select(market => Path.Combine(market, resolution)))
        {
            string[] candidates = [$"{ticker}.zip", $"{ticker}_trade.zip", ticker, $"{ticker}_quote.zip"];
            var found = candidates.Select(name => Path.Combine(place, name)).FirstOrDefault(Path.Exists);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Lean's file of price and split factors that belongs to an archive or folder of shares.</summary>
    /// <returns>Null where there is none.</returns>
    public static string? FactorFileOf(string path, string symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "factor_files", symbol.ToLowerInvariant() + ".csv");
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public int Read(Span<BarRow> rows)
    {
        while (_current is not null)
        {
            var count = _current.Read(rows);
            if (count > 0)
            {
                count = Keep(rows[..count], _files[_next - 1]);
                if (count == 0)
                {
                    continue;
                }

                if (rows[0].Time <= _last)
                {
                    throw DataFormatException.InFile(_files[_next - 1].Path, "bars that are not later than those of the file before", "one archive a day");
                }

                _last = rows[count - 1].Time;
                return count;
            }

            _warnings.AddRange(_current.Warnings);
            _current.Dispose();
            _current = _next < _files.Count ? OpenFile(_files[_next++].Path, _reading) : null;
        }

        return 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _current?.Dispose();

    // The archive of a share that has had several tickers is several archives, or is said to be only a part of it.
    private static LeanBars OpenNamed(string path, BarReading reading, IReadOnlyList<LeanName> names)
    {
        var ticker = TickerOf(path);
        var symbol = reading.Symbol ?? ticker;
        var (pieces, warnings) = (new List<Piece>(), new List<string>());
        foreach (var name in reading.FollowsNames ? names : names.Where(name => name.Ticker == ticker))
        {
            var (from, to) = (NanosecondsOf(name.From), NanosecondsOf(name.To.AddDays(1)));
            var place = name.Ticker == ticker ? path : PlaceOf(path, name.Ticker);
            if (!Path.Exists(place))
            {
                warnings.Add($"{symbol.ToUpperInvariant()} was called {name.Ticker} from {name.From:yyyy-MM-dd} to {name.To:yyyy-MM-dd}, and there is no '{place}': these bars are missing.");
                continue;
            }

            pieces.AddRange(Directory.Exists(place)
                ? DaysIn(place).Where(file => DateOf(file) >= name.From && DateOf(file) <= name.To).Select(file => new Piece(file, from, to))
                : [new Piece(place, reading.FollowsNames ? from : long.MinValue, to)]);
        }

        if (pieces.Count == 0)
        {
            throw DataFormatException.InFile(path, $"no bars of '{ticker}' from when it was called so", "an archive or folder of a share's last ticker");
        }

        var bars = new LeanBars(symbol, pieces, reading);
        bars._warnings.AddRange(warnings);
        bars._ownFrom = reading.FollowsNames ? null : names.First(name => name.Ticker == ticker).From;
        return bars;
    }

    private static string TickerOf(string path) => (DateOf(path) is null ? Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path)).Split('_')[0]
        : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!).ToLowerInvariant();

    private static string PlaceOf(string path, string ticker)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var name = Path.GetFileName(full);
        var dot = name.IndexOfAny(['.', '_']);
        return Path.Combine(Path.GetDirectoryName(full)!, ticker + (dot < 0 ? "" : name[dot..]));
    }

    private static long NanosecondsOf(DateOnly day) => (day.DayNumber - 719_162L) * 86_400_000_000_000;

    // Those of the time in which the share had the archive's ticker.
    private int Keep(Span<BarRow> rows, Piece piece)
    {
        if (_ownFrom is { } from && rows[0].Time < NanosecondsOf(from))
        {
            _warnings.Add($"Bars of {Symbol.ToUpperInvariant()} before {from:yyyy-MM-dd} belong to whoever had the ticker then; a Lean data folder with --symbols follows a share through its tickers.");
            _ownFrom = null;
        }

        var kept = 0;
        foreach (ref readonly var row in rows)
        {
            if (row.Time >= piece.From && row.Time < piece.To)
            {
                rows[kept++] = row;
            }
        }

        return kept;
    }

    // Trades where there are some, else quotes; never both for one day.
    private static List<string> DaysIn(string folder)
    {
        var all = Directory.GetFiles(folder, "*.zip").Where(f => DateOf(f) is not null).Order(StringComparer.Ordinal).ToList();
        var trades = all.Where(f => f.EndsWith("_trade.zip", StringComparison.Ordinal) || f.Contains("_trade_", StringComparison.Ordinal)).ToList();
        return trades.Count > 0 ? trades : all;
    }

    private CsvBars OpenFile(string path, BarReading reading)
    {
        var isQuote = path.EndsWith("_quote.zip", StringComparison.Ordinal) || Path.GetFullPath(path).Split(Path.DirectorySeparatorChar).Contains("forex");
        var columns = isQuote ? BarColumns.Quotes : BarColumns.Plain;
        var day = 0L;
        if (DateOf(path) is { } date)
        {
            columns = [BarColumn.Milliseconds, .. columns[1..]];
            day = (date.DayNumber - 719_162L) * 86_400_000_000_000;
        }

        // All days in the units of the first; one that needs finer ones says so.
        var isFirst = _next == 0;
        var units = isFirst
            ? reading with { Symbol = Symbol }
            : reading with { Symbol = Symbol, PriceDecimals = PriceDecimals, RefusesFiner = reading.PriceDecimals is null };
        return new CsvBars(
            _option is { } option && IsShare(path) ? LeanOptions.Open(path, option) : DataFile.Open(path), path, units, new BarLayout(columns, ',', day, IsShare(path) ? ShareDecimals : null));
    }

    // Outside of Lean's tree the rows themselves say in which units they are.
    private static bool IsShare(string path) => KindOf(path) is { } kind ? kind is "equity" or "option" : HoldsWholePrices(path);

    private static string? KindOf(string path) => Path.GetFullPath(path).Split(Path.DirectorySeparatorChar)
        .LastOrDefault(folder => folder is "equity" or "option" or "crypto" or "cryptofuture" or "forex" or "cfd" or "future" or "index" or "indexoption");

    // As Lean writes shares: no header; a time such as 19980102 00:00, or milliseconds of the day; prices without a point. Days of coins
    // have a suffix to their name, which days of shares have not.
    private static bool HoldsWholePrices(string path)
    {
        const int ProbedRows = 100;
        var isDay = DateOf(path) is not null;
        try
        {
            using var text = new StreamReader(DataFile.Open(path));
            var rows = 0;
            for (; rows < ProbedRows && text.ReadLine() is { } line; rows++)
            {
                var fields = line.Split(',');
                if (fields.Length < 5 || !IsTime(fields[0], isDay) || !fields[1..5].All(field => field.Length > 0 && field.All(char.IsAsciiDigit)))
                {
                    return false;
                }
            }

            return rows > 0 && (isDay || !Path.GetFileName(path).Contains('_', StringComparison.Ordinal));
        }
        catch (DataFormatException)
        {
            // What it is instead is for its reader to say.
            return false;
        }
    }

    private static bool IsTime(string field, bool isDay) => isDay ? field.All(char.IsAsciiDigit)
        : field.Length == 14 && field[8] == ' ' && field.All(c => char.IsAsciiDigit(c) || c is ' ' or ':');

    private static DateOnly? DateOf(string path)
    {
        var name = Path.GetFileName(path);
        return name.Length > 9 && name[8] == '_' && DateOnly.TryParseExact(
            name[..8], "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var date)
            ? date : null;
    }

    // A file, and from when until when its bars are the share's.
    private readonly record struct Piece(string Path, long From, long To);
}
