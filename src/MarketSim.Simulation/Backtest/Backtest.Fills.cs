using MarketSim.Core;

namespace MarketSim.Simulation;

/// <content>Orders that wait trade: at the open, within the bar, at the close.</content>
public sealed partial class Backtest
{
    private readonly long[] _budget;
    private readonly int[] _decimals;
    private readonly bool _hasCosts;
    private readonly SortedDictionary<RejectReason, long> _refusals = [];
    private BarRow _row;
    private ulong _parts;
    private long _fills;

    private void Match(in BarRow row)
    {
        var orders = _pending[row.Series];
        _row = row;
        _budget[row.Series] = _setup.Volume.Most(row);
        _venue.SetClock(new SimTime(row.Time - _origin));
        _trader.SetClock(new SimTime(row.Time - _origin));

        // What is sent in answer to a fill is not yet in the list, or not before its time.
        var count = orders.Count;
        for (var i = 0; i < count && i < orders.Count; i++)
        {
            AtOpen(orders[i], row);
        }

        var stopsFirst = _setup.Intrabar.StopsFirst(row);
        Within(orders, row, stops: stopsFirst);
        Within(orders, row, stops: !stopsFirst);
        for (var i = 0; i < count && i < orders.Count; i++)
        {
            if (orders[i].TimeInForce == TimeInForce.AtClose && IsDue(orders[i], row))
            {
                Trade(orders[i], row.Close, isAggressive: true);
                CancelRest(orders[i]);
            }
        }

        orders.RemoveAll(static order => order.Open == 0);
        foreach (var order in orders)
        {
            order.IsElectedNow = false;
            Trail(order, row);
        }

        if (_commands.Count > 0)
        {
            CarryOutAll(row.Time, row.Series);
            orders.RemoveAll(static order => order.Open == 0);
        }
    }

    private bool IsDue(PendingOrder order, in BarRow row)
    {
        if (row.Time < order.NotBefore)
        {
            return false;
        }

        order.Day = order.Day == 0 ? row.Time : order.Day;
        return order.Open > 0;
    }

    private void AtOpen(PendingOrder order, in BarRow row)
    {
        if (!IsDue(order, row) || order.TimeInForce == TimeInForce.AtClose)
        {
            return;
        }

        if (order.IsStop)
        {
            // A gap beyond the stop trades at the open, which is worse.
            if (order.Side == Side.Buy ? row.Open < order.Stop : row.Open > order.Stop)
            {
                return;
            }

            order.IsElected = order.IsElectedNow = true;
            if (order.Accepts(row.Open))
            {
                Trade(order, row.Open, isAggressive: true);
            }

            return;
        }

        if (order.Accepts(row.Open))
        {
            Trade(order, row.Open, isAggressive: order.IsImmediate || order.Type != OrderType.Limit);
        }

        if (order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok or TimeInForce.AtOpen)
        {
            CancelRest(order);
        }
    }

    private void Within(List<PendingOrder> orders, in BarRow row, bool stops)
    {
        var count = orders.Count;
        for (var i = 0; i < count && i < orders.Count; i++)
        {
            var order = orders[i];
            if (order.Open == 0 || row.Time < order.NotBefore || order.TimeInForce == TimeInForce.AtClose)
            {
                continue;
            }

            if (order.IsStop == stops && stops)
            {
                Elect(order, row);
            }
            else if (!stops && !order.IsStop && order is { Type: not OrderType.Market, IsElectedNow: false }
                && _setup.LimitOrders.Fills(order.Side, order.Limit, row))
            {
                Trade(order, order.Limit, isAggressive: false);
            }
        }
    }

    private void Elect(PendingOrder order, in BarRow row)
    {
        if (order.Side == Side.Buy ? row.High < order.Stop : row.Low > order.Stop)
        {
            return;
        }

        // A stop-limit order whose limit the stop does not satisfy waits for the bars to come.
        order.IsElected = order.IsElectedNow = true;
        if (order.Accepts(order.Stop))
        {
            Trade(order, order.Stop, isAggressive: true);
        }
    }

    private void TradeAtClose(PendingOrder order, int place)
    {
        if (order.Accepts(_close[place]))
        {
            SetClockAtEnd(_closeTime[place], _lengths[place].Nanoseconds);
            if (_row.Time != _closeTime[place] || _row.Series != place)
            {
                _row = new BarRow { Series = place, Time = _closeTime[place], Close = _close[place], Volume = _volume[place] };
                _budget[place] = _setup.Volume.Most(_row);
            }

            Trade(order, _close[place], isAggressive: order.IsImmediate);
        }

        if (order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok)
        {
            CancelRest(order);
        }
    }

