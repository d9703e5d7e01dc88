using System.Text;

namespace MarketSim.Core;

/// <summary>A CME market-by-order recording as CSV with a header, in the layout of Databento's GLBX.MDP3 "mbo"
/// records.</summary>
/// <remarks>
/// Columns are found by name, others are passed over. Actions: A add; C cancel of the given size; M modify to
/// the given price and size; T trade, its side and order those of the aggressor; F fill of an order; R clear; N
/// nothing. T and F do not change the book: the C or M after them does. Flag 128 marks the last record of an
/// event, 32 a record of the initial snapshot. When a modification crosses, the feed also prints an F for the
/// aggressor itself; such a fill carries the flag Aggressor. Source: Databento, "MBO schema" and "Flags".
/// </remarks>
public sealed class CmeMboReader : IRecordedFeed
{
    private readonly LineReader _lines;
    private readonly CmeMboColumns _columns;
    private readonly Dictionary<ulong, int> _instruments = [];
    private readonly List<string> _names = [];
    private readonly List<ulong> _aggressors = [];
    private readonly Range[] _fields;

    /// <summary>Reads from a stream, which it then owns.</summary>
    /// <param name="units">In which prices and sizes are given; a finer price is refused.</param>
    /// <exception cref="DataFormatException">The first line is not a header of this format.</exception>
    public CmeMboReader(Stream stream, string name, DataUnits units)
    {
        _lines = new LineReader(stream, name);
        Units = units;
        if (!_lines.TryRead(out var header) || CmeMboColumns.TryParse(header) is not { } columns)
        {
            throw _lines.Wrong("the first line", header, CmeMboColumns.Needed);
        }

        _columns = columns;
        _fields = new Range[columns.Count];
    }

    // How the vendor writes that there is no price.
    private static ReadOnlySpan<byte> Undefined => "9223372036854775807"u8;

    /// <inheritdoc/>
    public DataUnits Units { get; }

    /// <inheritdoc/>
    public DataClock Clock => DataClock.Unix;

    /// <summary>Opens a file, packed or not.</summary>
    /// <param name="units">The units; by default as fine as the finest price in the file, found by reading it
    /// once before.</param>
    public static CmeMboReader Open(string path, DataUnits? units = null)
        => new(DataFile.Open(path), path, units ?? ScanUnits(DataFile.Open(path), path));

    /// <summary>The coarsest units in which all prices of a file are whole.</summary>
    /// <param name="stream">Read to its end and disposed of.</param>
    public static DataUnits ScanUnits(Stream stream, string name)
    {
        using var reader = new CmeMboReader(stream, name, default);
        var decimals = 0;
        while (reader._lines.TryRead(out var line))
        {
            var price = reader.Split(line) ? line[reader._fields[reader._columns.Price]] : default;
            decimals = Math.Max(decimals, reader.DecimalsNeeded(price));
        }

        return new DataUnits(Math.Min(decimals, DataUnits.MostDecimals), 0);
    }

    /// <inheritdoc/>
    public string NameOf(int instrument) => (uint)instrument < (uint)_names.Count ? _names[instrument] : "";

