namespace MarketSim.Core;

/// <summary>A recording whose messages say everything about the order they name: side, price, and of a deletion
/// the quantity. ITCH leaves them out, because the order's own message told them; here a book kept along the
/// way puts them in.</summary>
/// <remarks>Messages about orders that the recording never added pass unchanged, and are counted.</remarks>
/// <param name="feed">Disposed of with this one.</param>
public sealed class CompletedFeed(IRecordedFeed feed) : IRecordedFeed
{
    private readonly RecordedBook _book = new();

    /// <inheritdoc/>
    public DataUnits Units => feed.Units;

    /// <inheritdoc/>
    public DataClock Clock => feed.Clock;

    /// <summary>Messages so far about orders that do not rest.</summary>
    public KindCounts Unknown => _book.Unknown;

    /// <inheritdoc/>
    public string NameOf(int instrument) => feed.NameOf(instrument);

    /// <inheritdoc/>
    public bool TryRead(out RecordedMessage message)
    {
        if (!feed.TryRead(out message))
        {
            return false;
        }

        var order = message.Kind
            is RecordedKind.Execute or RecordedKind.Reduce or RecordedKind.Delete or RecordedKind.Replace
            ? _book.Find(message.Order) : null;
        if (order is null)
        {
            _book.Apply(message);
            return true;
        }

        var (side, price, quantity) = (order.Side, order.Price, order.Quantity);
        _book.Apply(message);
        message = message with
        {
            Side = side,
            Price = message.Price == 0 ? price : message.Price,
            Quantity = message.Kind == RecordedKind.Delete && message.Quantity == 0 ? quantity : message.Quantity,
        };
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => feed.Dispose();
}
