using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What each instrument is worth by the venue's knowledge: last trade, outside reference, official prices.</summary>
public sealed class PriceBook(IReadOnlyList<Instrument> instruments)
{
    private readonly Price?[] _last = new Price?[instruments.Count];
    private readonly Price?[] _mark = new Price?[instruments.Count];
    private readonly Price?[] _open = new Price?[instruments.Count];
    private readonly Price?[] _close = new Price?[instruments.Count];
    private readonly bool[] _isClosed = new bool[instruments.Count];

    /// <summary>The last trade of the present day or earlier.</summary>
    public Price? Last(InstrumentId instrument) => _last[instrument.Value];

    /// <summary>What positions are valued at: the later of last trade and outside reference, else the last close.</summary>
    public Price? Mark(InstrumentId instrument) => _mark[instrument.Value];

    /// <summary>The first price of the present day; none before it.</summary>
    public Price? Open(InstrumentId instrument) => _open[instrument.Value];

    /// <summary>The official close of the last session that has closed.</summary>
    public Price? Close(InstrumentId instrument) => _close[instrument.Value];

    /// <summary>Whether an auction or an instruction has fixed the official close of the present day.</summary>
    internal bool HasOfficialClose(InstrumentId instrument) => _isClosed[instrument.Value];

    /// <summary>Takes in an outside reference.</summary>
    public void SetReference(InstrumentId instrument, Price price) => _mark[instrument.Value] = price;

    /// <summary>Takes in an official close; positions are valued at it until something trades.</summary>
    public void SetClose(InstrumentId instrument, Price price) => _close[instrument.Value] = _mark[instrument.Value] = price;

    /// <summary>Restates all prices of an instrument after a corporate action.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="restate">The new price of an old one.</param>
    public void Restate(InstrumentId instrument, Func<Price, Price> restate)
    {
        ArgumentNullException.ThrowIfNull(restate);
        foreach (var prices in (Price?[][])[_last, _mark, _open, _close])
        {
            ref var price = ref prices[instrument.Value];
            price = price is { } old ? restate(old) : null;
        }
    }

    internal void Observe(in MarketEvent trade)
    {
        if (trade.Kind == EventKind.OfficialPrice)
        {
            ObserveOfficial(trade);
            return;
        }

        var place = trade.Instrument.Value;
        _last[place] = _mark[place] = trade.Price;
        _open[place] ??= trade.Price;
    }

    private void ObserveOfficial(in MarketEvent item)
    {
        if (item.Phase == TradingPhase.Closed)
        {
            SetClose(item.Instrument, item.Price);
            _isClosed[item.Instrument.Value] = true;
        }
    }

    internal void BeginDay()
    {
        Array.Clear(_open);
        Array.Clear(_isClosed);
    }

    internal void AddTo(ref StateHash hash)
    {
        foreach (var prices in (Price?[][])[_last, _mark, _open, _close])
        {
            foreach (var price in prices)
            {
                hash.Add(price.HasValue ? 1L : 0L);
                hash.Add((price ?? default).Ticks);
            }
        }

        foreach (var isClosed in _isClosed)
        {
            hash.Add(isClosed ? 1L : 0L);
        }
    }
}
