namespace MarketSim.Core;

/// <summary>Ticks as recorded messages: trades, and the best bid and ask, from text with a header or from Lean's archives.</summary>
/// <remarks>
/// <para>A row may be a trade, a quote, or both: then the quote comes first, as what the trade met. An empty field says nothing; a bid or
/// ask of zero says that there is none. Where no sizes are told, they are <see cref="UnknownSize"/>. A trade without a side has been
/// bought if it is above the middle of the last quote, sold if below, and goes the way of the last price change where that does not tell
/// (Lee and Ready, 1991).</para>
/// </remarks>
public sealed class TickFeed : IRecordedFeed
{
    /// <summary>Lots that stand for a size which is not told.</summary>
    public const long UnknownSize = 1_000_000;

    private const int LeanDecimals = 4;

    private readonly LineReader _lines;
    private readonly TickColumn[] _columns;
    private readonly byte _separator;
    private readonly int _decimals;
    private readonly long _day;
    private readonly TickQuotes _quotes;
    private readonly Queue<RecordedMessage> _ready = [];
    private BarTimes _times;
    private long _lastPrice;
    private Side _lastSide;
    private long _lastTime = long.MinValue;

    private TickFeed(LineReader lines, TickColumn[] columns, char separator, DataUnits units, long day, bool isWhole)
    {
        (_lines, _columns, _separator, Units, _day) = (lines, columns, (byte)separator, units, day);
        _decimals = isWhole ? 0 : units.PriceDecimals;
        _quotes = new TickQuotes(zeroIsSilent: isWhole);
    }

    /// <inheritdoc/>
    public DataUnits Units { get; }

    /// <inheritdoc/>
    public DataClock Clock => DataClock.Unix;

    /// <summary>Rows that Lean marks as not to be believed, and that were left out.</summary>
    public long Suspicious { get; private set; }

    /// <summary>Whether a file holds ticks: its header says so, or its name is one of Lean's tick archives.</summary>
    public static bool IsTicks(string path)
    {
        if (LeanTicks.TryParse(path, out _))
        {
            return true;
        }

        using var lines = new LineReader(DataFile.Open(path), path);
        return lines.TryRead(out var line) && TickColumns.FromHeader(line) is not null;
    }

    /// <summary>Opens a file, packed or not.</summary>
    /// <param name="units">The units; by default as fine as the file needs, found by reading it once before. Lean's have their own.</param>
    /// <exception cref="DataFormatException">It has no ticks.</exception>
    public static TickFeed Open(string path, DataUnits? units = null)
    {
        if (LeanTicks.TryParse(path, out var lean))
        {
            var columns = lean.IsQuote ? TickColumns.LeanQuotes : TickColumns.LeanTrades;
            return new TickFeed(
                new LineReader(DataFile.Open(path), path), columns, ',', new DataUnits(LeanDecimals, 0), lean.Day, isWhole: true);
        }

        return OpenText(path, units ?? UnitsOf(path));
    }

    /// <inheritdoc/>
    public string NameOf(int instrument) => "";

