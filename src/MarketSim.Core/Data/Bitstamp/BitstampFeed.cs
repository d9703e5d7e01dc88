namespace MarketSim.Core;

/// <summary>A Bitstamp recording without messages that come after their order's deletion, which would leave orders in the book for
/// ever.</summary>
/// <remarks>The venue's stream now and then announces an order some milliseconds after it said that it was deleted, or changes it after
/// that. Ids are never used again, so what concerns an order deleted within the last minute, other than deleting it again, is left
/// out.</remarks>
/// <param name="feed">Order events or a raw log; it is disposed of with this one.</param>
public sealed class BitstampFeed(IRecordedFeed feed) : IRecordedFeed
{
    private const long Memory = 60_000_000_000;

    private readonly HashSet<ulong> _deleted = [];
    private readonly Queue<(long Time, ulong Order)> _deletions = [];

    /// <inheritdoc/>
    public DataUnits Units => feed.Units;

    /// <inheritdoc/>
    public DataClock Clock => feed.Clock;

    /// <summary>Orders announced after their deletion, left out.</summary>
    public long LateOrders { get; private set; }

    /// <summary>Changes after the order's deletion, left out.</summary>
    public long LateChanges { get; private set; }

    /// <inheritdoc/>
    public string NameOf(int instrument) => feed.NameOf(instrument);

    /// <inheritdoc/>
    public bool TryRead(out RecordedMessage message)
    {
        while (feed.TryRead(out message))
        {
            if (!IsLate(message))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => feed.Dispose();

    /// <summary>Whether a message comes after the deletion of its order; to be asked once for each, in order.</summary>
    internal bool IsLate(in RecordedMessage message)
    {
        while (_deletions.TryPeek(out var oldest) && message.Timestamp - oldest.Time > Memory)
        {
            _deleted.Remove(oldest.Order);
            _deletions.Dequeue();
        }

        switch (message.Kind)
        {
            case RecordedKind.Delete:
                if (_deleted.Add(message.Order))
                {
                    _deletions.Enqueue((message.Timestamp, message.Order));
                }

                return false;
            case RecordedKind.Add when _deleted.Contains(message.Order):
                LateOrders++;
                return true;
            case RecordedKind.Modify when _deleted.Contains(message.Order):
                LateChanges++;
                return true;
            default:
                return false;
        }
    }
}
