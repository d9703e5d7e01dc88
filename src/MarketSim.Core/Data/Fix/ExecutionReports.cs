namespace MarketSim.Core;

/// <summary>Makes execution reports of an exchange's events: the private stream of each participant, or with all of them a drop copy.
/// The same events give the same reports.</summary>
/// <remarks>
/// <code>
/// Accepted -> 0 new             Traded -> F for each side      Replaced, Reduced -> 5 (D where the venue did it)
/// Triggered -> L                Cancelled -> 4, or C where its time in force ended
/// Rejected -> 8, or 35=9 where an open order was to be cancelled or replaced
/// </code>
/// Trades are never broken or corrected here, so there is no H and no G. Source: FIX 4.4, appendix D; MARKET rules, section 15.
/// </remarks>
public sealed class ExecutionReports
{
    // Looked up by key only.
    private readonly Dictionary<OrderId, Progress> _orders = [];
    private readonly HashSet<OrderId> _reduceBySelfTrade = [];

    /// <summary>The reports of one event, in order: of a trade the taker's first.</summary>
    public IReadOnlyList<ExecutionReport> Of(in MarketEvent item) => item.Kind switch
    {
        EventKind.Accepted => [Accept(item)],
        EventKind.Traded => Trade(item),
        EventKind.Triggered when _orders.ContainsKey(item.Order) => [Report(item, item.Order, FixExecType.Triggered)],
        EventKind.Replaced => [Replace(item)],
        EventKind.Reduced when _orders.ContainsKey(item.Order) => [Reduce(item)],
        EventKind.SelfTradePrevented => Note(item),
        EventKind.Cancelled when _orders.ContainsKey(item.Order) => [Cancel(item)],
        EventKind.Rejected when item.Order.Value != 0 => [Refuse(item)],
        _ => [],
    };

    private ExecutionReport Accept(in MarketEvent item)
    {
        _orders[item.Order] = new Progress
        {
            Account = item.Account, Instrument = item.Instrument, Side = item.Side, Type = item.Type,
            TimeInForce = item.TimeInForce, Price = item.Price, Total = item.Quantity.Lots,
            IsShort = (item.Flags & EventFlags.Short) != 0,
        };
        return Report(item, item.Order, FixExecType.New);
    }

    private List<ExecutionReport> Trade(in MarketEvent item)
    {
        var reports = new List<ExecutionReport>(2);
        foreach (var (order, isAggressor) in (ReadOnlySpan<(OrderId, bool)>)[(item.Order, true), (item.CounterOrder, false)])
        {
            if (!_orders.TryGetValue(order, out var progress))
            {
                continue;
            }

            progress.Filled += item.Quantity.Lots;
            progress.Turnover += (Int128)item.Price.Ticks * item.Quantity.Lots;
            reports.Add(Report(item, order, FixExecType.Trade) with
            {
                LastPrice = item.Price, LastQuantity = item.Quantity,
                IsAggressor = isAggressor && (item.Flags & EventFlags.Auction) == 0,
            });
            Forget(order, progress);
        }

        return reports;
    }

    private ExecutionReport Replace(in MarketEvent item)
    {
        if (!_orders.Remove(item.CounterOrder, out var progress))
        {
            progress = new Progress
            {
                Account = item.Account, Instrument = item.Instrument, Side = item.Side, Type = OrderType.Limit,
            };
        }

        progress.Price = item.Price;
        progress.Total = progress.Filled + item.Open.Lots;
        _orders[item.Order] = progress;
        return Report(item, item.Order, ByVenue(item) ? FixExecType.Restated : FixExecType.Replaced)
            with { OriginalOrder = item.CounterOrder };
    }

    private ExecutionReport Reduce(in MarketEvent item)
    {
        var progress = _orders[item.Order];
        progress.Total -= item.Quantity.Lots;
        var isOwn = !_reduceBySelfTrade.Remove(item.Order) && !ByVenue(item);
        return Report(item, item.Order, isOwn ? FixExecType.Replaced : FixExecType.Restated) with { OriginalOrder = item.Order };
    }

