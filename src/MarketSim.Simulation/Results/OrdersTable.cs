using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One row for each order that was entered, written when it is done: what it asked for and what became of
/// it.</summary>
/// <remarks>A replaced order stays one row, with the price and quantity it had last. Memory is that of the orders that
/// are open.</remarks>
internal sealed class OrdersTable : IEventFold, IDisposable
{
    private readonly TableContext _context;
    private readonly Dictionary<OrderId, OpenOrder> _open = [];
    private readonly NumberColumn<ulong> _order = new("order");
    private readonly TextColumn _instrument = new("instrument");
    private readonly NumberColumn<int> _account = new("account");
    private readonly TextColumn _name = new("name");
    private readonly TextColumn _agentType = new("agent_type");
    private readonly TextColumn _side = new("side");
    private readonly TextColumn _type = new("type");
    private readonly TextColumn _timeInForce = new("time_in_force");
    private readonly OptionalColumn<long> _ticks = new("price_ticks");
    private readonly OptionalColumn<double> _price = new("price");
    private readonly NumberColumn<long> _lots = new("quantity_lots");
    private readonly NumberColumn<long> _filled = new("filled_lots");
    private readonly NumberColumn<long> _entered = new("entered_ns");
    private readonly OptionalColumn<long> _ended = new("ended_ns");
    private readonly TextColumn _status = new("status");
    private readonly TextColumn _reason = new("reason");
    private readonly ParquetTable _table;

    public OrdersTable(TableContext context)
    {
        _context = context;
        _table = context.Table(
            "orders", "one row for each order entered; status filled, cancelled, rejected, or open at the end",
            _order, _instrument, _account, _name, _agentType, _side, _type, _timeInForce, _ticks, _price,
            _lots, _filled, _entered, _ended,
            _status, _reason);
    }

    public void Observe(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Accepted:
                _open[item.Order] = new OpenOrder { Entry = item, Price = item.Price, Quantity = item.Quantity };
                break;

            // Only a new order names its type; a refused cancel or replace leaves its order as it is.
            case EventKind.Rejected when item.Type != 0:
                Write(item.Order, new OpenOrder { Entry = item, Price = item.Price, Quantity = item.Quantity },
                    item.Time, "rejected",
                    item.Reject.ToString());
                break;
            case EventKind.Traded:
                Fill(item.Order, item.Quantity, item.Open, item.Time);
                Fill(item.CounterOrder, item.Quantity, item.CounterOpen, item.Time);
                break;
            case EventKind.Replaced:
                Replace(item);
                break;
            case EventKind.Repriced:
                Reprice(item);
                break;
            case EventKind.Cancelled when _open.Remove(item.Order, out var order):
                Write(item.Order, order, item.Time, "cancelled", item.Cancel.ToString());
                break;
        }
    }

    public void Complete(SimTime end)
    {
        foreach (var (id, order) in _open.OrderBy(pair => pair.Value.Entry.Sequence))
        {
            Write(id, order, null, "open", "");
        }

        _table.Complete();
    }

    public void Dispose() => _table.Dispose();

    private void Fill(OrderId id, Quantity quantity, Quantity open, SimTime time)
    {
        ref var order = ref CollectionsMarshal.GetValueRefOrNullRef(_open, id);
        if (Unsafe.IsNullRef(ref order))
        {
            return;
        }

        order.Filled += quantity;
        if (open.IsZero)
        {
            Write(id, order, time, "filled", "");
            _open.Remove(id);
        }
    }

    private void Replace(in MarketEvent item)
    {
        var old = item.CounterOrder.Value == 0 ? item.Order : item.CounterOrder;
        if (_open.Remove(old, out var order))
        {
            _open[item.Order] = order with { Price = item.Price, Quantity = order.Filled + item.Open };
        }
    }

    private void Reprice(in MarketEvent item)
    {
        ref var order = ref CollectionsMarshal.GetValueRefOrNullRef(_open, item.Order);
        if (!Unsafe.IsNullRef(ref order))
        {
            order.Price = item.Price;
        }
    }

    private void Write(OrderId id, in OpenOrder order, SimTime? ended, string status, string reason)
    {
        var entry = order.Entry;
        var hasPrice = entry.Type is not (OrderType.Market or OrderType.Stop or OrderType.TrailingStop)
            && order.Price != Price.Zero;
        var hasUnit = (uint)entry.Instrument.Value < (uint)_context.Instruments.Count;
        _order.Add(id.Value);
        _instrument.Add(_context.Symbol(entry.Instrument));
        _account.Add(entry.Account.Value);
        _name.Add(_context.NameOf(entry.Account));
        _agentType.Add(_context.TypeOf(entry.Account));
        _side.Add(entry.Side == Side.Buy ? "buy" : "sell");
        _type.Add(entry.Type.ToString());
        _timeInForce.Add(entry.TimeInForce.ToString());
        _ticks.Add(hasPrice ? order.Price.Ticks : null);
        _price.Add(hasPrice && hasUnit ? _context.Money(entry.Instrument, order.Price) : null);
        _lots.Add(order.Quantity.Lots);
        _filled.Add(order.Filled.Lots);
        _entered.Add(entry.Time.Nanoseconds);
        _ended.Add(ended?.Nanoseconds);
        _status.Add(status);
        _reason.Add(reason);
        _table.EndRow();
    }

    private record struct OpenOrder
    {
        public MarketEvent Entry;
        public Price Price;
        public Quantity Quantity;
        public Quantity Filled;
    }
}
