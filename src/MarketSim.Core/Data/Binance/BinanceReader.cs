using System.Text;
using System.Text.Json;

namespace MarketSim.Core;

/// <summary>A recording of Binance's market data streams, spot or USD-M futures: on each line the time of
/// receipt, a blank, and the JSON as the exchange sent it.</summary>
/// <remarks>
/// Known are depthUpdate, bookTicker, trade and aggTrade, bare or wrapped as {"stream":…,"data":…}, and the
/// REST book with lastUpdateId; other messages are passed over. Times of receipt may be in milli-, micro- or
/// nanoseconds, or missing. Source: Binance, "WebSocket Streams" and "How to manage a local order book correctly".
/// </remarks>
public sealed class BinanceReader : IDisposable
{
    private readonly LineReader _lines;
    private readonly bool _scans;
    private int _priceDecimals;
    private int _quantityDecimals;

    /// <summary>Reads from a stream, which it then owns.</summary>
    /// <param name="units">In which prices and quantities are given; finer ones are refused.</param>
    public BinanceReader(Stream stream, string name, DataUnits units)
        : this(stream, name, units, scans: false)
    {
    }

    private BinanceReader(Stream stream, string name, DataUnits units, bool scans)
    {
        _lines = new LineReader(stream, name);
        _scans = scans;
        Units = units;
    }

    /// <summary>What its integers count.</summary>
    public DataUnits Units { get; }

    /// <summary>The pair, once a line has named it.</summary>
    public string Symbol { get; private set; } = "";

    /// <summary>Opens a recording, packed or not.</summary>
    /// <param name="units">The units; by default as fine as the finest numbers in the file, found by reading it
    /// once before.</param>
    public static BinanceReader Open(string path, DataUnits? units = null)
        => new(DataFile.Open(path), path, units ?? ScanUnits(DataFile.Open(path), path));

    /// <summary>The coarsest units in which all prices and quantities of a recording are whole.</summary>
    /// <param name="stream">Read to its end and disposed of.</param>
    /// <exception cref="DataFormatException">The recording is malformed.</exception>
    public static DataUnits ScanUnits(Stream stream, string name)
    {
        using var reader = new BinanceReader(stream, name, default, scans: true);
        var record = new BinanceRecord();
        while (reader.TryRead(record))
        {
        }

        return new DataUnits(reader._priceDecimals, reader._quantityDecimals);
    }

    /// <summary>Reads the next line that concerns book or trades.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead(BinanceRecord record)
    {
        while (_lines.TryRead(out var line))
        {
            if (line.Length > 0)
            {
                Parse(line, record);
                if (record.Kind != BinanceKind.Other)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private void Parse(ReadOnlySpan<byte> line, BinanceRecord record)
    {
        var brace = line.IndexOf((byte)'{');
        if (brace < 0)
        {
            throw _lines.Wrong("a line without an object", line, "a time of receipt, a blank and a JSON object");
        }

        record.Line = _lines.Line;
        record.Received = 0;
        if (brace > 0)
        {
            record.Received = line[brace - 1] == ' ' && TryTime(line[..(brace - 1)], out var received)
                ? received
                : throw _lines.Wrong(
                    "the time of receipt", line[..brace], "milli-, micro- or nanoseconds since 1970, then one blank");
        }

        BinanceFields fields;
        try
        {
            fields = BinanceFields.Find(line[brace..]);
        }
        catch (JsonException wrong)
        {
            throw _lines.Wrong("broken JSON", line, $"one JSON object per line ({wrong.Message})", wrong);
        }

        record.Kind = KindOf(fields);
        record.Bids.Clear();
        record.Asks.Clear();
        Convert(fields, record);
    }

    private BinanceKind KindOf(in BinanceFields fields)
    {
        if (fields.Event.Length == 0)
        {
            return fields.SnapshotUpdate.Length > 0 ? BinanceKind.Snapshot
                : fields.LastUpdate.Length > 0 && fields.BidQuantity.Length > 0
                && fields.AskQuantity.Length > 0 ? BinanceKind.Quote
                : BinanceKind.Other;
        }

        return fields.Event switch
        {
            var e when e.SequenceEqual("\"depthUpdate\""u8) => BinanceKind.Depth,
            var e when e.SequenceEqual("\"bookTicker\""u8) => BinanceKind.Quote,
            var e when e.SequenceEqual("\"trade\""u8) || e.SequenceEqual("\"aggTrade\""u8) => BinanceKind.Trade,
            _ => BinanceKind.Other,
        };
    }

    private void Convert(in BinanceFields fields, BinanceRecord record)
    {
        if (record.Kind == BinanceKind.Other)
        {
            return;
        }

        Name(fields.Symbol);
        record.Happened = HappenedAt(fields);
        record.PreviousUpdate = -1;
        switch (record.Kind)
        {
            case BinanceKind.Snapshot:
                record.LastUpdate = Update(fields.SnapshotUpdate, "lastUpdateId");
                Levels(fields.Bids, record.Bids, "bids");
                Levels(fields.Asks, record.Asks, "asks");
                break;
            case BinanceKind.Depth:
                record.FirstUpdate = Update(fields.FirstUpdate, "U");
                record.LastUpdate = Update(fields.LastUpdate, "u");
                record.PreviousUpdate = fields.PreviousUpdate.Length > 0 ? Update(fields.PreviousUpdate, "pu") : -1;
                Levels(fields.Bids, record.Bids, "b");
                Levels(fields.Asks, record.Asks, "a");
                break;
            case BinanceKind.Quote:
                record.LastUpdate = Update(fields.LastUpdate, "u");
                record.Bids.Add(new(Price(fields.Bids, "b"), Quantity(fields.BidQuantity, "B")));
                record.Asks.Add(new(Price(fields.Asks, "a"), Quantity(fields.AskQuantity, "A")));
                break;
            default:
                record.LastUpdate = Update(fields.Number.Length > 0 ? fields.Number : fields.Asks, "t (or a)");
                record.Price = Price(fields.Price, "p");
                record.Quantity = Quantity(fields.Quantity, "q");
                record.BuyerRested = fields.BuyerIsMaker switch
                {
                    var m when m.SequenceEqual("true"u8) => true,
                    var m when m.SequenceEqual("false"u8) => false,
                    var m => throw _lines.Wrong("property m", m, "true or false"),
                };
                break;
        }
    }

    private void Levels(ReadOnlySpan<byte> json, List<PriceLevel> levels, string name)
    {
        if (json.Length == 0 || json[0] != '[')
        {
            throw _lines.Wrong($"property {name}", json, "a list of [price, quantity]");
        }

        // The text is well-formed JSON by now, so what follows a bracket is known from its first byte.
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var price = json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];
            var isPair = reader.TokenType is JsonTokenType.String or JsonTokenType.Number;
            reader.Read();
            var quantity = json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];
            isPair = isPair && reader.TokenType is JsonTokenType.String or JsonTokenType.Number;
            reader.Read();
            if (!isPair || reader.TokenType != JsonTokenType.EndArray)
            {
                throw _lines.Wrong($"a level of {name}", price, "[price, quantity]");
            }

            levels.Add(new(Price(price, name), Quantity(quantity, name)));
        }

        if (reader.TokenType != JsonTokenType.EndArray || reader.BytesConsumed != json.Length)
        {
            throw _lines.Wrong($"property {name}", json, "a list of [price, quantity]");
        }
    }

