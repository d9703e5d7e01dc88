namespace MarketSim.Core;

/// <summary>A LOBSTER message file: the orders of one stock on NASDAQ on one day, as text without
/// header.</summary>
/// <remarks>
/// Columns: seconds after midnight, taken to the nearest nanosecond; type; order reference; size in shares;
/// price in dollars times 10,000; direction of the resting order, 1 to buy and -1 to sell. Types: 1 new limit
/// order, 2 partial cancel, 3 delete, 4 execution of a visible order, 5 execution of a hidden order, 6 cross
/// trade, 7 halt (price -1), quotes only (0) or trading (1). A seventh column, which newer files have, is
/// passed over, as is a first line that begins with a letter. Source: lobsterdata.com, "Data structure".
/// </remarks>
public sealed class LobsterReader : IRecordedFeed
{
    private const long Day = 86_400_000_000_000;
    private const string Columns = "time,type,order,size,price,direction";

    private readonly LineReader _lines;

    /// <summary>Reads from a stream, which it then owns.</summary>
    /// <param name="name">What messages call the file.</param>
    public LobsterReader(Stream stream, string name) => _lines = new LineReader(stream, name);

    /// <inheritdoc/>
    public DataUnits Units => LobsterUnits;

    /// <inheritdoc/>
    public DataClock Clock => DataClock.SinceMidnight;

    /// <summary>Prices are dollars times 10,000, quantities shares.</summary>
    internal static DataUnits LobsterUnits { get; } = new(PriceDecimals: 4, QuantityDecimals: 0);

    /// <summary>Opens a message file, packed or not.</summary>
    public static LobsterReader Open(string path) => new(DataFile.Open(path), path);

    /// <inheritdoc/>
    public string NameOf(int instrument) => "";

    /// <inheritdoc/>
    public bool TryRead(out RecordedMessage message)
    {
        while (_lines.TryRead(out var line))
        {
            if (_lines.Line == 1 && line.Length > 0 && char.IsAsciiLetter((char)line[0]))
            {
                continue;
            }

            message = Parse(line);
            return true;
        }

        message = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private RecordedMessage Parse(ReadOnlySpan<byte> line)
    {
        var fields = new FieldReader(line);
        if (!fields.TryRead(out var timeText) || !fields.TryRead(out var typeText)
            || !fields.TryRead(out var orderText)
            || !fields.TryRead(out var sizeText) || !fields.TryRead(out var priceText)
            || !fields.TryRead(out var directionText)
            || (fields.TryRead(out _) && fields.TryRead(out _)))
        {
            throw _lines.Wrong("a row of another width", line, $"six columns: {Columns}");
        }

        if (!AsciiNumber.TryRounded(timeText, 9, out var time) || time is < 0 or >= Day)
        {
            throw _lines.Wrong("the time", timeText, "seconds after midnight, below 86400, with decimals or without");
        }

        if (typeText.Length != 1 || typeText[0] is < (byte)'1' or > (byte)'7')
        {
            throw _lines.Wrong("the type", typeText, "a digit from 1 to 7");
        }

        if (!AsciiNumber.TryInteger(orderText, out var order) || order < -1)
        {
            throw _lines.Wrong("the order reference", orderText, "a whole number of at most 63 bits, or -1 for none");
        }

        if (!AsciiNumber.TryInteger(sizeText, out var size) || size is < 0 or > int.MaxValue)
        {
            throw _lines.Wrong("the size", sizeText, "a number of shares from 0 to 2147483647");
        }

        if (!AsciiNumber.TryInteger(priceText, out var price) || price is < -1 or >= LobsterBookReader.EmptyPrice)
        {
            throw _lines.Wrong("the price", priceText, $"dollars times 10,000, from -1 to {LobsterBookReader.EmptyPrice - 1}");
        }

        if (!AsciiNumber.TryInteger(directionText, out var direction) || direction is < -1 or > 1)
        {
            throw _lines.Wrong("the direction", directionText, "1 (to buy), -1 (to sell)");
        }

        var type = typeText[0] - '0';
        if (type <= 5 && (size == 0 || price <= 0 || direction == 0 || (type <= 4 && order <= 0)))
        {
            throw _lines.Wrong(
                "the row", line, "for types 1 to 5 a positive size and price and a direction, for 1 to 4 also an order");
        }

        return new RecordedMessage
        {
            Kind = KindOf(type),
            Side = direction < 0 ? Side.Sell : Side.Buy,
            Flags = RecordedFlags.EndOfEvent | (type >= 6 ? RecordedFlags.NoSide : RecordedFlags.None),
            Timestamp = time,
            Order = order > 0 ? (ulong)order : 0,
            Price = type == 7 ? 0 : price,
            Quantity = type == 7 ? Status(price) : size,
            Position = _lines.Line,
        };
    }

    private static RecordedKind KindOf(int type) => type switch
    {
        1 => RecordedKind.Add,
        2 => RecordedKind.Reduce,
        3 => RecordedKind.Delete,
        4 => RecordedKind.Execute,
        5 => RecordedKind.Trade,
        6 => RecordedKind.Cross,
        _ => RecordedKind.Status,
    };

    private long Status(long price) => price switch
    {
        -1 => 0,
        0 => 2,
        1 => 1,
        _ => throw DataFormatException.AtLine(
            _lines.File, _lines.Line, $"a halt marker with price {price}", "price -1 (halted), 0 (quotes only) or 1 (trading)"),
    };
}
