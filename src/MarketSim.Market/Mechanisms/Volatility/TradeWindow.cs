using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The trades of the last so much time.</summary>
internal sealed class TradeWindow(SimDuration length, bool keepsLast = false)
{
    private readonly Queue<(SimTime Time, long Price)> _trades = new();

    public Int128 Sum { get; private set; }

    public int Count => _trades.Count;

    public long Low => _trades.Min(trade => trade.Price);

    public long High => _trades.Max(trade => trade.Price);

    /// <summary>When the oldest leaves: so long after its trade or, where prices in force count, after the trade that followed
    /// it.</summary>
    public SimTime NextExpiry
    {
        get
        {
            if (_trades.Count <= (keepsLast ? 1 : 0))
            {
                return SimTime.Never;
            }

            return (keepsLast ? _trades.ElementAt(1).Time : _trades.Peek().Time) + length;
        }
    }

    public void Add(SimTime time, Price price)
    {
        _trades.Enqueue((time, price.Ticks));
        Sum += price.Ticks;
    }

    /// <returns>Whether any left.</returns>
    public bool Expire(SimTime now)
    {
        var before = _trades.Count;
        while (NextExpiry <= now)
        {
            Sum -= _trades.Dequeue().Price;
        }

        return _trades.Count < before;
    }

    public void Clear()
    {
        _trades.Clear();
        Sum = 0;
    }

    public void AddTo(ref StateHash hash)
    {
        foreach (var (time, price) in _trades)
        {
            hash.Add(time.Nanoseconds);
            hash.Add(price);
        }
    }
}
