namespace MarketSim.Core;

/// <summary>One side of one instrument in a <see cref="RecordedBook"/>: price levels with their orders.</summary>
public sealed class RecordedSide
{
    private readonly int _sign;
    private readonly List<RecordedLevel> _levels = [];

    internal RecordedSide(Side side) => _sign = side.Sign();

    /// <summary>How many price levels there are.</summary>
    public int Count => _levels.Count;

    /// <summary>The best level, if any.</summary>
    public RecordedLevel? Best => _levels.Count > 0 ? _levels[^1] : null;

    /// <summary>The level at a rank, 0 the best.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public RecordedLevel At(int rank) => _levels[_levels.Count - 1 - rank];

    /// <summary>The level at a price, if any.</summary>
    public RecordedLevel? Find(long price)
    {
        var at = IndexOf(price);
        return at >= 0 ? _levels[at] : null;
    }

    /// <summary>How many levels are better than a price.</summary>
    public int RankOf(long price)
    {
        var at = IndexOf(price);
        return at >= 0 ? _levels.Count - 1 - at : _levels.Count - ~at;
    }

    internal RecordedLevel FindOrAdd(long price)
    {
        var at = IndexOf(price);
        if (at < 0)
        {
            at = ~at;
            _levels.Insert(at, new RecordedLevel { Price = price });
        }

        return _levels[at];
    }

    internal void RemoveIfEmpty(RecordedLevel level)
    {
        if (level.Count == 0 && level.Older == 0)
        {
            _levels.RemoveAt(IndexOf(level.Price));
        }
    }

    internal void Clear() => _levels.Clear();

    // Sorted with the best price last, searched from there. The index, or the complement of where the price
    // belongs.
    private int IndexOf(long price)
    {
        var high = _levels.Count;
        for (var near = Math.Max(0, high - 8); high > near; high--)
        {
            var order = Compare(_levels[high - 1].Price, price);
            if (order <= 0)
            {
                return order == 0 ? high - 1 : ~high;
            }
        }

        var low = 0;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var order = Compare(_levels[middle].Price, price);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        return ~low;
    }

    private int Compare(long left, long right) => _sign > 0 ? left.CompareTo(right) : right.CompareTo(left);
}
