using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The displayed book at equal distances of time: one row for each of the best levels of each side.</summary>
internal sealed class DepthTable : IEventFold, IDisposable
{
    private const int Levels = 10;

    private readonly TableContext _context;
    private readonly PublicBook[] _books;
    private readonly SimDuration _interval;
    private readonly DepthLevel[] _levels = new DepthLevel[Levels];
    private readonly NumberColumn<long> _time = new("time_ns");
    private readonly TextColumn _instrument = new("instrument");
    private readonly TextColumn _side = new("side");
    private readonly NumberColumn<int> _level = new("level");
    private readonly NumberColumn<long> _ticks = new("price_ticks");
    private readonly NumberColumn<double> _price = new("price");
    private readonly NumberColumn<long> _lots = new("quantity_lots");
    private readonly NumberColumn<int> _orders = new("orders");
    private readonly ParquetTable _table;
    private SimTime _next;

    public DepthTable(TableContext context)
    {
        _context = context;
        _books = [.. context.Instruments.Select(i => new PublicBook(i.Id))];
        _interval = SampleInterval.Of(context.Manifest, looks: 1_440);
        _next = new SimTime(context.Manifest.StartNanoseconds) + _interval;
        _table = context.Table(
            "depth", $"the best {Levels} displayed levels of each side every {_interval}, the best being level 1",
            _time, _instrument, _side, _level, _ticks, _price, _lots, _orders);
    }

    public void Observe(in MarketEvent item)
    {
        while (_next < item.Time)
        {
            Look(_next);
            _next += _interval;
        }

        if ((uint)item.Instrument.Value < (uint)_books.Length)
        {
            _books[item.Instrument.Value].Apply(item);
        }
    }

    public void Complete(SimTime end)
    {
        Look(end);
        _table.Complete();
    }

    public void Dispose() => _table.Dispose();

    private void Look(SimTime time)
    {
        foreach (var book in _books)
        {
            Write(book, Side.Buy, "bid", time);
            Write(book, Side.Sell, "ask", time);
        }
    }

    private void Write(PublicBook book, Side side, string name, SimTime time)
    {
        var count = book.CopyDepth(side, _levels);
        for (var i = 0; i < count; i++)
        {
            _time.Add(time.Nanoseconds);
            _instrument.Add(_context.Symbol(book.Instrument));
            _side.Add(name);
            _level.Add(i + 1);
            _ticks.Add(_levels[i].Price.Ticks);
            _price.Add(_context.Money(book.Instrument, _levels[i].Price));
            _lots.Add(_levels[i].Quantity.Lots);
            _orders.Add(_levels[i].Orders);
            _table.EndRow();
        }
    }
}

/// <summary>Distances between looks at a run.</summary>
internal static class SampleInterval
{
    /// <summary>The shortest of 1 ms, 10 ms, 100 ms, 1 s, 2 s, 5 s, 10 s, 30 s, 1 min … that needs no more than so many
    /// looks.</summary>
    public static SimDuration Of(RunManifest manifest, int looks)
    {
        long[] milliseconds = [1, 10, 100, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000, 3_600_000];
        var length = manifest.EndNanoseconds - manifest.StartNanoseconds;
        foreach (var candidate in milliseconds)
        {
            if (length / (candidate * 1_000_000) <= looks)
            {
                return SimDuration.FromMilliseconds(candidate);
            }
        }

        return SimDuration.FromHours(24);
    }
}
