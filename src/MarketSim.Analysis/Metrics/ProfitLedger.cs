using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Equity and profit of groups of accounts at any moment of a log.</summary>
/// <remarks>
/// Equity: all that a group owns, marked at mid. Profit: equity less what was put in. What was put in counts at
/// the mark of the moment, or at the first mark if it came before that: so an endowment is worth what it was
/// worth at the first mid, and its own rise and fall are part of the profit. Summed over all accounts, that of
/// fees included, profit is what the endowed assets have risen: zero when they are marked at one price.
/// </remarks>
internal sealed class ProfitLedger
{
    private readonly Valuation _valuation;
    private readonly Holdings _holdings;
    private readonly double[] _value;
    private readonly List<(int Group, AssetId Asset, long Amount)> _unmarked = [];
    private readonly List<double> _contributed = [];
    private readonly List<long[]> _deposits = [];
    private bool _hasNewMark;

    public ProfitLedger(
        IReadOnlyList<Instrument> instruments, AssetId reporting, AccountId feeAccount, Func<AccountId, int> groupOf)
    {
        _valuation = new Valuation(instruments, reporting);
        _holdings = new Holdings(instruments, _valuation.AssetCount, feeAccount, groupOf);
        _value = new double[_valuation.AssetCount];
        Array.Fill(_value, double.NaN);
        Mark();
    }

    public Holdings Holdings => _holdings;

    public void Observe(in MarketEvent item)
    {
        if (_valuation.Observe(item))
        {
            Mark();
        }

        _holdings.Observe(item);
        if (item.Kind == EventKind.Deposited)
        {
            var group = _holdings.GroupOf(item.Account);
            Remember(group, item.Asset, item.Amount);
            PutIn(group, item.Asset, item.Amount);
        }
        else if (item is { Kind: EventKind.Posted, Posting: Posting.SplitShares })
        {
            // They replace others: no trade made them, and nobody put them in.
            RememberSplit(item.Account, item.Asset, -item.Amount);
            RememberSplit(item.CounterAccount, item.Asset, item.Amount);
        }
    }

    /// <summary>Minor units of the reporting currency; assets that have no mark yet count nothing.</summary>
    public double Equity(int group)
    {
        var sum = 0.0;
        for (var asset = 0; asset < _value.Length; asset++)
        {
            var balance = _holdings.Balance(group, new AssetId(asset));
            sum += balance == 0 || double.IsNaN(_value[asset]) ? 0 : balance * _value[asset];
        }

        return sum;
    }

    /// <summary>Equity less what was put in.</summary>
    public double Profit(int group) => Equity(group) - (group < _contributed.Count ? _contributed[group] : 0);

    /// <summary>Equity less what all that was put in would be worth now: what trading and fees brought. Sums to
    /// zero.</summary>
    public double TradingProfit(int group)
    {
        var sum = 0.0;
        for (var asset = 0; asset < _value.Length; asset++)
        {
            var change = _holdings.Balance(group, new AssetId(asset)) - (group < _deposits.Count ? _deposits[group][asset] : 0);
            sum += change == 0 || double.IsNaN(_value[asset]) ? 0 : change * _value[asset];
        }

        return sum;
    }

    private void Mark()
    {
        for (var asset = 0; asset < _value.Length; asset++)
        {
            var value = _valuation.UnitValue(new AssetId(asset));
            _hasNewMark |= double.IsNaN(_value[asset]) && !double.IsNaN(value);
            _value[asset] = value;
        }

        if (!_hasNewMark)
        {
            return;
        }

        _hasNewMark = false;
        var waiting = _unmarked.ToArray();
        _unmarked.Clear();
        foreach (var (group, asset, amount) in waiting)
        {
            PutIn(group, asset, amount);
        }
    }

    private void RememberSplit(AccountId account, AssetId asset, long amount)
    {
        if (account != Ledger.OutsideWorld)
        {
            Remember(_holdings.GroupOf(account), asset, amount);
        }
    }

    private void Remember(int group, AssetId asset, long amount)
    {
        while (_deposits.Count <= group)
        {
            _deposits.Add(new long[_value.Length]);
        }

        if (asset.Value < _value.Length)
        {
            _deposits[group][asset.Value] += amount;
        }
    }

    private void PutIn(int group, AssetId asset, long amount)
    {
        while (_contributed.Count <= group)
        {
            _contributed.Add(0);
        }

        if (asset.Value < _value.Length && !double.IsNaN(_value[asset.Value]))
        {
            _contributed[group] += amount * _value[asset.Value];
        }
        else
        {
            _unmarked.Add((group, asset, amount));
        }
    }
}