    private void Trade(PendingOrder order, long price, bool isAggressive)
    {
        var place = order.Instrument.Value;
        var lots = Math.Min(order.Open, _budget[place]);
        if (lots <= 0 || (order.TimeInForce == TimeInForce.Fok && lots < order.Open))
        {
            return;
        }

        price = isAggressive ? WithCosts(order, price, lots, place) : price;
        var isWhole = order.Fills == 0 && lots == order.Open;
        var id = isWhole ? order.Id : new OrderId(((ulong)ExecutionVenue.Trader.Value << 32) | (1UL << 31) | ++_parts);
        var refusal = _venue.Execute(order.Instrument, id, order.Side, price, lots);
        if (refusal != RejectReason.None)
        {
            order.Open = 0;
            _refusals[refusal] = _refusals.GetValueOrDefault(refusal) + 1;
            Tell(EventOf(order, EventKind.Rejected) with { Reject = refusal, Quantity = new Quantity(lots) });

            // It was accepted when it was sent: for its owner it now leaves.
            Tell(EventOf(order, EventKind.Cancelled) with { Cancel = CancelReason.Refused, Quantity = new Quantity(lots) });
            return;
        }

        order.Open -= lots;
        order.Fills++;
        _budget[place] -= _budget[place] == long.MaxValue ? 0 : lots;
        Note(order, id, price, lots);
        Deliver(order, id);
    }

    // Against us, and never past what the order allows.
    private long WithCosts(PendingOrder order, long price, long lots, int place)
    {
        var worse = 0L;
        if (_hasCosts)
        {
            worse = ((_setup.Spread.TicksAt(price, _decimals[place]) + 1) / 2) + _setup.Slippage.TicksAt(price, _decimals[place]);
        }

        worse += _setup.Volume.ImpactTicks(_row, lots, price);
        var paid = Math.Max(1, price + (order.Side.Sign() * worse));
        return order.Accepts(paid) ? paid : order.Limit;
    }

    private void Note(PendingOrder order, OrderId id, long price, long lots)
    {
        var fill = new BacktestFill(
            _row.Time, order.Instrument.Value, order.Side, lots, price, FeesOf(id), (long)(order.Id.Value & int.MaxValue), order.Note);
        _fills++;
        _recorder.Fill(fill);
        _trips.Take(fill);
    }

    private long FeesOf(OrderId order)
    {
        var fee = 0L;
        foreach (ref readonly var item in _venue.Events.Items)
        {
            fee += item.Account != ExecutionVenue.Trader || item.Order != order ? 0
                : item.Kind == EventKind.FeePosted || (item.Kind == EventKind.Posted && item.Posting is Posting.Fee or Posting.Levy) ? item.Amount : 0;
        }

        return fee;
    }

    private void CancelRest(PendingOrder order)
    {
        if (order.Open > 0)
        {
            Withdraw(order, CancelReason.NoRemainderRests);
        }
    }

    private static long TrailFrom(PendingOrder order, long price)
    {
        var offset = order.OffsetInBasisPoints ? (long)((Int128)price * order.Offset / 10_000) : order.Offset;
        return price + (order.Side.Sign() * offset);
    }

    // A trailing stop follows the best price of the bars that are over.
    private static void Trail(PendingOrder order, in BarRow row)
    {
        if (order is { IsTrailing: true, IsStop: true })
        {
            order.Stop = order.Side == Side.Buy
                ? Math.Min(order.Stop, TrailFrom(order, row.Low)) : Math.Max(order.Stop, TrailFrom(order, row.High));
        }
    }

    // What the venue reports of our account; of a fill under the strategy's own name for the order.
    private void Deliver(PendingOrder? order = null, OrderId id = default)
    {
        var items = _venue.Events.Items;
        for (var i = 0; i < items.Length; i++)
        {
            ref readonly var item = ref items[i];
            if (item.Account != ExecutionVenue.Trader && item.CounterAccount != ExecutionVenue.Trader && item.Kind != EventKind.TermsChanged)
            {
                continue;
            }

            if (order is null || item.Order != id)
            {
                FollowVenue(item);
                Tell(item);
            }
            else if (item.Kind != EventKind.Accepted)
            {
                Tell(item with { Order = order.Id, Open = new Quantity(order.Open) });
            }
        }

        if (_venue.HasDays)
        {
            var due = _venue.NextDeadline;
            _forcedAt = _isLiquidating ? long.MinValue : due == SimTime.Never ? long.MaxValue : _origin + due.Nanoseconds;
        }
    }
}
