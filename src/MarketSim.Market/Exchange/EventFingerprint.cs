using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Adds every field of an event to a running fingerprint, small ones packed into one number. Hot.</summary>
public static class EventFingerprint
{
    /// <summary>Adds one event.</summary>
    public static void Add(ref StateHash hash, in MarketEvent item)
    {
        unchecked
        {
            hash.Add(
                (ulong)item.Kind | ((ulong)item.Side << 8) | ((ulong)item.Reject << 16) | ((ulong)item.Cancel << 24)
                    | ((ulong)item.Type << 32) | ((ulong)item.TimeInForce << 40) | ((ulong)item.Phase << 48) | ((ulong)item.Flags << 56),
                (ulong)item.Sequence, (ulong)item.Time.Nanoseconds,
                (ulong)(((long)item.Instrument.Value << 32) | (uint)item.Asset.Value));
            hash.Add(
                (ulong)(((long)item.Account.Value << 32) | (uint)item.CounterAccount.Value),
                item.Order.Value, item.CounterOrder.Value, (ulong)item.Price.Ticks);
            hash.Add((ulong)item.Quantity.Lots, (ulong)item.Open.Lots, (ulong)item.CounterOpen.Lots, (ulong)item.Amount);
        }
    }
}
