using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One row for each movement of an asset that a mechanism made: fees, interest, dividends, exercises.</summary>
internal sealed class PostingsTable : IEventFold, IDisposable
{
    private readonly TableContext _context;
    private readonly NumberColumn<long> _sequence = new("sequence");
    private readonly NumberColumn<long> _time = new("time_ns");
    private readonly TextColumn _posting = new("posting");
    private readonly NumberColumn<int> _from = new("from_account");
    private readonly NumberColumn<int> _to = new("to_account");
    private readonly TextColumn _fromName = new("from_name");
    private readonly TextColumn _toName = new("to_name");
    private readonly TextColumn _asset = new("asset");
    private readonly NumberColumn<long> _amount = new("amount_smallest_units");
    private readonly TextColumn _instrument = new("instrument");
    private readonly NumberColumn<ulong> _order = new("order");
    private readonly NumberColumn<long> _lots = new("quantity_lots");
    private readonly NumberColumn<long> _ticks = new("price_ticks");
    private readonly ParquetTable _table;

    public PostingsTable(TableContext context)
    {
        _context = context;
        _table = context.Table(
            "postings", "one row for each movement that a mechanism made", _sequence, _time, _posting, _from, _to, _fromName,
            _toName, _asset, _amount, _instrument, _order, _lots, _ticks);
    }

    public void Observe(in MarketEvent item)
    {
        if (item.Kind != EventKind.Posted)
        {
            return;
        }

        _sequence.Add(item.Sequence);
        _time.Add(item.Time.Nanoseconds);
        _posting.Add(item.Posting.ToString());
        _from.Add(item.Account.Value);
        _to.Add(item.CounterAccount.Value);
        _fromName.Add(_context.NameOf(item.Account));
        _toName.Add(_context.NameOf(item.CounterAccount));
        _asset.Add(_context.Manifest.Assets[item.Asset.Value].Name);
        _amount.Add(item.Amount);
        _instrument.Add(_context.Symbol(item.Instrument));
        _order.Add(item.Order.Value);
        _lots.Add(item.Quantity.Lots);
        _ticks.Add(item.Price.Ticks);
        _table.EndRow();
    }

    public void Complete(SimTime end) => _table.Complete();

    public void Dispose() => _table.Dispose();
}
