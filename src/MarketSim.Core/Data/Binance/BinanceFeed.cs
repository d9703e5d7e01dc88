namespace MarketSim.Core;

/// <summary>A Binance recording as recorded messages: quotes, trades, and the book's levels in sequence, so that whoever applies them
/// has the exchange's book.</summary>
/// <remarks>
/// <para>A snapshot comes some time after the depth events it belongs to. Those before the first snapshot are held back, since a book
/// that begins with changes would be wrong; then come a Clear, the snapshot's levels, and those held events that it does not include,
/// all at the time of the snapshot: nobody could have had the book before. Events that the book is past are left out. Missing updates
/// are counted and reading goes on; a later snapshot is taken where updates are missing or it is ahead of the book, else passed
/// over.</para>
/// <para>The last level of a snapshot or depth event ends the event. Timestamps are those of receipt where the recorder kept them,
/// because not all messages carry the exchange's.</para>
/// </remarks>
public sealed class BinanceFeed(BinanceReader reader) : IRecordedFeed
{
    // At ten events a second a quarter of an hour, far more than a snapshot can take to arrive.
    private const int MostHeld = 10_000;

    private readonly BinanceRecord _record = new();
    private readonly BinanceSequence _sequence = new();
    private readonly Queue<Held> _held = [];
    private readonly Stack<Held> _unused = [];
    private RecordedMessage[] _ready = new RecordedMessage[256];
    private int _count;
    private int _at;
    private long _now;
    private (long Line, long From, long To, long Last) _gap;

    /// <inheritdoc/>
    public DataUnits Units => reader.Units;

    /// <inheritdoc/>
    public DataClock Clock => DataClock.Unix;

    /// <summary>The line read last.</summary>
    public BinanceRecord Record => _record;

    /// <summary>Depth events read, whatever became of them.</summary>
    public long DepthEvents { get; private set; }

    /// <summary>Depth events passed on after a snapshot.</summary>
    public long Applied => _sequence.Applied;

    /// <summary>Depth events left out because the book was past them.</summary>
    public long Dropped => _sequence.Dropped;

    /// <summary>Depth events still without a snapshot.</summary>
    public long Waiting => _sequence.IsWaiting ? DepthEvents : 0;

    /// <summary>How often updates are missing before a depth event.</summary>
    public long Gaps => _sequence.Gaps;

    /// <summary>Depth events that repeat a part of the one before.</summary>
    public long Overlaps => _sequence.Overlaps;

    /// <summary>Snapshots passed on.</summary>
    public long Snapshots { get; private set; }

    /// <summary>Snapshots passed over, the book being whole and past them.</summary>
    public long SnapshotsPassedOver { get; private set; }

    /// <summary>The last gap in words, with its line; empty before the first.</summary>
    public string LastGap
        => _gap.Line == 0 ? "" : $"line {_gap.Line}: updates {_gap.From} to {_gap.To} are missing before the depth event that ends with {_gap.Last}";

    /// <summary>Opens a recording, packed or not.</summary>
    /// <param name="units">The units; by default as fine as the file needs.</param>
    public static BinanceFeed Open(string path, DataUnits? units = null) => new(BinanceReader.Open(path, units));

    /// <inheritdoc/>
    public string NameOf(int instrument) => instrument == 0 ? reader.Symbol : "";

