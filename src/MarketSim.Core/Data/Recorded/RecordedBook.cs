namespace MarketSim.Core;

/// <summary>How a <see cref="RecordedBook"/> ranks orders at one price.</summary>
public enum RecordedPriority
{
    /// <summary>By when the recording says that they came.</summary>
    Arrival,

    /// <summary>By their ids, the lower first: on NASDAQ an order shown later keeps its old reference and
    /// place.</summary>
    Id,
}

/// <summary>Rebuilds the books of a recording, order by order, from its messages: price levels, priority, and a
/// count of what did not fit. Malformed files are the readers' business; here everything that can be said is
/// taken as it comes.</summary>
/// <remarks>
/// Priority at a price: a new price or a larger quantity loses it, a smaller quantity keeps it. Where fills are
/// announced (<see cref="RecordedKind.Fill"/>), larger means larger than what the fill left: so an iceberg's
/// next slice goes to the back.
/// </remarks>
public sealed class RecordedBook(RecordedPriority priority = RecordedPriority.Arrival, bool slicesLosePriority = true)
{
    private readonly Dictionary<ulong, RecordedOrder> _orders = [];
    private readonly List<RecordedSide[]?> _instruments = [];

    /// <summary>Orders that rest.</summary>
    public int OrderCount => _orders.Count;

    /// <summary>Messages about orders that do not rest here, by kind.</summary>
    public KindCounts Unknown { get; } = new();

    /// <summary>Messages that add an order whose id rests already; the older one is removed.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Messages that take more from an order than it has; it is removed.</summary>
    public long Overdrawn { get; private set; }

    /// <summary>Messages that changed an order's price under the same id.</summary>
    public long Repriced { get; private set; }

    /// <summary>How many times an order came to a place; see <see cref="RecordedOrder.Entered"/>.</summary>
    public long Entries { get; private set; }

    /// <summary>One more than the highest instrument number seen.</summary>
    public int InstrumentCount => _instruments.Count;

    /// <summary>One side of an instrument.</summary>
    public RecordedSide Of(Side side, int instrument = 0)
    {
        while (_instruments.Count <= instrument)
        {
            _instruments.Add(null);
        }

        var sides = _instruments[instrument] ??= [new RecordedSide(Side.Buy), new RecordedSide(Side.Sell)];
        return sides[(int)side];
    }

    /// <summary>The resting order of an id, if any.</summary>
    public RecordedOrder? Find(ulong id) => _orders.GetValueOrDefault(id);

    /// <summary>Puts quantity of unknown orders, older than the recording, at a price.</summary>
    public void SeedLevel(Side side, long price, long quantity, int instrument = 0)
    {
        var level = Of(side, instrument).FindOrAdd(price);
        level.Older += quantity;
        level.Quantity += quantity;
    }

    /// <summary>Whether both sides of an instrument have orders and the best bid is not below the best
    /// ask.</summary>
    public bool IsCrossed(int instrument = 0)
        => Of(Side.Buy, instrument).Best is { } bid && Of(Side.Sell, instrument).Best is { } ask
            && bid.Price >= ask.Price;

    /// <summary>Takes in one message.</summary>
    /// <returns>False if it names an order that does not rest here.</returns>
    public bool Apply(in RecordedMessage message)
    {
        switch (message.Kind)
        {
            case RecordedKind.Add:
                Add(message, message.Order, message.Side, message.Instrument);
                return true;
            case RecordedKind.Clear:
                Clear(message.Instrument);
                return true;
            case RecordedKind.Reduce or RecordedKind.Execute or RecordedKind.Delete or RecordedKind.Modify
                or RecordedKind.Replace or RecordedKind.Fill:
                return ApplyToOrder(message);
            default:
                return true;
        }
    }

