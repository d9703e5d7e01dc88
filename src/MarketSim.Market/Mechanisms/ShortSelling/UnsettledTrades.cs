using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Net purchases by the day on which they settle: what parts a position that is held from one that is only traded.</summary>
internal sealed class UnsettledTrades
{
    private readonly SortedDictionary<(int Instrument, int Account, int Day), long> _lots = [];

    public void Add(InstrumentId instrument, AccountId account, DateOnly settles, long lots)
    {
        var key = (instrument.Value, account.Value, settles.DayNumber);
        _lots[key] = _lots.GetValueOrDefault(key) + lots;
    }

    /// <summary>What has been bought, less what was sold, and settles after a day.</summary>
    public long After(InstrumentId instrument, AccountId account, DateOnly day)
    {
        var sum = 0L;
        foreach (var (key, lots) in _lots)
        {
            sum += key.Instrument == instrument.Value && key.Account == account.Value && key.Day > day.DayNumber ? lots : 0;
        }

        return sum;
    }

    /// <summary>Restates what is open after a split.</summary>
    public void Scale(InstrumentId instrument, long numerator, long denominator)
    {
        foreach (var key in _lots.Keys.Where(key => key.Instrument == instrument.Value).ToList())
        {
            _lots[key] = (long)((Int128)_lots[key] * numerator / denominator);
        }
    }

    /// <summary>Forgets what has settled by a day.</summary>
    public void Settle(DateOnly day)
    {
        foreach (var key in _lots.Keys.Where(key => key.Day <= day.DayNumber).ToList())
        {
            _lots.Remove(key);
        }
    }

    public void AddTo(ref StateHash hash)
    {
        foreach (var (key, lots) in _lots)
        {
            hash.Add(((long)key.Instrument << 32) | (uint)key.Account);
            hash.Add((long)key.Day);
            hash.Add(lots);
        }
    }
}
