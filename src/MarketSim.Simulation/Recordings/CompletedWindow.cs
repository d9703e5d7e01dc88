using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The book that LOBSTER messages lead to, and the messages that it takes to bring it in line with a recorded
/// row.</summary>
internal sealed class CompletedWindow
{
    private readonly Dictionary<ulong, Resting> _orders = [];
    private readonly SortedDictionary<long, Level>[] _sides =
    [
        new(Comparer<long>.Create((left, right) => right.CompareTo(left))), new(),
    ];

    /// <summary>What must have happened before a message can be true; it is taken in.</summary>
    /// <remarks>The level was brought in line with the recorded one before. So where an unknown order is named and too
    /// little of the level is unknown, or a known one is executed before others that came earlier, something known has
    /// left unseen and something unknown has come. What is executed stands at the front, so it is the oldest that have
    /// left.</remarks>
    public IReadOnlyList<RecordedMessage> Precede(RecordedMessage message)
    {
        var inferred = new List<RecordedMessage>();
        _sides[(int)message.Side].TryGetValue(message.Price, out var level);
        var missing = 0L;
        if (_orders.ContainsKey(message.Order))
        {
            if (message.Kind == RecordedKind.Execute && level is not null)
            {
                missing = RemoveKnown(
                    [.. level.Orders.TakeWhile(id => id != message.Order)], long.MaxValue, message, inferred);
            }
        }
        else if (message.Kind is RecordedKind.Execute or RecordedKind.Reduce or RecordedKind.Delete)
        {
            missing = message.Quantity - (level?.Unknown ?? 0);
            RemoveKnown(level is null ? [] : [.. level.Orders], Math.Max(0, missing), message, inferred);
        }

        if (missing > 0)
        {
            Note(Infer(RecordedKind.Add, message.Side, message.Price, missing, message), inferred);
        }

        return inferred;
    }

    /// <summary>Takes in a message.</summary>
    public void Apply(in RecordedMessage message)
    {
        switch (message.Kind)
        {
            case RecordedKind.Add:
                Add(message);
                break;
            case RecordedKind.Reduce or RecordedKind.Delete or RecordedKind.Execute:
                Take(message);
                break;
        }
    }

    /// <summary>What must have happened out of sight for a side to be as a row shows it; it is taken in.</summary>
    /// <param name="row">The recorded levels.</param>
    /// <param name="side">Which side of them.</param>
    /// <param name="at">The message at whose instant it is put.</param>
    public IReadOnlyList<RecordedMessage> Match(LobsterBookRow row, Side side, in RecordedMessage at)
    {
        var inferred = new List<RecordedMessage>();
        var levels = _sides[(int)side];
        var recorded = row.Of(side);
        var filled = 0;
        while (filled < recorded.Length && recorded[filled].Quantity > 0)
        {
            filled++;
        }

        // A window that is not full shows the whole side: nothing lies beyond it.
        var last = filled == recorded.Length ? recorded[filled - 1].Price : (long?)null;
        foreach (var price in levels.Keys.TakeWhile(p => last is null || !IsBeyond(side, p, last.Value)).ToArray())
        {
            var shown = 0L;
            foreach (var level in recorded[..filled])
            {
                shown = level.Price == price ? level.Quantity : shown;
            }

            if (levels[price].Total > shown)
            {
                Remove(side, price, levels[price].Total - shown, at, inferred);
            }
        }

        foreach (var level in recorded[..filled])
        {
            var missing = level.Quantity - (levels.TryGetValue(level.Price, out var known) ? known.Total : 0);
            if (missing > 0)
            {
                Note(Infer(RecordedKind.Add, side, level.Price, missing, at), inferred);
            }
        }

        return inferred;
    }

    private void Remove(Side side, long price, long lots, in RecordedMessage at, List<RecordedMessage> inferred)
    {
        var level = _sides[(int)side][price];
        var left = lots - RemoveKnown([.. Enumerable.Reverse(level.Orders)], lots, at, inferred);
        if (left > 0)
        {
            Note(Infer(RecordedKind.Reduce, side, price, left, at), inferred);
        }
    }

    // Takes lots from known orders in the given sequence; returns how many it could.
    private long RemoveKnown(
        IReadOnlyList<ulong> orders, long lots, in RecordedMessage at, List<RecordedMessage> inferred)
    {
        var taken = 0L;
        foreach (var id in orders)
        {
            var order = _orders[id];
            var part = Math.Min(lots - taken, order.Lots);
            if (part > 0)
            {
                var kind = part == order.Lots ? RecordedKind.Delete : RecordedKind.Reduce;
                Note(Infer(kind, order.Side, order.Price, part, at) with { Order = id }, inferred);
                taken += part;
            }
        }

        return taken;
    }

    private void Note(in RecordedMessage message, List<RecordedMessage> inferred)
    {
        inferred.Add(message);
        Apply(message);
    }

    private void Add(in RecordedMessage message)
    {
        var levels = _sides[(int)message.Side];
        if (!levels.TryGetValue(message.Price, out var level))
        {
            levels.Add(message.Price, level = new Level());
        }

        level.Total += message.Quantity;
        if (message.Order == 0)
        {
            level.Unknown += message.Quantity;
        }
        else if (_orders.TryAdd(message.Order, new Resting(message.Side, message.Price, message.Quantity)))
        {
            level.Orders.Add(message.Order);
        }
    }

    private void Take(in RecordedMessage message)
    {
        var isKnown = _orders.TryGetValue(message.Order, out var order);
        var (side, price) = isKnown ? (order.Side, order.Price) : (message.Side, message.Price);
        if (!_sides[(int)side].TryGetValue(price, out var level))
        {
            return;
        }

        var lots = Math.Min(message.Quantity, isKnown ? order.Lots : level.Unknown);
        level.Total -= lots;
        if (!isKnown)
        {
            level.Unknown -= lots;
        }
        else if (order.Lots == lots)
        {
            _orders.Remove(message.Order);
            level.Orders.Remove(message.Order);
        }
        else
        {
            _orders[message.Order] = order with { Lots = order.Lots - lots };
        }

        if (level.Total <= 0)
        {
            _sides[(int)side].Remove(price);
        }
    }

    private static bool IsBeyond(Side side, long price, long last) => side == Side.Buy ? price < last : price > last;

    private static RecordedMessage Infer(
        RecordedKind kind, Side side, long price, long lots, in RecordedMessage at) => new()
    {
        Kind = kind, Flags = RecordedFlags.Inferred, Side = side, Price = price, Quantity = lots,
        Timestamp = at.Timestamp,
        Position = at.Position,
    };

    private readonly record struct Resting(Side Side, long Price, long Lots);

    private sealed class Level
    {
        public long Total { get; set; }

        /// <summary>The part of the total that is known only as such.</summary>
        public long Unknown { get; set; }

        /// <summary>The known orders, oldest first.</summary>
        public List<ulong> Orders { get; } = [];
    }
}
