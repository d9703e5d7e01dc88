using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What one side did in one interval.</summary>
/// <remarks>Lots by the side of the order; of trades by the side of the aggressor, so those of
/// auctions, which have none, count in neither.</remarks>
public record struct SideFlow
{
    /// <summary>Orders that came to stand in the book.</summary>
    public long Adds { get; set; }

    /// <summary>Lots of those orders, hidden ones included.</summary>
    public long AddedLots { get; set; }

    /// <summary>Standing orders that left unfilled or were made smaller.</summary>
    public long Cancels { get; set; }

    /// <summary>Lots that went with them.</summary>
    public long CancelledLots { get; set; }

    /// <summary>Trades in which this side took.</summary>
    public long Trades { get; set; }

    /// <summary>Lots of those trades.</summary>
    public long TradedLots { get; set; }
}

/// <summary>What both sides did in one interval.</summary>
/// <param name="Start">When it began; it ends where the next begins, exclusive.</param>
/// <param name="Buy">Buyers.</param>
/// <param name="Sell">Sellers.</param>
public readonly record struct FlowInterval(SimTime Start, SideFlow Buy, SideFlow Sell)
{
    /// <summary>Lots bought by aggressors less lots sold by aggressors, as a share of both; zero without trades.</summary>
    public double TradeImbalance => Share(Buy.TradedLots, Sell.TradedLots);

    private static double Share(long buy, long sell) => buy + sell == 0 ? 0 : (double)(buy - sell) / (buy + sell);
}

/// <summary>Orders added, cancelled and traded by side and interval, and how many messages went for each trade.</summary>
/// <remarks>A replacement that loses its place counts as a cancel and, once it rests, as an add. What an order could not fill
/// and was not allowed to rest is neither, and neither is what expires: nobody decided it then.</remarks>
public sealed class OrderFlowMetric : IMetric
{
    private readonly InstrumentId _instrument;
    private readonly SimTime _start;
    private readonly SimDuration _interval;
    private readonly List<FlowInterval> _intervals = [];
    private readonly Dictionary<OrderId, (Side Side, long Open)> _standing = [];
    private SideFlow _buy;
    private SideFlow _sell;
    private int _open;

    /// <summary>Sets up the intervals.</summary>
    /// <param name="instrument">Events of other instruments are ignored.</param>
    /// <param name="start">Beginning of the first interval.</param>
    /// <param name="interval">Length; more than zero.</param>
    public OrderFlowMetric(InstrumentId instrument, SimTime start, SimDuration interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval.Nanoseconds, 1);
        (_instrument, _start, _interval) = (instrument, start, interval);
    }

    /// <summary>The intervals, from the first to the one in which the observation ended.</summary>
    public IReadOnlyList<FlowInterval> Intervals => _intervals;

    /// <summary>Accepted orders, replacements and cancels on request.</summary>
    public long Messages { get; private set; }

    /// <summary>Trades.</summary>
    public long Trades { get; private set; }

    /// <summary>Messages for each trade; not-a-number without trades.</summary>
    public double OrderToTrade => Trades == 0 ? double.NaN : (double)Messages / Trades;

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Instrument != _instrument)
        {
            return;
        }

        Reach(item.Time);
        switch (item.Kind)
        {
            case EventKind.Accepted:
                Messages++;
                break;
            case EventKind.Rested:
                Add(item);
                break;
            case EventKind.Traded:
                Trade(item);
                break;
            case EventKind.Reduced:
                Cancel(item.Order, item.Open.Lots);
                break;
            case EventKind.Replaced:
                Messages++;
                Replace(item);
                break;
            case EventKind.Cancelled:
                Messages += item.Cancel is CancelReason.Requested or CancelReason.MassCancel ? 1 : 0;
                Leave(item);
                break;
        }
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
        // An end on the border of two intervals opens no third.
        if (end > _start)
        {
            Reach(new SimTime(end.Nanoseconds - 1));
        }

        _intervals.Add(new FlowInterval(_start + (_interval * _open), _buy, _sell));
    }

    private void Reach(SimTime time)
    {
        while (time >= _start + (_interval * (_open + 1)))
        {
            _intervals.Add(new FlowInterval(_start + (_interval * _open), _buy, _sell));
            (_buy, _sell) = (default, default);
            _open++;
        }
    }

    private void Add(in MarketEvent item)
    {
        _standing[item.Order] = (item.Side, item.Open.Lots);
        ref var flow = ref Of(item.Side);
        flow.Adds++;
        flow.AddedLots += item.Open.Lots;
    }

    private void Trade(in MarketEvent item)
    {
        Trades++;
        Fill(item.CounterOrder, item.CounterOpen);
        if ((item.Flags & EventFlags.Auction) != 0)
        {
            // Both sides stood there; neither took.
            Fill(item.Order, item.Open);
            return;
        }

        ref var flow = ref Of(item.Side);
        flow.Trades++;
        flow.TradedLots += item.Quantity.Lots;
    }

    private void Fill(OrderId id, Quantity open)
    {
        if (open.IsZero)
        {
            _standing.Remove(id);
        }
        else if (_standing.TryGetValue(id, out var order))
        {
            _standing[id] = order with { Open = open.Lots };
        }
    }

    private void Replace(in MarketEvent item)
    {
        var old = item.CounterOrder.Value == 0 ? item.Order : item.CounterOrder;
        var keeps = (item.Flags & EventFlags.KeptPriority) != 0;
        Cancel(old, keeps ? item.Open.Lots : 0);
        if (keeps && item.Order != old && _standing.Remove(old, out var order))
        {
            _standing.Add(item.Order, order);
        }
    }

    private void Leave(in MarketEvent item)
    {
        if (item.Cancel == CancelReason.Expired)
        {
            _standing.Remove(item.Order);
        }
        else
        {
            Cancel(item.Order, 0);
        }
    }

    private void Cancel(OrderId id, long open)
    {
        if (!_standing.TryGetValue(id, out var order) || order.Open == open)
        {
            return;
        }

        ref var flow = ref Of(order.Side);
        flow.Cancels++;
        flow.CancelledLots += order.Open - open;
        if (open == 0)
        {
            _standing.Remove(id);
        }
        else
        {
            _standing[id] = order with { Open = open };
        }
    }

    private ref SideFlow Of(Side side)
    {
        if (side == Side.Buy)
        {
            return ref _buy;
        }

        return ref _sell;
    }
}