    /// <inheritdoc/>
    public bool TryRead(out RecordedMessage message)
    {
        while (_ready.Count == 0)
        {
            if (!_lines.TryRead(out var line))
            {
                message = default;
                return false;
            }

            if (!line.IsEmpty && line[0] != '#')
            {
                Take(line);
            }
        }

        message = _ready.Dequeue();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private static TickFeed OpenText(string path, DataUnits units)
    {
        var lines = new LineReader(DataFile.Open(path), path);
        if (lines.TryRead(out var header) && TickColumns.FromHeader(header) is { } columns)
        {
            return new TickFeed(lines, columns, TickColumns.SeparatorOf(header), units, 0, isWhole: false);
        }

        lines.Dispose();
        throw DataFormatException.InFile(path, "no header of ticks", TickColumns.Accepted);
    }

    // The coarsest units in which all prices and sizes are whole.
    private static DataUnits UnitsOf(string path)
    {
        using var feed = OpenText(path, default);
        var (prices, sizes) = (0, 0);
        while (feed._lines.TryRead(out var line))
        {
            var fields = new TickFields(line, feed._separator);
            for (var i = 0; i < feed._columns.Length && fields.TryRead(out var field); i++)
            {
                var decimals = feed._columns[i] is TickColumn.Price or TickColumn.Bid or TickColumn.Ask or TickColumn.Size
                    or TickColumn.BidSize or TickColumn.AskSize ? AsciiNumber.DecimalsNeeded(field) : 0;
                if (feed._columns[i] is TickColumn.Price or TickColumn.Bid or TickColumn.Ask)
                {
                    prices = Math.Max(prices, decimals);
                }
                else
                {
                    sizes = Math.Max(sizes, decimals);
                }
            }
        }

        return new DataUnits(Math.Min(prices, 12), Math.Min(sizes, 12));
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        var row = new TickRow();
        var fields = new TickFields(line, _separator);
        for (var i = 0; i < _columns.Length; i++)
        {
            if (!fields.TryRead(out var field))
            {
                throw _lines.Wrong("a row of another width", line, $"{_columns.Length} columns, as the header has");
            }

            Take(_columns[i], field, ref row);
        }

        if (!row.HasTime)
        {
            throw _lines.Wrong("a row without a time", line, BarTimes.Accepted);
        }

        if (row.Time < _lastTime)
        {
            throw _lines.Wrong("a time before that of the row above", line, "rows in the order of time");
        }

        _lastTime = row.Time;
        if (row.IsSuspicious)
        {
            Suspicious++;
            return;
        }

        if (row.HasBid || row.HasAsk)
        {
            _quotes.Take(row, _columns.Contains(TickColumn.BidSize), _lines.Line, _ready);
        }

        if (row.Price > 0)
        {
            _ready.Enqueue(Trade(row));
        }
    }

    private void Take(TickColumn column, ReadOnlySpan<byte> field, ref TickRow row)
    {
        switch (column)
        {
            case TickColumn.Time:
                row.HasTime = field.Length > 0 && _times.TryParse(field, out row.Time) ? true : throw Wrong("the time", field, BarTimes.Accepted);
                break;
            case TickColumn.TimeOfDay when !BarTimes.TryAdd(field, ref row.Time):
                throw Wrong("the time of day", field, "a time such as 09:30:00.123");
            case TickColumn.Milliseconds:
                row.Time = _day + (NumberIn(field, 0, "the time", "milliseconds after midnight") * 1_000_000);
                row.HasTime = true;
                break;
            case TickColumn.Price:
                row.Price = PriceIn(field);
                break;
            case TickColumn.Size:
                row.Size = field.IsEmpty ? 0 : SizeIn(field);
                break;
            case TickColumn.Side:
                row.Side = SideIn(field);
                break;
            case TickColumn.Bid:
                (row.HasBid, row.Bid) = (!field.IsEmpty, PriceIn(field));
                break;
            case TickColumn.BidSize:
                row.BidSize = field.IsEmpty ? 0 : SizeIn(field);
                break;
            case TickColumn.Ask:
                (row.HasAsk, row.Ask) = (!field.IsEmpty, PriceIn(field));
                break;
            case TickColumn.AskSize:
                row.AskSize = field.IsEmpty ? 0 : SizeIn(field);
                break;
            case TickColumn.Suspicious:
                row.IsSuspicious = field is [(byte)'1'];
                break;
        }
    }

    private RecordedMessage Trade(in TickRow row)
    {
        var middle = _quotes.TwiceTheMiddle;
        var aggressor = row.Side ?? (middle > 0 && row.Price * 2 != middle ? (row.Price * 2 > middle ? Side.Buy : Side.Sell)
            : row.Price != _lastPrice ? (row.Price > _lastPrice ? Side.Buy : Side.Sell) : _lastSide);
        (_lastPrice, _lastSide) = (row.Price, aggressor);
        return new RecordedMessage
        {
            Kind = RecordedKind.Trade, Side = aggressor.Opposite(), Flags = RecordedFlags.EndOfEvent, Timestamp = row.Time, Price = row.Price,
            Quantity = row.Size > 0 || _columns.Contains(TickColumn.Size) ? Math.Max(1, row.Size) : UnknownSize, Position = _lines.Line,
        };
    }

    private long PriceIn(ReadOnlySpan<byte> field)
        => field.IsEmpty ? 0 : NumberIn(field, _decimals, "the price", "a decimal number of zero or more that fits into 64 bits");

    private long SizeIn(ReadOnlySpan<byte> field)
        => NumberIn(field, Units.QuantityDecimals, "the size", "a decimal number of zero or more that fits into 64 bits");

    private long NumberIn(ReadOnlySpan<byte> field, int decimals, string what, string accepted)
        => AsciiNumber.TryDecimal(field, decimals, out var value) && value is >= 0 and <= 1L << 52 ? value : throw Wrong(what, field, accepted);

    private Side? SideIn(ReadOnlySpan<byte> field) => field switch
    {
        [] or [(byte)'0' or (byte)'N' or (byte)'n'] => null,
        [(byte)'b' or (byte)'B', ..] or [(byte)'1'] => Side.Buy,
        [(byte)'s' or (byte)'S' or (byte)'a' or (byte)'A', ..] or [(byte)'-', (byte)'1'] => Side.Sell,
        _ => throw Wrong("the side", field, "buy or sell: the side of the one who took"),
    };

    private DataFormatException Wrong(string what, ReadOnlySpan<byte> field, string accepted) => _lines.Wrong(what, field, accepted);
}

/// <summary>The fields of a line, without the blanks and quotation marks around them.</summary>
internal ref struct TickFields(ReadOnlySpan<byte> line, byte separator)
{
    private readonly ReadOnlySpan<byte> _line = line;
    private int _at;

    public bool TryRead(out ReadOnlySpan<byte> field)
    {
        if (_at > _line.Length)
        {
            field = default;
            return false;
        }

        var rest = _line[_at..];
        var length = rest.IndexOf(separator);
        length = length < 0 ? rest.Length : length;
        _at += length + 1;
        field = rest[..length].Trim(" \""u8);
        return true;
    }
}

/// <summary>A row of ticks.</summary>
internal struct TickRow
{
    public long Time;
    public bool HasTime;
    public long Price;
    public long Size;
    public Side? Side;
    public bool HasBid;
    public long Bid;
    public long BidSize;
    public bool HasAsk;
    public long Ask;
    public long AskSize;
    public bool IsSuspicious;
}
