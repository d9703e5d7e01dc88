using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What of a day may become the settlement price of one future: its trades, its closing auction, outside prices.</summary>
internal sealed class SettlementPrices(string method, SimDuration window)
{
    private readonly Queue<(SimTime Time, Price Price, long Lots)> _trades = new();
    private Price? _last;
    private Price? _auction;
    private Price? _reference;
    private Price? _official;

    public void Observe(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Traded:
                _last = item.Price;
                if (method == "vwap")
                {
                    Remember(item);
                }

                break;
            case EventKind.Uncrossed when item.Phase == TradingPhase.ClosingAuction && !item.Quantity.IsZero:
                _auction = item.Price;
                break;
        }
    }

    public void Observe(in Command price)
    {
        if (price.Instruction == Instruction.ClosingPrice)
        {
            _official = price.Price;
        }
        else
        {
            _reference = price.Price;
        }
    }

    /// <summary>The settlement price of the day; none if nothing happened.</summary>
    /// <remarks>An official price that was told to the venue on this day settles whatever the method.</remarks>
    public Price? Of(SimTime close)
    {
        var chosen = method switch
        {
            "auction" => _auction,
            "vwap" => AverageBefore(close),
            "reference" => _reference,
            _ => _last,
        };
        return _official ?? chosen ?? _last ?? _reference;
    }

    public void BeginDay()
    {
        _trades.Clear();
        _last = _auction = _reference = _official = null;
    }

    public void AddTo(ref StateHash hash)
    {
        foreach (var price in (Price?[])[_last, _auction, _reference, _official])
        {
            hash.Add(price.HasValue ? 1L : 0L);
            hash.Add((price ?? default).Ticks);
        }

        hash.Add((long)_trades.Count);
        foreach (var (time, price, lots) in _trades)
        {
            hash.Add(time.Nanoseconds);
            hash.Add(price.Ticks);
            hash.Add(lots);
        }
    }

    private void Remember(in MarketEvent trade)
    {
        _trades.Enqueue((trade.Time, trade.Price, trade.Quantity.Lots));
        Forget(trade.Time);
    }

    private void Forget(SimTime now)
    {
        while (_trades.TryPeek(out var oldest) && now - oldest.Time > window)
        {
            _trades.Dequeue();
        }
    }

    private Price? AverageBefore(SimTime close)
    {
        Forget(close);
        var (value, lots) = (Int128.Zero, Int128.Zero);
        foreach (var trade in _trades)
        {
            value += (Int128)trade.Price.Ticks * trade.Lots;
            lots += trade.Lots;
        }

        return lots == 0 ? null : new Price(checked((long)Rounding.HalfUp.Divide(value, lots)));
    }
}
