using System.Text.Json;

namespace MarketSim.Core;

/// <summary>Bitstamp's streams as recorded: on each line the time of receipt in milliseconds, the event, and
/// its JSON.</summary>
/// <remarks>Events: order_created, order_changed, order_deleted, trade; order_book snapshots are passed over,
/// being less than what the orders say. Prices and amounts written as JSON numbers passed through binary
/// fractions (1.7885566900000001) and are taken to the nearest unit; those written as text are exact.</remarks>
public sealed class BitstampLogReader : IRecordedFeed
{
    private readonly LineReader _lines;
    private readonly bool _scans;
    private int _priceDecimals;

    /// <summary>Reads from a stream, which it then owns.</summary>
    /// <param name="priceDecimals">Of the price unit; finer prices are refused where they are exact.</param>
    public BitstampLogReader(Stream stream, string name, int priceDecimals)
        : this(stream, name, priceDecimals, scans: false)
    {
    }

    private BitstampLogReader(Stream stream, string name, int priceDecimals, bool scans)
    {
        _lines = new LineReader(stream, name);
        _scans = scans;
        Units = new DataUnits(priceDecimals, 8);
    }

    /// <inheritdoc/>
    public DataUnits Units { get; }

    /// <inheritdoc/>
    public DataClock Clock => DataClock.Unix;

    /// <summary>Snapshots passed over so far.</summary>
    public long Snapshots { get; private set; }

    /// <summary>Opens a file, packed or not; price units as fine as the file needs, found by reading it once
    /// before.</summary>
    public static BitstampLogReader Open(string path)
        => new(DataFile.Open(path), path, ScanPriceDecimals(DataFile.Open(path), path));

    /// <summary>The most decimals of any order's price in a recording.</summary>
    /// <param name="stream">Read to its end and disposed of.</param>
    /// <exception cref="DataFormatException">The recording is malformed.</exception>
    public static int ScanPriceDecimals(Stream stream, string name)
    {
        using var reader = new BitstampLogReader(stream, name, 0, scans: true);
        while (reader.TryRead(out _))
        {
        }

        return reader._priceDecimals;
    }

    /// <inheritdoc/>
    public string NameOf(int instrument) => "";

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
        var first = line.IndexOf((byte)' ');
        var second = first < 0 ? -1 : line[(first + 1)..].IndexOf((byte)' ');
        if (second < 0 || !BitstampOrdersReader.TryTime(line[..first], out var time))
        {
            throw _lines.Wrong(
                "the line", line, "milliseconds since 1970, an event and a JSON object, with one blank between them");
        }

        var name = line.Slice(first + 1, second);
        var kind = name switch
        {
            var n when n.SequenceEqual("order_created"u8) => RecordedKind.Add,
            var n when n.SequenceEqual("order_changed"u8) => RecordedKind.Modify,
            var n when n.SequenceEqual("order_deleted"u8) => RecordedKind.Delete,
            var n when n.SequenceEqual("trade"u8) => RecordedKind.Trade,
            var n when n.SequenceEqual("order_book"u8) => (RecordedKind)0,
            var n => throw _lines.Wrong(
                "the event", n, "order_created, order_changed, order_deleted, trade or order_book"),
        };
        var json = line[(first + second + 2)..];
        BitstampFields fields;
        try
        {
            fields = BitstampFields.Find(json);
        }
        catch (JsonException wrong)
        {
            throw _lines.Wrong("broken JSON", json, $"one JSON object per line ({wrong.Message})", wrong);
        }

        if (kind == 0)
        {
            Snapshots++;
            return default;
        }

        if (!AsciiNumber.TryUnsigned(fields.Id, out var id) || id == 0)
        {
            throw _lines.Wrong("property id", fields.Id, "a whole number from 1 of at most 64 bits");
        }

        var message = new RecordedMessage
        {
            Kind = kind, Flags = RecordedFlags.EndOfEvent, Timestamp = time, Price = Price(fields.Price),
            Quantity = Decimal(fields.Amount, 8, "amount"), Position = _lines.Line,
        };
        return kind == RecordedKind.Trade
            ? message with { Other = id, Flags = RecordedFlags.EndOfEvent | RecordedFlags.NoSide }
            : message with { Order = id, Side = SideOf(fields.OrderType) };
    }

    private Side SideOf(ReadOnlySpan<byte> json) => json switch
    {
        [(byte)'0'] => Side.Buy,
        [(byte)'1'] => Side.Sell,
        _ => throw _lines.Wrong("property order_type", json, "0 (bid) or 1 (ask)"),
    };

    private long Price(ReadOnlySpan<byte> json)
    {
        if (_scans)
        {
            var needed = AsciiNumber.DecimalsNeeded(Text(json, out var isExact));
            _priceDecimals = Math.Max(_priceDecimals, isExact || needed <= 8 ? Math.Min(needed, DataUnits.MostDecimals) : 0);
            return 0;
        }

        return Decimal(json, Units.PriceDecimals, "price");
    }

    private long Decimal(ReadOnlySpan<byte> json, int decimals, string name)
    {
        var text = Text(json, out var isExact);
        var isNumber = isExact
            ? AsciiNumber.TryDecimal(text, decimals, out var value)
            : AsciiNumber.TryRounded(text, decimals, out value);
        return isNumber && value >= 0 ? value
            : throw _lines.Wrong(
                $"property {name}", json,
                $"a number that is not negative, has at most {decimals} decimals and fits into 64 bits");
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, out bool isExact)
    {
        isExact = json is [(byte)'"', .., (byte)'"'];
        return isExact ? json[1..^1] : json;
    }
}