    private bool ApplyToOrder(in RecordedMessage message)
    {
        if (!_orders.TryGetValue(message.Order, out var order))
        {
            Unknown.Add(message.Kind);
            TakeFromOlder(message);
            return false;
        }

        switch (message.Kind)
        {
            case RecordedKind.Reduce or RecordedKind.Execute:
                Take(order, message.Quantity);
                break;
            case RecordedKind.Delete:
                Remove(order);
                break;
            case RecordedKind.Fill:
                order.Filled = Math.Min(order.Quantity, order.Filled) + Math.Min(message.Quantity, long.MaxValue / 2);
                break;
            case RecordedKind.Modify:
                Modify(order, message);
                break;
            default:
                var (side, instrument) = (order.Side, order.Instrument);
                Remove(order);
                Add(message, message.Other, side, instrument);
                break;
        }

        return true;
    }

    private void Add(in RecordedMessage message, ulong id, Side side, int instrument)
    {
        if (_orders.TryGetValue(id, out var old))
        {
            Duplicates++;
            Remove(old);
        }

        if (message.Quantity > 0)
        {
            var order = new RecordedOrder
            {
                Id = id, Side = side, Instrument = instrument, Quantity = message.Quantity,
                Added = message.Timestamp, Position = message.Position,
            };
            _orders.Add(id, order);
            Enter(order, message.Price);
        }
    }

    private void Modify(RecordedOrder order, in RecordedMessage message)
    {
        var left = slicesLosePriority ? Math.Max(0, order.Quantity - order.Filled) : order.Quantity;
        order.Filled = 0;
        var moves = message.Price != order.Price;
        Repriced += moves ? 1 : 0;
        if (message.Quantity <= 0)
        {
            Remove(order);
        }
        else if (moves || message.Quantity > left)
        {
            Leave(order);
            order.Quantity = message.Quantity;
            Enter(order, message.Price);
        }
        else
        {
            order.Level.Quantity -= order.Quantity - message.Quantity;
            order.Quantity = message.Quantity;
        }
    }

    private void Take(RecordedOrder order, long quantity)
    {
        order.Filled = 0;
        if (quantity >= order.Quantity)
        {
            Overdrawn += quantity > order.Quantity ? 1 : 0;
            Remove(order);
        }
        else
        {
            order.Quantity -= quantity;
            order.Level.Quantity -= quantity;
        }
    }

    // A message about an older order that tells price and quantity changes what is known of the level.
    private void TakeFromOlder(in RecordedMessage message)
    {
        if (message.Kind is RecordedKind.Modify && message.Quantity > 0)
        {
            Add(message, message.Order, message.Side, message.Instrument);
        }
        else if (message.Kind is RecordedKind.Execute or RecordedKind.Reduce or RecordedKind.Delete
            && Of(message.Side, message.Instrument).Find(message.Price) is { Older: > 0 } level)
        {
            var taken = Math.Min(level.Older, message.Quantity);
            level.Older -= taken;
            level.Quantity -= taken;
            Of(message.Side, message.Instrument).RemoveIfEmpty(level);
        }
    }

    private void Remove(RecordedOrder order)
    {
        Leave(order);
        _orders.Remove(order.Id);
    }

    private void Enter(RecordedOrder order, long price)
    {
        var level = Of(order.Side, order.Instrument).FindOrAdd(price);
        var before = level.Last;
        while (priority == RecordedPriority.Id && before is not null && before.Id > order.Id)
        {
            before = before.Previous;
        }

        order.Level = level;
        order.Entered = ++Entries;
        order.Previous = before;
        order.Next = before is null ? level.First : before.Next;
        _ = before is null ? level.First = order : before.Next = order;
        _ = order.Next is null ? level.Last = order : order.Next.Previous = order;
        level.Count++;
        level.Quantity += order.Quantity;
    }

    private void Leave(RecordedOrder order)
    {
        var level = order.Level;
        _ = order.Previous is null ? level.First = order.Next : order.Previous.Next = order.Next;
        _ = order.Next is null ? level.Last = order.Previous : order.Next.Previous = order.Previous;
        level.Count--;
        level.Quantity -= order.Quantity;
        Of(order.Side, order.Instrument).RemoveIfEmpty(level);
    }

    private void Clear(int instrument)
    {
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            var levels = Of(side, instrument);
            for (var rank = 0; rank < levels.Count; rank++)
            {
                for (var order = levels.At(rank).First; order is not null; order = order.Next)
                {
                    _orders.Remove(order.Id);
                }
            }

            levels.Clear();
        }
    }
}
