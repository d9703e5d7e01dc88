using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One row for each uncrossing of a call, and for each indication of what a call would give.</summary>
internal sealed class AuctionsTable : IEventFold, IDisposable
{
    private readonly TableContext _context;
    private readonly NumberColumn<long> _sequence = new("sequence");
    private readonly NumberColumn<long> _time = new("time_ns");
    private readonly TextColumn _instrument = new("instrument");
    private readonly TextColumn _kind = new("kind");
    private readonly TextColumn _phase = new("phase");
    private readonly NumberColumn<long> _ticks = new("price_ticks");
    private readonly NumberColumn<double> _price = new("price");
    private readonly NumberColumn<long> _lots = new("paired_lots");
    private readonly NumberColumn<long> _imbalance = new("imbalance_lots");
    private readonly TextColumn _side = new("imbalance_side");
    private readonly ParquetTable _table;
    private readonly TradingPhase[] _phases;

    public AuctionsTable(TableContext context)
    {
        _context = context;
        _phases = new TradingPhase[context.Instruments.Count];
        _table = context.Table(
            "auctions", "one row for each indication and uncrossing of a call; without a price nothing would trade",
            _sequence, _time, _instrument, _kind, _phase, _ticks, _price, _lots, _imbalance, _side);
    }

    public void Observe(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.PhaseChanged when (uint)item.Instrument.Value < (uint)_phases.Length:
                _phases[item.Instrument.Value] = item.Phase;
                break;
            case EventKind.Indicative:
                Write(item, "indicative", _phases[item.Instrument.Value]);
                break;
            case EventKind.Uncrossed:
                Write(item, "uncrossed", item.Phase);
                break;
        }
    }

    public void Complete(SimTime end) => _table.Complete();

    public void Dispose() => _table.Dispose();

    private void Write(in MarketEvent item, string kind, TradingPhase phase)
    {
        _sequence.Add(item.Sequence);
        _time.Add(item.Time.Nanoseconds);
        _instrument.Add(_context.Symbol(item.Instrument));
        _kind.Add(kind);
        _phase.Add(phase.ToString());
        _ticks.Add(item.Price.Ticks);
        _price.Add(_context.Money(item.Instrument, item.Price));
        _lots.Add(item.Quantity.Lots);
        _imbalance.Add(item.Open.Lots);
        _side.Add(item.Open.IsZero ? "" : item.Side == Side.Buy ? "buy" : "sell");
        _table.EndRow();
    }
}