    private long Price(ReadOnlySpan<byte> json, string name)
        => Decimal(json, name, Units.PriceDecimals, ref _priceDecimals);

    private long Quantity(ReadOnlySpan<byte> json, string name)
        => Decimal(json, name, Units.QuantityDecimals, ref _quantityDecimals);

    private long Decimal(ReadOnlySpan<byte> json, string name, int decimals, ref int needed)
    {
        var text = json is [(byte)'"', .., (byte)'"'] ? json[1..^1] : json;
        if (_scans)
        {
            var found = AsciiNumber.DecimalsNeeded(text);
            if (found is < 0 or > DataUnits.MostDecimals)
            {
                throw _lines.Wrong(
                    $"property {name}", json, $"a decimal number with at most {DataUnits.MostDecimals} decimals");
            }

            needed = Math.Max(needed, found);
            return 0;
        }

        return AsciiNumber.TryDecimal(text, decimals, out var value) && value >= 0
            ? value
            : throw _lines.Wrong(
                $"property {name}", json,
                $"a number that is not negative, has at most {decimals} decimals and fits into 64 bits without its point");
    }

    private long Update(ReadOnlySpan<byte> json, string name)
        => AsciiNumber.TryInteger(json, out var number) && number >= 0
            ? number
            : throw _lines.Wrong($"property {name}", json, "a whole number of at most 63 bits");

    private long HappenedAt(in BinanceFields fields)
    {
        var json = fields.TradeTime.Length > 0 ? fields.TradeTime : fields.EventTime;
        if (json.Length == 0)
        {
            return 0;
        }

        return TryTime(json, out var time) ? time
            : throw _lines.Wrong("property T or E", json, "milli- or microseconds since 1970");
    }

    private void Name(ReadOnlySpan<byte> json)
    {
        if (json.Length == 0)
        {
            return;
        }

        var isName = json is [(byte)'"', .., (byte)'"'] && json.Length is > 2 and < 64 && !json.Contains((byte)'\\')
            && Ascii.IsValid(json);
        if (!isName || (Symbol.Length > 0 && !Ascii.Equals(json[1..^1], Symbol)))
        {
            throw _lines.Wrong(
                "property s", json, Symbol.Length > 0 ? $"\"{Symbol}\": one pair per file" : "the name of a pair");
        }

        if (Symbol.Length == 0)
        {
            Symbol = Encoding.ASCII.GetString(json[1..^1]);
        }
    }

    // Milliseconds of this century have 13 digits, microseconds 16, nanoseconds 19.
    private static bool TryTime(ReadOnlySpan<byte> text, out long nanoseconds)
    {
        var isTime = AsciiNumber.TryInteger(text, out var count) && count >= 0;
        nanoseconds = count switch
        {
            < 0 => 0,
            < 9_000_000_000_000 => count * 1_000_000,
            < 9_000_000_000_000_000 => count * 1_000,
            _ => count,
        };
        return isTime;
    }
}
