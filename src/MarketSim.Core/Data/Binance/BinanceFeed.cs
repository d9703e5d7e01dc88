namespace MarketSim.Core;

/// <summary>A Binance recording as recorded messages: levels, quotes and trades. A snapshot is a Clear and its levels; the last
/// level of a snapshot or difference ends the event.</summary>
/// <remarks>Timestamps are those of receipt where the recorder kept them, because not all messages carry the exchange's.</remarks>
public sealed class BinanceFeed(BinanceReader reader) : IRecordedFeed
{
    private readonly BinanceRecord _record = new();
    private int _given;
    private int _count;

    /// <inheritdoc/>
    public DataUnits Units => reader.Units;

    /// <inheritdoc/>
    public DataClock Clock => DataClock.Unix;

    /// <summary>Opens a recording, packed or not.</summary>
    /// <param name="units">The units; by default as fine as the file needs.</param>
    public static BinanceFeed Open(string path, DataUnits? units = null) => new(BinanceReader.Open(path, units));

    /// <inheritdoc/>
    public string NameOf(int instrument) => instrument == 0 ? reader.Symbol : "";

    /// <inheritdoc/>
    public bool TryRead(out RecordedMessage message)
    {
        while (_given == _count)
        {
            if (!reader.TryRead(_record))
            {
                message = default;
                return false;
            }

            _given = 0;
            _count = _record.Kind switch
            {
                BinanceKind.Trade => 1,
                BinanceKind.Snapshot => 1 + _record.Bids.Count + _record.Asks.Count,
                _ => _record.Bids.Count + _record.Asks.Count,
            };
        }

        message = Make(_given++);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private RecordedMessage Make(int part)
    {
        var message = new RecordedMessage
        {
            Timestamp = _record.Received != 0 ? _record.Received : _record.Happened,
            Flags = (part == _count - 1 ? RecordedFlags.EndOfEvent : RecordedFlags.None)
                | (_record.Kind == BinanceKind.Snapshot ? RecordedFlags.Snapshot : RecordedFlags.None),
            Other = (ulong)_record.LastUpdate,
            Position = _record.Line,
        };
        if (_record.Kind == BinanceKind.Trade)
        {
            return message with
            {
                Kind = RecordedKind.Trade, Side = _record.BuyerRested ? Side.Buy : Side.Sell, Price = _record.Price,
                Quantity = _record.Quantity,
            };
        }

        if (_record.Kind == BinanceKind.Snapshot && part-- == 0)
        {
            return message with { Kind = RecordedKind.Clear };
        }

        var isBid = part < _record.Bids.Count;
        var level = isBid ? _record.Bids[part] : _record.Asks[part - _record.Bids.Count];
        return message with
        {
            Kind = _record.Kind == BinanceKind.Quote ? RecordedKind.Quote : RecordedKind.Level,
            Side = isBid ? Side.Buy : Side.Sell, Price = level.Price, Quantity = level.Quantity,
        };
    }
}
