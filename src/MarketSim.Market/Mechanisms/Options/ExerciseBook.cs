using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What holders have decided for the coming night: exercises, and contracts that are not to be exercised by exception.</summary>
internal sealed class ExerciseBook
{
    // By series, then account: the order in which the night goes through them.
    private readonly SortedDictionary<(int Series, int Account), ExerciseNotice> _notices = [];
    private readonly SortedDictionary<(int Series, int Account), long> _refused = [];

    /// <summary>Contracts of which the exercise is decided.</summary>
    public long Noticed(InstrumentId series, AccountId account)
        => _notices.TryGetValue((series.Value, account.Value), out var notice) ? notice.Contracts : 0;

    /// <summary>Who has decided to exercise contracts of a series, in order of account.</summary>
    public IEnumerable<AccountId> Noticing(InstrumentId series)
        => _notices.Keys.Where(key => key.Series == series.Value).Select(key => new AccountId(key.Account));

    /// <summary>Contracts that are not to be exercised by exception.</summary>
    public long Refused(InstrumentId series, AccountId account) => _refused.GetValueOrDefault((series.Value, account.Value));

    /// <summary>Adds an exercise and what was set aside for it.</summary>
    public void Add(InstrumentId series, AccountId account, long contracts, AssetId asset, long reserved)
    {
        var key = (series.Value, account.Value);
        _notices[key] = _notices.TryGetValue(key, out var old)
            ? old with { Contracts = old.Contracts + contracts, Reserved = old.Reserved + reserved }
            : new ExerciseNotice(contracts, asset, reserved);
    }

    /// <summary>Takes an account's exercises of a series out, to carry them out.</summary>
    public ExerciseNotice Take(InstrumentId series, AccountId account)
    {
        _notices.Remove((series.Value, account.Value), out var notice);
        return notice;
    }

    /// <summary>Sets how many contracts are not to be exercised; zero for none.</summary>
    public void Refuse(InstrumentId series, AccountId account, long contracts)
    {
        if (contracts == 0)
        {
            _refused.Remove((series.Value, account.Value));
        }
        else
        {
            _refused[(series.Value, account.Value)] = contracts;
        }
    }

    /// <summary>Forgets a series that has ended.</summary>
    public void End(InstrumentId series)
    {
        foreach (var key in _refused.Keys.Where(key => key.Series == series.Value).ToList())
        {
            _refused.Remove(key);
        }
    }

    public void AddTo(ref StateHash hash)
    {
        foreach (var ((series, account), notice) in _notices)
        {
            hash.Add((long)series);
            hash.Add((long)account);
            hash.Add(notice.Contracts);
            hash.Add((long)notice.Asset.Value);
            hash.Add(notice.Reserved);
        }

        foreach (var ((series, account), contracts) in _refused)
        {
            hash.Add((long)series);
            hash.Add((long)account);
            hash.Add(contracts);
        }
    }
}

/// <summary>An exercise that waits for the night.</summary>
/// <param name="Contracts">How many.</param>
/// <param name="Asset">What is set aside for it besides the contracts: money for calls, the underlying for puts.</param>
/// <param name="Reserved">How much of that; zero for accounts that may owe.</param>
internal readonly record struct ExerciseNotice(long Contracts, AssetId Asset, long Reserved);
