using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One row for each trade.</summary>
internal sealed class TradesTable : IEventFold, IDisposable
{
    private readonly TableContext _context;
    private readonly NumberColumn<long> _sequence = new("sequence");
    private readonly NumberColumn<long> _time = new("time_ns");
    private readonly TextColumn _instrument = new("instrument");
    private readonly TextColumn _aggressor = new("aggressor");
    private readonly NumberColumn<long> _ticks = new("price_ticks");
    private readonly NumberColumn<double> _price = new("price");
    private readonly NumberColumn<long> _lots = new("quantity_lots");
    private readonly NumberColumn<long> _amount = new("amount_minor_units");
    private readonly NumberColumn<int> _taker = new("taker_account");
    private readonly NumberColumn<int> _maker = new("maker_account");
    private readonly TextColumn _takerType = new("taker_type");
    private readonly TextColumn _makerType = new("maker_type");
    private readonly NumberColumn<ulong> _takerOrder = new("taker_order");
    private readonly NumberColumn<ulong> _makerOrder = new("maker_order");
    private readonly ParquetTable _table;

    public TradesTable(TableContext context)
    {
        _context = context;
        _table = context.Table(
            "trades", "one row for each trade", _sequence, _time, _instrument, _aggressor, _ticks, _price, _lots,
            _amount, _taker, _maker, _takerType, _makerType, _takerOrder, _makerOrder);
    }

    public void Observe(in MarketEvent item)
    {
        if (item.Kind != EventKind.Traded)
        {
            return;
        }

        _sequence.Add(item.Sequence);
        _time.Add(item.Time.Nanoseconds);
        _instrument.Add(_context.Symbol(item.Instrument));
        _aggressor.Add(item.Side == Side.Buy ? "buy" : "sell");
        _ticks.Add(item.Price.Ticks);
        _price.Add(_context.Money(item.Instrument, item.Price));
        _lots.Add(item.Quantity.Lots);
        _amount.Add(item.Amount);
        _taker.Add(item.Account.Value);
        _maker.Add(item.CounterAccount.Value);
        _takerType.Add(_context.TypeOf(item.Account));
        _makerType.Add(_context.TypeOf(item.CounterAccount));
        _takerOrder.Add(item.Order.Value);
        _makerOrder.Add(item.CounterOrder.Value);
        _table.EndRow();
    }

    public void Complete(SimTime end) => _table.Complete();

    public void Dispose() => _table.Dispose();
}
