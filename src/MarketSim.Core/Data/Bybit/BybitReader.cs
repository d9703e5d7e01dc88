using System.Text;

namespace MarketSim.Core;

/// <summary>Bybit's order book history: on each line the JSON of one message of the <c>orderbook</c> stream, a snapshot or the levels
/// that changed. Hot.</summary>
/// <remarks>A snapshot becomes a <see cref="RecordedKind.Clear"/> and its levels. Update numbers (<c>u</c>) of changes rise by one;
/// missing ones are counted and reading goes on, since levels are absolute. Timestamps are the exchange's (<c>ts</c>).
/// Source: Bybit, "Orderbook" (public stream, version 5).</remarks>
public sealed class BybitReader : IRecordedFeed
{
    private readonly LineReader _lines;
    private readonly BybitEvent _event;
    private RecordedMessage[] _ready = new RecordedMessage[1024];
    private int _count;
    private int _at;
    private long _last = -1;

    /// <summary>Reads from a stream, which it then owns.</summary>
    /// <param name="name">What messages call the file.</param>
    /// <param name="units">In which prices and sizes are given; finer ones are refused.</param>
    public BybitReader(Stream stream, string name, DataUnits units)
        : this(stream, name, units, isScan: false)
    {
    }

    private BybitReader(Stream stream, string name, DataUnits units, bool isScan)
    {
        _lines = new LineReader(stream, name);
        _event = new BybitEvent(_lines, units, isScan);
        Units = units;
    }

    /// <inheritdoc/>
    public DataUnits Units { get; }

    /// <inheritdoc/>
    public DataClock Clock => DataClock.Unix;

    /// <summary>Snapshots read.</summary>
    public long Snapshots { get; private set; }

    /// <summary>Changes read.</summary>
    public long Deltas { get; private set; }

    /// <summary>How often updates are missing before a change, or it comes again.</summary>
    public long Gaps { get; private set; }

    /// <summary>The last gap in words, with its line; empty before the first.</summary>
    public string LastGap { get; private set; } = "";

    /// <summary>Opens a file, packed or not.</summary>
    /// <param name="units">The units; by default the coarsest in which every number of the file is whole, found by reading it
    /// once before.</param>
    public static BybitReader Open(string path, DataUnits? units = null)
        => new(DataFile.Open(path), path, units ?? ScanUnits(DataFile.Open(path), path));

    /// <summary>The coarsest units in which all prices and sizes of a recording are whole.</summary>
    /// <param name="stream">Read to its end and disposed of.</param>
    /// <exception cref="DataFormatException">The recording is malformed.</exception>
    public static DataUnits ScanUnits(Stream stream, string name)
    {
        using var reader = new BybitReader(stream, name, default, isScan: true);
        while (reader._lines.TryRead(out var line))
        {
            if (line.Length > 0)
            {
                reader._event.Parse(line);
            }
        }

        return reader._event.Numbers.Needed;
    }

    /// <inheritdoc/>
    public string NameOf(int instrument) => instrument == 0 ? Encoding.UTF8.GetString(_event.Symbol) : "";

    /// <inheritdoc/>
    public bool TryRead(out RecordedMessage message)
    {
        while (_at == _count)
        {
            if (!_lines.TryRead(out var line))
            {
                message = default;
                return false;
            }

            _at = _count = 0;
            if (line.Length > 0)
            {
                _event.Parse(line);
                TakeEvent();
            }
        }

        message = _ready[_at++];
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private void TakeEvent()
    {
        var left = _event.Bids.Length + _event.Asks.Length;
        var message = new RecordedMessage
        {
            Kind = RecordedKind.Level, Timestamp = _event.Time, Other = (ulong)_event.Update, Position = _lines.Line,
            Flags = _event.IsSnapshot ? RecordedFlags.Snapshot : RecordedFlags.None,
        };
        if (_event.IsSnapshot)
        {
            Snapshots++;
            Put(message with { Kind = RecordedKind.Clear }, isLast: left == 0);
        }
        else
        {
            Deltas++;
            if (_last >= 0 && _event.Update - 1 != _last)
            {
                Gaps++;
                LastGap = $"line {_lines.Line}: update {_event.Update} comes after {_last}";
            }
        }

        _last = _event.Update;
        foreach (var each in _event.Bids)
        {
            Put(message with { Side = Side.Buy, Price = each.Price, Quantity = each.Quantity }, isLast: --left == 0);
        }

        foreach (var each in _event.Asks)
        {
            Put(message with { Side = Side.Sell, Price = each.Price, Quantity = each.Quantity }, isLast: --left == 0);
        }
    }

    private void Put(in RecordedMessage message, bool isLast)
    {
        if (_count == _ready.Length)
        {
            Array.Resize(ref _ready, _count * 2);
        }

        _ready[_count++] = isLast ? message with { Flags = message.Flags | RecordedFlags.EndOfEvent } : message;
    }
}
