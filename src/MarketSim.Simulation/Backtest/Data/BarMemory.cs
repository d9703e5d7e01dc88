using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Bars kept in memory: read once, and then gone through by many back-tests at a time.</summary>
public sealed class BarMemory
{
    private readonly BarRow[] _rows;
    private readonly int _count;
    private readonly IReadOnlyList<string> _warnings;

    /// <summary>Keeps rows that are in the order of their ends.</summary>
    public BarMemory(IReadOnlyList<BarSeries> series, BarRow[] rows, IReadOnlyList<string>? warnings = null)
        : this(series, rows, rows?.Length ?? 0, warnings ?? [])
    {
    }

    private BarMemory(IReadOnlyList<BarSeries> series, BarRow[] rows, int count, IReadOnlyList<string> warnings)
        => (Series, _rows, _count, _warnings) = (series, rows, count, warnings);

    /// <summary>The instruments.</summary>
    public IReadOnlyList<BarSeries> Series { get; }

    /// <summary>All bars.</summary>
    public ReadOnlySpan<BarRow> Rows => _rows.AsSpan(0, _count);

    /// <summary>What should be known about the data.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Reads everything.</summary>
    /// <param name="source">It is disposed.</param>
    public static BarMemory Load(IBarSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using (source)
        {
            var rows = new BarRow[1 << 14];
            var count = 0;
            while (source.Next() is { IsEmpty: false } next)
            {
                if (count + next.Length > rows.Length)
                {
                    Array.Resize(ref rows, checked(rows.Length * 2));
                }

                next.CopyTo(rows.AsSpan(count));
                count += next.Length;
            }

            return new BarMemory(source.Series, rows, count, source.Warnings);
        }
    }

    /// <summary>All bars, or those of a range, as a source; any number of them at the same time.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="count">How many; all that are left where it is left out.</param>
    public IBarSource Open(int from = 0, int? count = null) => new View(this, from, count ?? _count - from);

    private sealed class View(BarMemory memory, int from, int count) : IBarSource
    {
        private bool _isRead;

        public IReadOnlyList<BarSeries> Series => memory.Series;

        public IReadOnlyList<string> Warnings => memory._warnings;

        public ReadOnlySpan<BarRow> Next()
        {
            var rows = _isRead ? default : memory._rows.AsSpan(from, count);
            _isRead = true;
            return rows;
        }

        public void Dispose()
        {
        }
    }
}
