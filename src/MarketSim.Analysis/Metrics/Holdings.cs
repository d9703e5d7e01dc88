using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What groups of accounts own, rebuilt from deposits, trades, fees and postings.</summary>
/// <remarks>A group is whatever the caller says: an account by itself, all accounts of a type. Trades settle as
/// the instrument says, on the terms then in force.</remarks>
/// <param name="instruments">What is traded; ids are their places.</param>
/// <param name="assets">How many assets to follow: ids below it. Others are ignored.</param>
/// <param name="feeAccount">Who receives fees.</param>
/// <param name="groupOf">The group of an account, from zero; asked once for each account.</param>
public sealed class Holdings(
    IReadOnlyList<Instrument> instruments, int assets, AccountId feeAccount, Func<AccountId, int> groupOf)
{
    private readonly Instrument[] _instruments = [.. instruments];
    private readonly Dictionary<AccountId, int> _groups = [];
    private readonly List<long[]> _balances = [];
    private readonly TransferBuffer _transfers = new();

    /// <summary>How many groups have been seen, or lie below one that has.</summary>
    public int GroupCount => _balances.Count;

    /// <summary>What a group owns of an asset in its smallest unit; negative where it owes.</summary>
    public long Balance(int group, AssetId asset) => group < _balances.Count ? _balances[group][asset.Value] : 0;

    /// <summary>The group of an account.</summary>
    public int GroupOf(AccountId account)
    {
        if (!_groups.TryGetValue(account, out var group))
        {
            group = groupOf(account);
            _groups.Add(account, group);
            while (_balances.Count <= group)
            {
                _balances.Add(new long[assets]);
            }
        }

        return group;
    }

    /// <summary>Takes in what happened next.</summary>
    public void Observe(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Deposited:
                Add(item.Account, item.Asset, item.Amount);
                break;
            case EventKind.FeePosted:
                Add(item.Account, item.Asset, -item.Amount);
                Add(feeAccount, item.Asset, item.Amount);
                break;
            case EventKind.Posted:
                Post(item.Account, item.Asset, -item.Amount);
                Post(item.CounterAccount, item.Asset, item.Amount);
                break;
            case EventKind.Marked or EventKind.TermsChanged:
                _instruments[item.Instrument.Value] = _instruments[item.Instrument.Value].After(item);
                break;
            case EventKind.Traded:
                Settle(item);
                break;
        }
    }

    private void Settle(in MarketEvent trade)
    {
        var (buyer, seller) = trade.Side == Side.Buy
            ? (trade.Account, trade.CounterAccount)
            : (trade.CounterAccount, trade.Account);
        _transfers.Clear();
        var instrument = _instruments[trade.Instrument.Value];
        instrument.Settle(buyer, seller, trade.Price, trade.Quantity, new Money(trade.Amount), _transfers);
        foreach (var transfer in _transfers.Items)
        {
            Add(transfer.From, transfer.Asset, -transfer.Amount);
            Add(transfer.To, transfer.Asset, transfer.Amount);
        }
    }

    // Nobody asks what the outside world owns: it issues what others get.
    private void Post(AccountId account, AssetId asset, long amount)
    {
        if (account != Ledger.OutsideWorld)
        {
            Add(account, asset, amount);
        }
    }

    private void Add(AccountId account, AssetId asset, long amount)
    {
        var balances = _balances[GroupOf(account)];
        if ((uint)asset.Value < (uint)balances.Length)
        {
            balances[asset.Value] += amount;
        }
    }
}
