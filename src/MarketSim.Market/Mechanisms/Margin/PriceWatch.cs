using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Tells whose price zones a price leaves, without asking those whose it does not.</summary>
internal sealed class PriceWatch(int instruments)
{
    private readonly SortedSet<(long Price, int Account)>[] _lows = [.. Enumerable.Range(0, instruments).Select(_ => New())];
    private readonly SortedSet<(long Price, int Account)>[] _highs = [.. Enumerable.Range(0, instruments).Select(_ => New())];

    /// <summary>Watches a zone for an account.</summary>
    public void Add(in PriceZone zone, AccountId account)
    {
        _lows[zone.Instrument.Value].Add((zone.Low, account.Value));
        _highs[zone.Instrument.Value].Add((zone.High, account.Value));
    }

    /// <summary>Watches it no more.</summary>
    public void Remove(in PriceZone zone, AccountId account)
    {
        _lows[zone.Instrument.Value].Remove((zone.Low, account.Value));
        _highs[zone.Instrument.Value].Remove((zone.High, account.Value));
    }

    /// <summary>A price has moved: adds the accounts whose zone it left. They stay watched until they take another zone.</summary>
    public void Move(InstrumentId instrument, Price price, SortedSet<int> left)
    {
        foreach (var (low, account) in _lows[instrument.Value].Reverse())
        {
            if (low <= price.Ticks)
            {
                break;
            }

            left.Add(account);
        }

        foreach (var (high, account) in _highs[instrument.Value])
        {
            if (high >= price.Ticks)
            {
                break;
            }

            left.Add(account);
        }
    }

    private static SortedSet<(long Price, int Account)> New() => [];
}
