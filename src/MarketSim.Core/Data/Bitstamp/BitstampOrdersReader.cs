namespace MarketSim.Core;

/// <summary>Bitstamp's order events as CSV with the header
/// id,timestamp,exchange.timestamp,price,volume,action,direction.</summary>
/// <remarks>Times in milliseconds since 1970, volume in hundred-millionths of a coin, action created, changed
/// (to the given price and volume) or deleted (with what was left: 0 if it was filled), direction bid or
/// ask.</remarks>
public sealed class BitstampOrdersReader : IRecordedFeed
{
    private readonly LineReader _lines;

    /// <summary>Reads from a stream, which it then owns.</summary>
    /// <param name="priceDecimals">Of the price unit; finer prices are refused.</param>
    /// <exception cref="DataFormatException">The first line is not the header.</exception>
    public BitstampOrdersReader(Stream stream, string name, int priceDecimals)
    {
        _lines = new LineReader(stream, name);
        Units = new DataUnits(priceDecimals, 8);
        if (!_lines.TryRead(out var header) || !header.SequenceEqual(Header))
        {
            throw _lines.Wrong(
                "the first line", header, "id,timestamp,exchange.timestamp,price,volume,action,direction");
        }
    }

    /// <inheritdoc/>
    public DataUnits Units { get; }

    /// <inheritdoc/>
    public DataClock Clock => DataClock.Unix;

    internal static ReadOnlySpan<byte> Header => "id,timestamp,exchange.timestamp,price,volume,action,direction"u8;

    /// <summary>Opens a file, packed or not; price units as fine as the file needs, found by reading it once
    /// before.</summary>
    public static BitstampOrdersReader Open(string path)
        => new(DataFile.Open(path), path, ScanPriceDecimals(DataFile.Open(path), path));

    /// <summary>The most decimals of any price in a file.</summary>
    /// <param name="stream">Read to its end and disposed of.</param>
    public static int ScanPriceDecimals(Stream stream, string name)
    {
        using var lines = new LineReader(stream, name);
        var decimals = 0;
        while (lines.TryRead(out var line))
        {
            var fields = new FieldReader(line);
            ReadOnlySpan<byte> price = default;
            for (var at = 0; at < 4 && fields.TryRead(out price); at++)
            {
            }

            decimals = Math.Max(decimals, AsciiNumber.DecimalsNeeded(price));
        }

        return Math.Min(decimals, DataUnits.MostDecimals);
    }

    /// <inheritdoc/>
    public string NameOf(int instrument) => "";

    /// <inheritdoc/>
    public bool TryRead(out RecordedMessage message)
    {
        if (!_lines.TryRead(out var line))
        {
            message = default;
            return false;
        }

        message = Parse(line);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private RecordedMessage Parse(ReadOnlySpan<byte> line)
    {
        var fields = new FieldReader(line);
        if (!fields.TryRead(out var idText) || !fields.TryRead(out var timeText)
            || !fields.TryRead(out var exchangeTimeText)
            || !fields.TryRead(out var priceText) || !fields.TryRead(out var volumeText)
            || !fields.TryRead(out var action)
            || !fields.TryRead(out var direction) || fields.TryRead(out _))
        {
            throw _lines.Wrong("a row of another width", line, "seven columns, as the header has");
        }

        if (!AsciiNumber.TryUnsigned(idText, out var id) || id == 0)
        {
            throw _lines.Wrong("the id", idText, "a whole number from 1 of at most 64 bits");
        }

        if (!TryTime(timeText, out var time) || !TryTime(exchangeTimeText, out _))
        {
            throw _lines.Wrong("the timestamps", line, "milliseconds since 1970");
        }

        if (!AsciiNumber.TryDecimal(priceText, Units.PriceDecimals, out var price) || price < 0)
        {
            throw _lines.Wrong(
                "the price", priceText,
                $"a number with at most {Units.PriceDecimals} decimals that is not negative and fits into 64 bits");
        }

        if (!AsciiNumber.TryInteger(volumeText, out var volume) || volume < 0)
        {
            throw _lines.Wrong(
                "the volume", volumeText, "hundred-millionths of a coin, not negative, of at most 63 bits");
        }

        return new RecordedMessage
        {
            Kind = action switch
            {
                var a when a.SequenceEqual("created"u8) => RecordedKind.Add,
                var a when a.SequenceEqual("changed"u8) => RecordedKind.Modify,
                var a when a.SequenceEqual("deleted"u8) => RecordedKind.Delete,
                var a => throw _lines.Wrong("the action", a, "created, changed or deleted"),
            },
            Side = direction switch
            {
                var d when d.SequenceEqual("bid"u8) => Side.Buy,
                var d when d.SequenceEqual("ask"u8) => Side.Sell,
                var d => throw _lines.Wrong("the direction", d, "bid or ask"),
            },
            Flags = RecordedFlags.EndOfEvent,
            Timestamp = time,
            Order = id,
            Price = price,
            Quantity = volume,
            Position = _lines.Line,
        };
    }

    internal static bool TryTime(ReadOnlySpan<byte> text, out long nanoseconds)
    {
        var isTime = AsciiNumber.TryInteger(text, out var milliseconds)
            && milliseconds is >= 0 and < 9_000_000_000_000;
        nanoseconds = isTime ? milliseconds * 1_000_000 : 0;
        return isTime;
    }
}
