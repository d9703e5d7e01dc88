using System.Runtime.ExceptionServices;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Reads bars on a thread of its own while those before them are worked on. What comes out does not depend on how the two
/// keep pace.</summary>
internal sealed class ReadAhead : IBarSource
{
    private const int FirstRows = 512;
    private const int ChunkRows = 1 << 12;
    private const int Chunks = 4;

    private readonly IBarReader _reader;
    private readonly int _series;
    private readonly BarRow[][] _chunks = new BarRow[Chunks][];
    private readonly int[] _counts = new int[Chunks];
    private readonly SemaphoreSlim _free = new(Chunks - 1);
    private readonly SemaphoreSlim _full = new(0);
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _problem;
    private int _next;
    private bool _isFirst = true;
    private bool _isOver;
    private volatile bool _isDisposed;

    /// <summary>Begins to read.</summary>
    /// <param name="reader">Owned from here on.</param>
    /// <param name="path">Where it reads.</param>
    /// <param name="series">Its number among all.</param>
    /// <param name="length">How long a bar is; zero where that is to be found out from the first.</param>
    public ReadAhead(IBarReader reader, string path, int series, long length)
    {
        (_reader, _series) = (reader, series);
        try
        {
            // The first bars are read here: they say how long one is, and most mistakes in a file are at its beginning.
            _chunks[0] = new BarRow[ChunkRows];
            Fill(0, FirstRows);
            Series = [new BarSeries(reader.Symbol, path, reader.PriceDecimals, length > 0 ? length : LengthOf(_chunks[0].AsSpan(0, _counts[0])))];
        }
        catch
        {
            reader.Dispose();
            throw;
        }

        _thread = new Thread(ReadOn) { IsBackground = true, Name = "bars" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public IReadOnlyList<BarSeries> Series { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _reader.Warnings;

    /// <inheritdoc/>
    public ReadOnlySpan<BarRow> Next()
    {
        if (_isOver)
        {
            return default;
        }

        if (_isFirst)
        {
            _isFirst = false;
        }
        else
        {
            _free.Release();
            _full.Wait();
            _next = (_next + 1) % Chunks;
        }

        var rows = _chunks[_next].AsSpan(0, _counts[_next]);
        if (rows.IsEmpty)
        {
            _isOver = true;
            _thread.Join();
            _problem?.Throw();
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _free.Release();
            _thread.Join();
            _reader.Dispose();
            _free.Dispose();
            _full.Dispose();
        }
    }

    /// <summary>The shortest distance of the first bars: longer ones are nights, weekends and gaps.</summary>
    internal static long LengthOf(ReadOnlySpan<BarRow> rows)
    {
        const long Day = 86_400_000_000_000;
        const long Minute = 60_000_000_000;
        if (rows.Length < 2)
        {
            return rows.Length == 1 && rows[0].Time % Day != 0 ? Minute : Day;
        }

        var least = long.MaxValue;
        for (var i = 1; i < rows.Length; i++)
        {
            least = Math.Min(least, rows[i].Time - rows[i - 1].Time);
        }

        return least;
    }

    private void ReadOn()
    {
        for (var place = 1; ; place = (place + 1) % Chunks)
        {
            _free.Wait();
            if (_isDisposed)
            {
                return;
            }

            try
            {
                _chunks[place] ??= new BarRow[ChunkRows];
                Fill(place, ChunkRows);
            }
            catch (Exception problem)
            {
                // It belongs to whoever takes the rows.
                _problem = ExceptionDispatchInfo.Capture(problem);
                _counts[place] = 0;
            }

            var isEnd = _counts[place] == 0;
            _full.Release();
            if (isEnd)
            {
                return;
            }
        }
    }

    private void Fill(int place, int rows)
    {
        var chunk = _chunks[place];
        _counts[place] = _reader.Read(chunk.AsSpan(0, rows));
        if (_series != 0)
        {
            foreach (ref var row in chunk.AsSpan(0, _counts[place]))
            {
                row.Series = _series;
            }
        }
    }
}
