namespace MarketSim.Core;

/// <summary>One side of a <see cref="LevelBook"/>, sorted with the best price last.</summary>
internal sealed class LevelSide(Side side)
{
    // Bids rise towards the best, asks fall; multiplied by this both rise.
    private readonly int _sign = side.Sign();
    private PriceLevel[] _levels = new PriceLevel[64];

    public int Count { get; private set; }

    public PriceLevel At(int rank) => (uint)rank < (uint)Count ? _levels[Count - 1 - rank] : default;

    public long Quantity(long price)
    {
        var at = Find(price);
        return at >= 0 ? _levels[at].Quantity : 0;
    }

    public int Rank(long price)
    {
        var at = Find(price);
        return at >= 0 ? Count - 1 - at : Count - ~at;
    }

    public void Set(long price, long quantity)
    {
        var at = Find(price);
        if (at >= 0)
        {
            if (quantity != 0)
            {
                _levels[at] = new PriceLevel(price, quantity);
                return;
            }

            Count--;
            Array.Copy(_levels, at + 1, _levels, at, Count - at);
        }
        else if (quantity != 0)
        {
            at = ~at;
            if (Count == _levels.Length)
            {
                Array.Resize(ref _levels, Count * 2);
            }

            Array.Copy(_levels, at, _levels, at + 1, Count - at);
            _levels[at] = new PriceLevel(price, quantity);
            Count++;
        }
    }

    public void RemoveBetter(long price)
    {
        var at = Find(price);
        Count = at >= 0 ? at + 1 : ~at;
    }

    public void Clear() => Count = 0;

    // The index of a price, or the complement of where it belongs. From the best: most changes are at the first
    // few levels.
    private int Find(long price)
    {
        var low = 0;
        var high = Count;
        var near = Count - 8;
        while (high > low && high > near)
        {
            var each = _levels[high - 1].Price;
            if (each == price)
            {
                return high - 1;
            }

            if (IsBelow(each, price))
            {
                return ~high;
            }

            high--;
        }

        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var each = _levels[middle].Price;
            if (each == price)
            {
                return middle;
            }

            (low, high) = IsBelow(each, price) ? (middle + 1, high) : (low, middle);
        }

        return ~low;
    }

    private bool IsBelow(long price, long other) => _sign > 0 ? price < other : price > other;
}