    /// <inheritdoc/>
    public bool TryRead(out RecordedMessage message)
    {
        while (_lines.TryRead(out var line))
        {
            message = Parse(line);
            if (message.Kind != 0)
            {
                return true;
            }
        }

        message = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private RecordedMessage Parse(ReadOnlySpan<byte> line)
    {
        if (!Split(line))
        {
            throw _lines.Wrong("a row of another width", line, $"{_columns.Count} columns, as the header has");
        }

        var action = line[_fields[_columns.Action]];
        if (action.Length != 1 || "ACMTFRN"u8.IndexOf(action[0]) < 0)
        {
            throw _lines.Wrong("the action", action, "A, C, M, T, F, R or N");
        }

        var sideText = line[_fields[_columns.Side]];
        if (sideText.Length != 1 || "BAN"u8.IndexOf(sideText[0]) < 0
            || (sideText[0] == 'N' && "ACM"u8.IndexOf(action[0]) >= 0))
        {
            throw _lines.Wrong($"the side of action {(char)action[0]}", sideText, "B or A; for T, F, R also N");
        }

        var timeText = line[_fields[_columns.Time]];
        if (!TryTime(timeText, out var time))
        {
            throw _lines.Wrong(
                "the time", timeText, "nanoseconds since 1970, or a time such as 2023-12-24T23:00:00.000000000Z");
        }

        var sizeText = line[_fields[_columns.Size]];
        if (!AsciiNumber.TryInteger(sizeText, out var size) || size is < 0 or > uint.MaxValue)
        {
            throw _lines.Wrong("the size", sizeText, "a number of contracts from 0 to 4294967295");
        }

        var orderText = line[_fields[_columns.Order]];
        if (!AsciiNumber.TryUnsigned(orderText, out var order))
        {
            throw _lines.Wrong("the order id", orderText, "a whole number of at most 64 bits");
        }

        // A snapshot's orders are as old as they are: that is no delay.
        var flags = FlagsOf(line, action[0], sideText[0], order);
        var received = 0L;
        var hasDelay = (flags & RecordedFlags.Snapshot) == 0 && action[0] != 'R' && _columns.Received >= 0 && TryTime(line[_fields[_columns.Received]], out received);
        return new RecordedMessage
        {
            Delay = hasDelay ? received - time : 0,
            Kind = KindOf(action[0], sideText[0]),
            Side = sideText[0] == 'A' ? Side.Sell : Side.Buy,
            Flags = flags | (hasDelay ? RecordedFlags.HasDelay : RecordedFlags.None),
            Instrument = InstrumentOf(line),
            Timestamp = time,
            Order = order,
            Price = PriceOf(line[_fields[_columns.Price]], action[0]),
            Quantity = size,
            Position = _lines.Line,
        };
    }

    private static bool TryTime(ReadOnlySpan<byte> text, out long time)
        => (AsciiNumber.TryInteger(text, out time) && time >= 0) || IsoTime.TryParse(text, out time);

    private static RecordedKind KindOf(byte action, byte side) => (char)action switch
    {
        'A' => RecordedKind.Add,
        'C' => RecordedKind.Reduce,
        'M' => RecordedKind.Modify,
        'T' => side == 'N' ? RecordedKind.Cross : RecordedKind.Trade,
        'F' => RecordedKind.Fill,
        'R' => RecordedKind.Clear,
        _ => 0,
    };

    private RecordedFlags FlagsOf(ReadOnlySpan<byte> line, byte action, byte side, ulong order)
    {
        var flags = RecordedFlags.EndOfEvent;
        if (_columns.Flags >= 0)
        {
            var text = line[_fields[_columns.Flags]];
            if (!AsciiNumber.TryInteger(text, out var bits) || bits is < 0 or > 255)
            {
                throw _lines.Wrong("the flags", text, "a number from 0 to 255");
            }

            // A snapshot's records are no event of the market: the book may be read after each.
            flags = (bits & 128) != 0 || (bits & 32) != 0 ? RecordedFlags.EndOfEvent : RecordedFlags.None;
            flags |= (bits & 32) != 0 ? RecordedFlags.Snapshot : RecordedFlags.None;
        }

        flags |= side == 'N' ? RecordedFlags.NoSide : RecordedFlags.None;
        flags |= IsAggressor(action, order) ? RecordedFlags.Aggressor : RecordedFlags.None;
        if ((flags & RecordedFlags.EndOfEvent) != 0)
        {
            _aggressors.Clear();
        }

        return flags;
    }

    // Known from the trades of the same event, which come before its fills.
    private bool IsAggressor(byte action, ulong order)
    {
        if (action == 'T' && order != 0)
        {
            _aggressors.Add(order);
            return true;
        }

        return action == 'F' && _aggressors.Contains(order);
    }

    private int InstrumentOf(ReadOnlySpan<byte> line)
    {
        if (_columns.Instrument < 0)
        {
            return 0;
        }

        var text = line[_fields[_columns.Instrument]];
        if (!AsciiNumber.TryUnsigned(text, out var id))
        {
            throw _lines.Wrong("the instrument id", text, "a whole number of at most 64 bits");
        }

        if (!_instruments.TryGetValue(id, out var instrument))
        {
            instrument = _names.Count;
            _instruments.Add(id, instrument);
            _names.Add(Encoding.ASCII.GetString(_columns.Symbol >= 0 ? line[_fields[_columns.Symbol]] : text));
        }

        return instrument;
    }

    private long PriceOf(ReadOnlySpan<byte> text, byte action)
    {
        if ((text.Length == 0 || text.SequenceEqual(Undefined)) && action is (byte)'R' or (byte)'N')
        {
            return 0;
        }

        if (IsBillionths(text))
        {
            var divisor = AsciiNumber.PowerOfTen(Math.Max(0, 9 - Units.PriceDecimals));
            if (AsciiNumber.TryInteger(text, out var billionths) && billionths % divisor == 0
                && Units.PriceDecimals <= 9)
            {
                return billionths / divisor;
            }
        }
        else if (AsciiNumber.TryDecimal(text, Units.PriceDecimals, out var price))
        {
            return price;
        }

        throw _lines.Wrong(
            "the price", text, $"a decimal number with at most {Units.PriceDecimals} decimals that fits into 64 bits");
    }

    private bool IsBillionths(ReadOnlySpan<byte> text) => _columns.IsNative && !text.Contains((byte)'.');

    private int DecimalsNeeded(ReadOnlySpan<byte> price)
    {
        if (!IsBillionths(price))
        {
            return AsciiNumber.DecimalsNeeded(price);
        }

        var zeros = price.Length - price.TrimEnd((byte)'0').Length;
        return price.SequenceEqual(Undefined) || !AsciiNumber.TryInteger(price, out var billionths) ? -1
            : billionths == 0 ? 0 : Math.Max(0, 9 - zeros);
    }

    private bool Split(ReadOnlySpan<byte> line)
    {
        var (count, start) = (0, 0);
        for (var at = 0; at <= line.Length; at++)
        {
            if (at == line.Length || line[at] == ',')
            {
                if (count == _fields.Length)
                {
                    return false;
                }

                _fields[count++] = start..at;
                start = at + 1;
            }
        }

        return count == _fields.Length;
    }
}
