using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>By how much the book of a perpetual lies above its index, averaged over a funding interval.</summary>
internal sealed class PremiumSamples(bool isLinear, decimal impactNotional)
{
    private readonly DisplayedLevel[] _levels = new DisplayedLevel[256];
    private decimal _sum;
    private long _count;
    private long _weights;

    /// <summary>The average; zero without samples.</summary>
    public decimal Average => _weights == 0 ? 0 : _sum / _weights;

    /// <summary>Samples the book: P = [max(0, impact bid - index) - max(0, index - impact ask)] / index.</summary>
    public void Take(IOrderBook book, Instrument instrument, decimal index)
    {
        var bid = Impact(book, Side.Buy, instrument);
        var ask = Impact(book, Side.Sell, instrument);
        var weight = isLinear ? ++_count : 1;

        // A side without orders says nothing.
        _sum += PerpetualMath.Premium(bid ?? index, ask ?? index, index) * weight;
        _weights += weight;
    }

    public void Clear() => (_sum, _count, _weights) = (0, 0, 0);

    public void AddTo(ref StateHash hash)
    {
        foreach (var part in decimal.GetBits(_sum))
        {
            hash.Add((long)part);
        }

        hash.Add(_count);
        hash.Add(_weights);
    }

    /// <summary>The average price at which so much could be sold to the bids, or bought from the asks.</summary>
    private decimal? Impact(IOrderBook book, Side side, Instrument instrument)
    {
        var (spent, got) = (0m, 0m);
        var count = book.CopyDepth(side, _levels);
        foreach (var level in _levels.AsSpan(0, count))
        {
            var price = instrument.ToDecimal(level.Price);
            if (price <= 0)
            {
                continue;
            }

            var value = price * instrument.ToDecimal(level.Quantity);
            var taken = Math.Min(value, Math.Max(impactNotional - spent, 0));
            if (taken == 0 && got > 0)
            {
                break;
            }

            // With nothing to spend it is the best price.
            taken = taken == 0 ? value : taken;
            spent += taken;
            got += taken / price;
        }

        return got == 0 ? null : spent / got;
    }
}
