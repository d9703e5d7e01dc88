using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>All obligations: those that fall due on a day, and those that have failed and are carried forward.</summary>
internal sealed class ObligationBook
{
    // Sorted: their order decides the order of events.
    private readonly SortedDictionary<DateOnly, SortedDictionary<(int Instrument, int Account), Obligation>> _due = [];

    public SortedDictionary<(int Instrument, int Account), Obligation> Fails { get; } = [];

    public IEnumerable<DateOnly> Days => _due.Keys;

    public void Add(DateOnly day, InstrumentId instrument, AccountId account, long shares, long cash)
    {
        if (!_due.TryGetValue(day, out var obligations))
        {
            _due.Add(day, obligations = []);
        }

        At(obligations, (instrument.Value, account.Value)).Add(shares, cash, cash);
    }

    /// <summary>What will be due on a day: its trades, and if asked the fails that are carried to it.</summary>
    public SortedDictionary<(int Instrument, int Account), Obligation> Of(DateOnly day, bool withFails)
    {
        var all = new SortedDictionary<(int Instrument, int Account), Obligation>();
        Merge(all, withFails ? Fails : []);
        Merge(all, _due.TryGetValue(day, out var due) ? due : []);
        return all;
    }

    /// <summary>Takes out what is due by a day, fails included.</summary>
    public SortedDictionary<(int Instrument, int Account), Obligation> TakeDue(DateOnly day)
    {
        var all = new SortedDictionary<(int Instrument, int Account), Obligation>();
        Merge(all, Fails);
        Fails.Clear();
        foreach (var past in _due.Keys.Where(due => due <= day).ToList())
        {
            Merge(all, _due[past]);
            _due.Remove(past);
        }

        return all;
    }

    /// <summary>Shares that an account has bought and not received, less those that it has sold and not delivered.</summary>
    public long Unsettled(InstrumentId instrument, AccountId account)
        => Of(instrument, account).Sum(static obligation => obligation.Shares);

    /// <summary>Proceeds of an account's sales that the ledger has booked and that have not come in.</summary>
    public long Uncollected(AccountId account, Func<int, bool> isInCurrency) => _due.Values.Append(Fails)
        .SelectMany(static obligations => obligations)
        .Where(pair => pair.Key.Account == account.Value && isInCurrency(pair.Key.Instrument))
        .Sum(static pair => Math.Max(0, pair.Value.Booked));

    /// <summary>Carries a split to every obligation in an instrument; what fractions are left over falls to the central
    /// counterparty, so that all still sum to zero.</summary>
    public void Split(InstrumentId instrument, ShareRatio ratio)
    {
        foreach (var obligations in _due.Values.Append(Fails))
        {
            var sum = 0L;
            foreach (var (key, obligation) in obligations)
            {
                if (key.Instrument == instrument.Value)
                {
                    obligation.Shares = ratio.Of(obligation.Shares);
                    sum += obligation.Shares;
                }
            }

            if (sum != 0)
            {
                At(obligations, (instrument.Value, HouseAccounts.Ccp.Value)).Shares -= sum;
            }
        }
    }

    public IEnumerable<NetObligation> All() => _due.Values.Append(Fails).SelectMany(
        static obligations => obligations.Select(pair => pair.Value.ToNet(pair.Key.Account, pair.Key.Instrument)));

    /// <summary>What of all members' values the ledger has not booked: the marks that the central counterparty holds.</summary>
    public long Marks(Func<int, bool> isInCurrency) => _due.Values.Append(Fails).SelectMany(static obligations => obligations)
        .Where(pair => isInCurrency(pair.Key.Instrument) && pair.Key.Account != HouseAccounts.Ccp.Value)
        .Sum(static pair => pair.Value.Value - pair.Value.Booked);

    public void AddTo(ref StateHash hash)
    {
        foreach (var (day, obligations) in _due)
        {
            hash.Add((long)day.DayNumber);
            AddTo(ref hash, obligations);
        }

        AddTo(ref hash, Fails);
    }

    private IEnumerable<Obligation> Of(InstrumentId instrument, AccountId account)
    {
        var key = (instrument.Value, account.Value);
        foreach (var obligations in _due.Values.Append(Fails))
        {
            if (obligations.TryGetValue(key, out var obligation))
            {
                yield return obligation;
            }
        }
    }

    private static void Merge(
        SortedDictionary<(int Instrument, int Account), Obligation> into,
        SortedDictionary<(int Instrument, int Account), Obligation> from)
    {
        foreach (var (key, obligation) in from)
        {
            At(into, key).Add(obligation);
        }
    }

    private static Obligation At(
        SortedDictionary<(int Instrument, int Account), Obligation> obligations, (int Instrument, int Account) key)
    {
        if (!obligations.TryGetValue(key, out var obligation))
        {
            obligations.Add(key, obligation = new Obligation());
        }

        return obligation;
    }

    private static void AddTo(ref StateHash hash, SortedDictionary<(int Instrument, int Account), Obligation> obligations)
    {
        foreach (var ((instrument, account), obligation) in obligations)
        {
            hash.Add((long)instrument);
            hash.Add((long)account);
            obligation.AddTo(ref hash);
        }
    }
}