    private IReadOnlyList<ExecutionReport> Note(in MarketEvent item)
    {
        _reduceBySelfTrade.Add(item.Order);
        _reduceBySelfTrade.Add(item.CounterOrder);
        return [];
    }

    private ExecutionReport Cancel(in MarketEvent item)
    {
        var hasExpired = item.Cancel is CancelReason.Expired or CancelReason.AuctionOver or CancelReason.InstrumentEnded;
        _reduceBySelfTrade.Remove(item.Order);
        _orders.Remove(item.Order, out var progress);
        progress!.IsDone = true;
        var type = hasExpired ? FixExecType.Expired : FixExecType.Cancelled;
        return Report(item, item.Order, progress, type) with
        {
            OrdStatus = hasExpired ? FixOrdStatus.Expired : FixOrdStatus.Cancelled, LeavesQuantity = Quantity.Zero,
            Text = item.Cancel == CancelReason.Refused ? item.Reject.ToString() : item.Cancel.ToString(),
        };
    }

    // Of an order that is open only a cancel, reduction or replacement can be refused; a new order would be a duplicate.
    private ExecutionReport Refuse(in MarketEvent item)
    {
        if (item.Reject != RejectReason.DuplicateOrderId && _orders.TryGetValue(item.Order, out var open)
            && open.Account == item.Account)
        {
            return Report(item, item.Order, FixExecType.Rejected) with
            {
                Kind = FixMessageKind.OrderCancelReject, Text = item.Reject.ToString(),
            };
        }

        var isLate = item.Reject is RejectReason.UnknownOrder or RejectReason.NotOwner;
        return new ExecutionReport(
            isLate ? FixMessageKind.OrderCancelReject : FixMessageKind.ExecutionReport, FixExecType.Rejected, FixOrdStatus.Rejected,
            item.Account, item.Instrument, item.Order, default, item.Side, false, item.Type, item.TimeInForce, item.Price,
            item.Quantity, default, default, default, default, 0, item.Time, item.Sequence, false, item.Reject.ToString());
    }

    private void Forget(OrderId order, Progress progress)
    {
        if (progress.Filled >= progress.Total)
        {
            _orders.Remove(order);
        }
    }

    private ExecutionReport Report(in MarketEvent item, OrderId order, FixExecType type) => Report(item, order, _orders[order], type);

    private static ExecutionReport Report(in MarketEvent item, OrderId order, Progress progress, FixExecType type)
    {
        var leaves = progress.IsDone ? 0 : progress.Total - progress.Filled;
        var status = leaves == 0 ? FixOrdStatus.Filled : progress.Filled > 0 ? FixOrdStatus.PartiallyFilled : FixOrdStatus.New;
        return new ExecutionReport(
            FixMessageKind.ExecutionReport, type, status, progress.Account, progress.Instrument, order, default, progress.Side,
            progress.IsShort, progress.Type, progress.TimeInForce, progress.Price, new Quantity(progress.Total), default, default,
            new Quantity(leaves), new Quantity(progress.Filled),
            progress.Filled == 0 ? 0 : (decimal)progress.Turnover / progress.Filled, item.Time, item.Sequence, false, string.Empty);
    }

    private static bool ByVenue(in MarketEvent item) => (item.Flags & EventFlags.ByVenue) != 0;

    private sealed class Progress
    {
        public required AccountId Account { get; init; }

        public required InstrumentId Instrument { get; init; }

        public required Side Side { get; init; }

        public required OrderType Type { get; init; }

        public TimeInForce TimeInForce { get; init; }

        public bool IsShort { get; init; }

        public Price Price { get; set; }

        public long Total { get; set; }

        public long Filled { get; set; }

        public Int128 Turnover { get; set; }

        public bool IsDone { get; set; }
    }
}
