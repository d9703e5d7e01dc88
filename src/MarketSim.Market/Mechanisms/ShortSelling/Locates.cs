using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The locates of one day, and stock borrowed ahead of a sale: what each account may still sell short on the strength of them.
/// Both are used up by selling, not by ordering, and do not come back when the short position is closed.</summary>
internal sealed class Locates
{
    // In order of instrument and account.
    private readonly SortedDictionary<(int Instrument, int Account), (long Located, long Borrowed)> _unused = [];

    public long Located(InstrumentId instrument, AccountId account)
        => _unused.GetValueOrDefault((instrument.Value, account.Value)).Located;

    public long Borrowed(InstrumentId instrument, AccountId account)
        => _unused.GetValueOrDefault((instrument.Value, account.Value)).Borrowed;

    /// <summary>All unused locates of an instrument.</summary>
    public long Located(InstrumentId instrument)
        => _unused.Where(pair => pair.Key.Instrument == instrument.Value).Sum(pair => pair.Value.Located);

    public void Add(InstrumentId instrument, AccountId account, long located = 0, long borrowed = 0)
    {
        var (oldLocated, oldBorrowed) = _unused.GetValueOrDefault((instrument.Value, account.Value));
        _unused[(instrument.Value, account.Value)] = (oldLocated + located, oldBorrowed + borrowed);
    }

    /// <summary>Uses up what a short sale needs: stock that was borrowed for it first.</summary>
    public void Use(InstrumentId instrument, AccountId account, long lots)
    {
        if (_unused.TryGetValue((instrument.Value, account.Value), out var unused))
        {
            var borrowed = Math.Min(lots, unused.Borrowed);
            var located = Math.Min(lots - borrowed, unused.Located);
            _unused[(instrument.Value, account.Value)] = (unused.Located - located, unused.Borrowed - borrowed);
        }
    }

    /// <summary>A new day: what is unused lapses.</summary>
    public void Clear() => _unused.Clear();

    public void AddTo(ref StateHash hash)
    {
        foreach (var ((instrument, account), (located, borrowed)) in _unused)
        {
            hash.Add(((long)instrument << 32) | (uint)account);
            hash.Add(located);
            hash.Add(borrowed);
        }
    }
}
