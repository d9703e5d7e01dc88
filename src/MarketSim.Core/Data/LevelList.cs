namespace MarketSim.Core;

/// <summary>Levels gathered from one message, in memory used again.</summary>
internal sealed class LevelList
{
    private PriceLevel[] _levels = new PriceLevel[64];
    private int _count;

    public ReadOnlySpan<PriceLevel> Levels => _levels.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Add(long price, long quantity)
    {
        if (_count == _levels.Length)
        {
            Array.Resize(ref _levels, _count * 2);
        }

        _levels[_count++] = new PriceLevel(price, quantity);
    }
}