    /// <inheritdoc/>
    public bool TryRead(out RecordedMessage message)
    {
        while (_at == _count)
        {
            _at = _count = 0;
            if (!reader.TryRead(_record))
            {
                message = default;
                return false;
            }

            TakeRecord();
        }

        message = _ready[_at++];
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private void TakeRecord()
    {
        _now = _record.Received != 0 ? _record.Received : _record.Happened != 0 ? _record.Happened : _now;
        switch (_record.Kind)
        {
            case BinanceKind.Depth:
                DepthEvents++;
                TakeDepth();
                break;
            case BinanceKind.Snapshot:
                TakeSnapshot();
                break;
            case BinanceKind.Quote:
                Put(New(RecordedKind.Quote, _record.LastUpdate, _record.Line), _record.Bids, _record.Asks);
                break;
            default:
                Put(New(RecordedKind.Trade, _record.LastUpdate, _record.Line) with
                {
                    Side = _record.BuyerRested ? Side.Buy : Side.Sell, Flags = RecordedFlags.EndOfEvent | DelayFlag, Price = _record.Price,
                    Quantity = _record.Quantity,
                });
                break;
        }
    }

    private void TakeDepth()
    {
        var previous = _record.PreviousUpdate >= 0 ? _record.PreviousUpdate : _record.FirstUpdate - 1;
        if (Pass(previous, _record.LastUpdate, _record.Bids, _record.Asks, _record.Line))
        {
            var held = _held.Count == MostHeld ? _held.Dequeue() : _unused.TryPop(out var unused) ? unused : new Held();
            held.Set(previous, _record);
            _held.Enqueue(held);
        }
    }

    // Whether the event may be needed again when a snapshot comes.
    private bool Pass(long previous, long last, IReadOnlyList<PriceLevel> bids, IReadOnlyList<PriceLevel> asks, long line)
    {
        var before = _sequence.Last;
        var step = _sequence.TakeDepth(previous, last);
        if (step == BinanceStep.ApplyAfterGap)
        {
            _gap = (line, before + 1, previous, last);
        }

        if (step is BinanceStep.Apply or BinanceStep.ApplyAfterGap)
        {
            Put(New(RecordedKind.Level, last, line), bids, asks);
        }

        return step == BinanceStep.Hold || (_sequence.IsBroken && step != BinanceStep.Drop);
    }

    private void TakeSnapshot()
    {
        if (!_sequence.TakeSnapshot(_record.LastUpdate))
        {
            SnapshotsPassedOver++;
            return;
        }

        Snapshots++;
        var level = New(RecordedKind.Level, _record.LastUpdate, _record.Line) with { Flags = RecordedFlags.Snapshot };
        var isEmpty = _record.Bids.Count + _record.Asks.Count == 0;
        Put(level with { Kind = RecordedKind.Clear, Flags = level.Flags | (isEmpty ? RecordedFlags.EndOfEvent : RecordedFlags.None) });
        Put(level, _record.Bids, _record.Asks);
        for (var left = _held.Count; left > 0; left--)
        {
            var each = _held.Dequeue();
            if (Pass(each.Previous, each.Last, each.Bids, each.Asks, each.Line))
            {
                _held.Enqueue(each);
            }
            else
            {
                _unused.Push(each);
            }
        }
    }

    private RecordedMessage New(RecordedKind kind, long update, long line)
        => new()
        {
            Kind = kind, Timestamp = _now, Other = (ulong)update, Position = line, Flags = DelayFlag,
            Delay = DelayFlag == RecordedFlags.None ? 0 : _record.Received - _record.Happened,
        };

    // A snapshot is an answer to a question, so its delay is not the streams'.
    private RecordedFlags DelayFlag => _record is { Received: not 0, Happened: not 0, Kind: not BinanceKind.Snapshot }
        ? RecordedFlags.HasDelay : RecordedFlags.None;

    private void Put(in RecordedMessage message, IReadOnlyList<PriceLevel> bids, IReadOnlyList<PriceLevel> asks)
    {
        var count = bids.Count + asks.Count;
        for (var at = 0; at < count; at++)
        {
            var isBid = at < bids.Count;
            var level = isBid ? bids[at] : asks[at - bids.Count];
            Put(message with
            {
                Side = isBid ? Side.Buy : Side.Sell, Price = level.Price, Quantity = level.Quantity,
                Flags = message.Flags | (at == count - 1 ? RecordedFlags.EndOfEvent : RecordedFlags.None),
            });
        }
    }

    private void Put(in RecordedMessage message)
    {
        if (_count == _ready.Length)
        {
            Array.Resize(ref _ready, _count * 2);
        }

        _ready[_count++] = message;
    }

    /// <summary>A depth event that may be needed after the next snapshot, in memory used again.</summary>
    private sealed class Held
    {
        public long Previous { get; private set; }

        public long Last { get; private set; }

        public long Line { get; private set; }

        public List<PriceLevel> Bids { get; } = [];

        public List<PriceLevel> Asks { get; } = [];

        public void Set(long previous, BinanceRecord record)
        {
            (Previous, Last, Line) = (previous, record.LastUpdate, record.Line);
            Bids.Clear();
            Bids.AddRange(record.Bids);
            Asks.Clear();
            Asks.AddRange(record.Asks);
        }
    }
}
