using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One row for each instant at which a displayed best price or size changed: the quote after all that happened
/// then.</summary>
internal sealed class QuotesTable : IEventFold, IDisposable
{
    private readonly TableContext _context;
    private readonly QuoteState[] _quotes;
    private readonly SimTime[] _changedAt;
    private readonly NumberColumn<long> _time = new("time_ns");
    private readonly TextColumn _instrument = new("instrument");
    private readonly OptionalColumn<long> _bidTicks = new("bid_ticks");
    private readonly OptionalColumn<double> _bid = new("bid");
    private readonly NumberColumn<long> _bidLots = new("bid_lots");
    private readonly OptionalColumn<long> _askTicks = new("ask_ticks");
    private readonly OptionalColumn<double> _ask = new("ask");
    private readonly NumberColumn<long> _askLots = new("ask_lots");
    private readonly ParquetTable _table;

    public QuotesTable(TableContext context)
    {
        _context = context;
        _quotes = new QuoteState[context.Instruments.Count];
        _changedAt = new SimTime[context.Instruments.Count];
        Array.Fill(_changedAt, SimTime.Never);
        _table = context.Table(
            "quotes", "the best displayed prices after each instant at which they changed; an empty side has no price",
            _time, _instrument, _bidTicks, _bid, _bidLots, _askTicks, _ask, _askLots);
    }

    public void Observe(in MarketEvent item)
    {
        if (item.Kind != EventKind.Quoted)
        {
            return;
        }

        var place = item.Instrument.Value;
        if (_changedAt[place] != SimTime.Never && _changedAt[place] < item.Time)
        {
            Write(place);
        }

        _quotes[place] = _quotes[place].After(item);
        _changedAt[place] = item.Time;
    }

    public void Complete(SimTime end)
    {
        for (var i = 0; i < _quotes.Length; i++)
        {
            if (_changedAt[i] != SimTime.Never)
            {
                Write(i);
            }
        }

        _table.Complete();
    }

    public void Dispose() => _table.Dispose();

    private void Write(int place)
    {
        var (quote, id) = (_quotes[place], new InstrumentId(place));
        _time.Add(_changedAt[place].Nanoseconds);
        _instrument.Add(_context.Symbol(id));
        _bidTicks.Add(quote.BidLots.IsZero ? null : quote.Bid.Ticks);
        _bid.Add(quote.BidLots.IsZero ? null : _context.Money(id, quote.Bid));
        _bidLots.Add(quote.BidLots.Lots);
        _askTicks.Add(quote.AskLots.IsZero ? null : quote.Ask.Ticks);
        _ask.Add(quote.AskLots.IsZero ? null : _context.Money(id, quote.Ask));
        _askLots.Add(quote.AskLots.Lots);
        _table.EndRow();
    }
}
