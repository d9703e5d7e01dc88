using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Facts of one instrument of a simulated run, from its events.</summary>
/// <remarks>Looks at continuous trading, from when it first begins to when it first ends for good. What auctions do is left
/// out. Orders that are not displayed are seen only in their trades, as in recordings.</remarks>
public sealed class EventFlow : IMetric
{
    private readonly InstrumentId _instrument;
    private readonly SimTime _end;
    private readonly SimDuration? _skip;
    private readonly MetaorderSample? _metaorders;
    private readonly Dictionary<OrderId, Standing> _standing = [];
    private Touch _touch;
    private SimTime _touchTime;
    private bool _isTouchPending;
    private FactPass? _pass;
    private SimTime? _closed;

    /// <summary>Sets it up.</summary>
    /// <param name="instrument">Events of other instruments are ignored.</param>
    /// <param name="end">When the run ends.</param>
    /// <param name="skip">What to leave out at the beginning of the session; the usual if null.</param>
    /// <param name="metaorders">What paired runs showed, where there are some.</param>
    public EventFlow(InstrumentId instrument, SimTime end, SimDuration? skip = null, MetaorderSample? metaorders = null)
        => (_instrument, _end, _skip, _metaorders) = (instrument, end, skip, metaorders);

    /// <summary>Who looks; all facts of the catalog if null.</summary>
    public IReadOnlyList<FlowObserver>? Observers { get; init; }

    /// <summary>What came out; read it after the pass.</summary>
    public IReadOnlyList<FactResult> Results { get; private set; } = [];

    /// <summary>The part of the session that was looked at; null if it never opened.</summary>
    public FactWindow? Window => _pass?.Observed.Window;

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Instrument != _instrument || _closed is not null)
        {
            return;
        }

        if (item.Kind == EventKind.Quoted)
        {
            _touch = _touch.After(item);
            (_touchTime, _isTouchPending) = (item.Time, true);
            return;
        }

        ShowTouch();
        switch (item.Kind)
        {
            case EventKind.PhaseChanged:
                Enter(item);
                break;
            case EventKind.Rested when !item.Quantity.IsZero:
                _standing[item.Order] = new Standing(item.Side, item.Price, item.Open);
                Show(FlowKind.Add, item.Time, item.Side, item.Price, item.Quantity, item.Order);
                break;
            case EventKind.Traded:
                Trade(item);
                break;
            case EventKind.Reduced:
                Shrink(item.Order, item.Open, item.Time);
                break;
            case EventKind.Replaced:
                Replace(item);
                break;
            case EventKind.Repriced or EventKind.Cancelled:
                Leave(item.Order, item.Time);
                break;
        }
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
        ShowTouch();
        Results = (_pass ?? new FactPass(FactWindow.Of(end, end), _metaorders, Observers)).Complete();
    }

    private void Enter(in MarketEvent item)
    {
        if (item.Phase == TradingPhase.Continuous)
        {
            _pass ??= new FactPass(FactWindow.Of(item.Time, _end, _skip), _metaorders, Observers);
        }
        else if (_pass is not null && item.Phase is TradingPhase.Closed or TradingPhase.ClosingAuction)
        {
            _closed = item.Time;
            _pass.End(item.Time);
        }
    }

    private void Trade(in MarketEvent item)
    {
        if ((item.Flags & EventFlags.Auction) != 0)
        {
            Fill(item.Order, item.Open);
        }
        else
        {
            Show(FlowKind.Trade, item.Time, item.Side, item.Price, item.Quantity, item.CounterOrder);
        }

        Fill(item.CounterOrder, item.CounterOpen);
    }

    private void Fill(OrderId id, Quantity open)
    {
        if (open.IsZero)
        {
            _standing.Remove(id);
        }
        else if (_standing.TryGetValue(id, out var order))
        {
            _standing[id] = order with { Open = open };
        }
    }

    private void Replace(in MarketEvent item)
    {
        var old = item.CounterOrder.Value == 0 ? item.Order : item.CounterOrder;
        if ((item.Flags & EventFlags.KeptPriority) == 0)
        {
            // Rested follows as for a new order.
            Leave(old, item.Time);
            return;
        }

        Shrink(old, item.Open, item.Time);
        if (item.Order != old && _standing.Remove(old, out var order))
        {
            _standing.Add(item.Order, order);
        }
    }

    private void Shrink(OrderId id, Quantity open, SimTime time)
    {
        if (_standing.TryGetValue(id, out var order) && open < order.Open)
        {
            _standing[id] = order with { Open = open };
            Show(FlowKind.Reduce, time, order.Side, order.Price, order.Open - open, id);
        }
    }

    private void Leave(OrderId id, SimTime time)
    {
        // What stands at the very end expires with the day.
        if (_standing.Remove(id, out var order) && time < _end)
        {
            Show(FlowKind.Cancel, time, order.Side, order.Price, order.Open, id);
        }
    }

    private void Show(FlowKind kind, SimTime time, Side side, Price price, Quantity quantity, OrderId order)
        => _pass?.Observe(new FlowMoment(kind, time, side, price, quantity, order.Value, default));

    private void ShowTouch()
    {
        if (_isTouchPending && _pass is not null)
        {
            _isTouchPending = false;
            _pass.Observe(FlowMoment.Quote(_touchTime, _touch));
        }
    }

    private readonly record struct Standing(Side Side, Price Price, Quantity Open);
}
