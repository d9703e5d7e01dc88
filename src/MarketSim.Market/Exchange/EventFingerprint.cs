using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Adds every field of an event to a running fingerprint, small ones packed into one number. Hot.</summary>
public static class EventFingerprint
{
    /// <summary>Adds one event.</summary>
    public static void Add(ref StateHash hash, in MarketEvent item)
    {
        hash.Add((ulong)item.Kind | ((ulong)item.Side << 8) | ((ulong)item.Reject << 16) | ((ulong)item.Cancel << 24)
            | ((ulong)item.Type << 32) | ((ulong)item.TimeInForce << 40) | ((ulong)item.Phase << 48) | ((ulong)item.Flags << 56));
        hash.Add(item.Sequence);
        hash.Add(item.Time.Nanoseconds);
        hash.Add(((long)item.Instrument.Value << 32) | unchecked((uint)item.Asset.Value));
        hash.Add(((long)item.Account.Value << 32) | unchecked((uint)item.CounterAccount.Value));
        hash.Add(item.Order.Value);
        hash.Add(item.CounterOrder.Value);
        hash.Add(item.Price.Ticks);
        hash.Add(item.Quantity.Lots);
        hash.Add(item.Open.Lots);
        hash.Add(item.CounterOpen.Lots);
        hash.Add(item.Amount);
    }
}
