using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The bars of several sources as one stream, in the order in which each was over.</summary>
internal sealed class MergedBars : IBarSource
{
    private const int ChunkRows = 4096;

    private readonly IBarSource[] _sources;
    private readonly BarRow[][] _rows;
    private readonly int[] _at;
    private readonly int[] _counts;
    private readonly BarRow[] _merged = new BarRow[ChunkRows];

    public MergedBars(IReadOnlyList<IBarSource> sources)
    {
        _sources = [.. sources];
        _rows = new BarRow[sources.Count][];
        Array.Fill(_rows, []);
        _at = new int[sources.Count];
        _counts = new int[sources.Count];
        Series = [.. sources.SelectMany(source => source.Series)];
        for (var i = 0; i < _sources.Length; i++)
        {
            Refill(i);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<BarSeries> Series { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => [.. _sources.SelectMany(source => source.Warnings)];

    /// <inheritdoc/>
    public ReadOnlySpan<BarRow> Next()
    {
        var count = 0;
        while (count < ChunkRows && Earliest() is >= 0 and var from)
        {
            _merged[count++] = _rows[from][_at[from]++];
            if (_at[from] == _counts[from])
            {
                Refill(from);
            }
        }

        return _merged.AsSpan(0, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var source in _sources)
        {
            source.Dispose();
        }
    }

    // Instruments are few: a scan is as quick as a heap.
    private int Earliest()
    {
        var best = -1;
        var first = long.MaxValue;
        for (var i = 0; i < _sources.Length; i++)
        {
            if (_at[i] < _counts[i] && _rows[i][_at[i]].Time + Series[i].Length is var end && end < first)
            {
                (best, first) = (i, end);
            }
        }

        return best;
    }

    private void Refill(int source)
    {
        var rows = _sources[source].Next();
        if (_rows[source].Length < rows.Length)
        {
            _rows[source] = new BarRow[rows.Length];
        }

        rows.CopyTo(_rows[source]);
        (_at[source], _counts[source]) = (0, rows.Length);
    }
}
