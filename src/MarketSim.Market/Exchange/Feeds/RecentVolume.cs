using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The last trades of an instrument, as far back as anybody looks.</summary>
internal sealed class RecentVolume
{
    private readonly Queue<(SimTime Time, Side Taker, long Lots)> _trades = [];
    private SimDuration _length;
    private long _bought;
    private long _sold;

    /// <summary>Keeps trades at least so long.</summary>
    public void Cover(SimDuration length) => _length = length > _length ? length : _length;

    /// <summary>Takes in a trade.</summary>
    public void Add(in MarketEvent trade)
    {
        Forget(trade.Time - _length);
        _trades.Enqueue((trade.Time, trade.Side, trade.Quantity.Lots));
        Count(trade.Side, trade.Quantity.Lots);
    }

    /// <summary>What traded until now, no longer ago than the window.</summary>
    public TradedVolume Since(InstrumentId instrument, SimTime now, SimDuration window)
    {
        Forget(now - _length);
        if (window >= _length)
        {
            return new TradedVolume(instrument, now, new Quantity(_bought), new Quantity(_sold));
        }

        var (bought, sold, from) = (0L, 0L, now - window);
        foreach (var (time, taker, lots) in _trades)
        {
            bought += time >= from && taker == Side.Buy ? lots : 0;
            sold += time >= from && taker == Side.Sell ? lots : 0;
        }

        return new TradedVolume(instrument, now, new Quantity(bought), new Quantity(sold));
    }

    private void Forget(SimTime before)
    {
        while (_trades.TryPeek(out var oldest) && oldest.Time < before)
        {
            _trades.Dequeue();
            Count(oldest.Taker, -oldest.Lots);
        }
    }

    private void Count(Side taker, long lots)
    {
        if (taker == Side.Buy)
        {
            _bought += lots;
        }
        else
        {
            _sold += lots;
        }
    }
}
