using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The reusable list to which one command's events are written, in order; allocates only when it must grow. Hot.</summary>
public sealed class EventBuffer
{
    private MarketEvent[] _items = new MarketEvent[64];
    private int _count;

    /// <summary>How many events there are.</summary>
    public int Count => _count;

    /// <summary>The events since the last <see cref="Clear"/>.</summary>
    public Span<MarketEvent> Items => new(_items, 0, _count);

    /// <summary>Adds one.</summary>
    public void Add(in MarketEvent item)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _items.Length * 2);
        }

        _items[_count++] = item;
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _count = 0;
}
