namespace MarketSim.Core;

/// <summary>A NASDAQ ITCH 5.0 file as recorded messages: what concerns orders, trades and halts. Instruments
/// are numbered by stock locate code and named by the stock directory. Hot.</summary>
public sealed class ItchFeed : IRecordedFeed
{
    private const long Day = 86_400_000_000_000;

    private readonly ItchReader _reader;
    private readonly long[] _counts = new long[128];
    private string?[] _names = new string?[1024];

    /// <summary>Reads from a stream, which it then owns.</summary>
    public ItchFeed(Stream stream, string name) => _reader = new ItchReader(stream, name);

    /// <inheritdoc/>
    public DataUnits Units => new(PriceDecimals: 4, QuantityDecimals: 0);

    /// <inheritdoc/>
    public DataClock Clock => DataClock.SinceMidnight;

    /// <summary>Timestamp of the message last read, of any type.</summary>
    public long Timestamp { get; private set; }

    /// <summary>Opens a file, packed or not.</summary>
    public static ItchFeed Open(string path) => new(DataFile.Open(path), path);

    /// <summary>How many messages of a type were read so far, those without a recorded message included.</summary>
    public long Count(char type) => _counts[type];

    /// <inheritdoc/>
    public string NameOf(int instrument) => (uint)instrument < (uint)_names.Length ? _names[instrument] ?? "" : "";

    /// <inheritdoc/>
    public bool TryRead(out RecordedMessage message)
    {
        while (_reader.TryRead(out var each))
        {
            _counts[each.Type]++;
            Timestamp = each.Timestamp;
            if (Timestamp >= Day)
            {
                throw _reader.Wrong($"the time {Timestamp} ns", "nanoseconds after midnight, below one day");
            }

            if (TryConvert(each, out message))
            {
                return true;
            }
        }

        message = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private bool TryConvert(in ItchMessage each, out RecordedMessage message)
    {
        message = (char)each.Type switch
        {
            'A' or 'F' => Make(each, RecordedKind.Add, each.Order, each.Price, each.Shares) with { Side = SideOf(each) },
            'E' => Make(each, RecordedKind.Execute, each.Order, 0, each.Shares) with { Other = each.Match },
            'C' => Make(each, RecordedKind.Execute, each.Order, each.Price, each.Shares) with
            {
                Other = each.Match, Flags = RecordedFlags.EndOfEvent | PrintableOf(each),
            },
            'X' => Make(each, RecordedKind.Reduce, each.Order, 0, each.Shares),
            'D' => Make(each, RecordedKind.Delete, each.Order, 0, 0),
            'U' => Make(each, RecordedKind.Replace, each.Order, each.Price, each.Shares) with { Other = each.NewOrder },
            'P' => Make(each, RecordedKind.Trade, each.Order, each.Price, each.Shares) with { Other = each.Match, Side = SideOf(each) },
            'Q' => Make(each, RecordedKind.Cross, 0, each.Price, CrossSharesOf(each)) with
            {
                Other = each.Match, Flags = RecordedFlags.EndOfEvent | RecordedFlags.NoSide,
            },
            'B' => Make(each, RecordedKind.Break, 0, 0, 0) with { Other = each.Match },
            'H' => Make(each, RecordedKind.Status, 0, 0, StateOf(each)),
            _ => default,
        };
        if (each.Type == 'R')
        {
            SetName(each.Locate, each.Stock);
        }

        return message.Kind != 0;
    }

    private RecordedMessage Make(in ItchMessage each, RecordedKind kind, ulong order, long price, long quantity) => new()
    {
        Kind = kind, Flags = RecordedFlags.EndOfEvent, Instrument = each.Locate, Timestamp = Timestamp, Order = order, Price = price,
        Quantity = quantity, Position = _reader.Position,
    };

    private Side SideOf(in ItchMessage each) => (char)each.BuySell switch
    {
        'B' => Side.Buy,
        'S' => Side.Sell,
        _ => throw _reader.Wrong($"the side {DataFormatException.Quote([each.BuySell])}", "B or S"),
    };

    private RecordedFlags PrintableOf(in ItchMessage each) => (char)each.Printable switch
    {
        'Y' => RecordedFlags.None,
        'N' => RecordedFlags.NotPrintable,
        _ => throw _reader.Wrong($"printable {DataFormatException.Quote([each.Printable])}", "Y or N"),
    };

    private long StateOf(in ItchMessage each) => (char)each.TradingState switch
    {
        'H' or 'P' => 0,
        'T' => 1,
        'Q' => 2,
        _ => throw _reader.Wrong(
            $"the trading state {DataFormatException.Quote([each.TradingState])}", "H, P, Q or T"),
    };

    private long CrossSharesOf(in ItchMessage each) => each.CrossShares <= long.MaxValue
        ? (long)each.CrossShares
        : throw _reader.Wrong($"a cross of {each.CrossShares} shares", "fewer than 2^63");

    private void SetName(int locate, string name)
    {
        if (locate >= _names.Length)
        {
            Array.Resize(ref _names, ushort.MaxValue + 1);
        }

        _names[locate] = name;
    }
}
