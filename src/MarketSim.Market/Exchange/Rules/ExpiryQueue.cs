using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>When good-till-date orders end; earliest first, then by entry. Entries of orders that are gone
/// stay until their turn or until they come first.</summary>
internal sealed class ExpiryQueue
{
    private readonly PriorityQueue<(OrderId Order, SimTime Expiry), (SimTime, long)> _queue = new(
        Comparer<(SimTime Expiry, long Entry)>.Create(static (a, b) =>
            a.Expiry == b.Expiry ? a.Entry.CompareTo(b.Entry) : a.Expiry.CompareTo(b.Expiry)));

    private long _entries;

    public int Count => _queue.Count;

    public void Add(OrderId order, SimTime expiry) => _queue.Enqueue((order, expiry), (expiry, ++_entries));

    public (OrderId Order, SimTime Expiry) First => _queue.Peek();

    public void RemoveFirst() => _queue.Dequeue();
}
