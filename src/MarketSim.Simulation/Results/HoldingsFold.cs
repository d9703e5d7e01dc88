using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>What every account owns, from deposits, trades, fees and postings; and what it was given.</summary>
/// <remarks>Balances are those of the ledger, rebuilt from events, so that folders of killed runs have them
/// too.</remarks>
internal sealed class HoldingsFold : IEventFold
{
    private readonly Instrument[] _instruments;
    private readonly TransferBuffer _transfers = new();
    private readonly int _assets;
    private AccountHoldings?[] _accounts = new AccountHoldings?[16];

    public HoldingsFold(IReadOnlyList<Instrument> instruments, int assets)
        => (_instruments, _assets) = ([.. instruments], assets);

    /// <summary>The holdings of an account; null if nothing ever happened to it.</summary>
    public AccountHoldings? Of(int account) => account < _accounts.Length ? _accounts[account] : null;

    public void Observe(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Deposited:
                Account(item.Account).Deposit(item.Asset, item.Amount);
                break;
            case EventKind.FeePosted:
                Account(item.Account).PayFee(item.Asset, item.Amount);
                Account(Exchange.FeeAccount).Add(item.Asset, item.Amount);
                break;
            case EventKind.Posted:
                Account(item.Account).Pay(item.Posting, item.Asset, item.Amount);
                Account(item.CounterAccount).Pay(item.Posting, item.Asset, -item.Amount);
                break;
            case EventKind.Marked or EventKind.TermsChanged:
                _instruments[item.Instrument.Value] = _instruments[item.Instrument.Value].After(item);
                break;
            case EventKind.Accepted:
                Account(item.Account).Orders++;
                break;
            case EventKind.Rejected:
                Account(item.Account).Rejected++;
                break;
            case EventKind.Traded:
                Settle(item);
                break;
        }
    }

    public void Complete(SimTime end)
    {
    }

    private void Settle(in MarketEvent trade)
    {
        Account(trade.Account).CountFill(trade.Quantity);
        Account(trade.CounterAccount).CountFill(trade.Quantity);
        var (buyer, seller) = trade.Side == Side.Buy
            ? (trade.Account, trade.CounterAccount)
            : (trade.CounterAccount, trade.Account);
        _transfers.Clear();
        _instruments[trade.Instrument.Value].Settle(
            buyer, seller, trade.Price, trade.Quantity, new Money(trade.Amount), _transfers);
        foreach (var transfer in _transfers.Items)
        {
            Account(transfer.From).Add(transfer.Asset, -transfer.Amount);
            Account(transfer.To).Add(transfer.Asset, transfer.Amount);
        }
    }

    private AccountHoldings Account(AccountId account)
    {
        if (account.Value >= _accounts.Length)
        {
            Array.Resize(ref _accounts, Math.Max(account.Value + 1, _accounts.Length * 2));
        }

        return _accounts[account.Value] ??= new AccountHoldings(_assets);
    }
}

/// <summary>What one account owns and did.</summary>
/// <param name="assets">How many assets there are.</param>
internal sealed class AccountHoldings(int assets)
{
    /// <summary>By asset, in its smallest unit.</summary>
    public long[] Balances { get; } = new long[assets];

    /// <summary>Deposits less what was taken out, by asset.</summary>
    public long[] PutIn { get; } = new long[assets];

    /// <summary>Fees less rebates, by asset.</summary>
    public long[] Fees { get; } = new long[assets];

    public long Orders { get; set; }

    public long Rejected { get; set; }

    public long Fills { get; private set; }

    public long Lots { get; private set; }

    /// <summary>Whether a balance has changed since somebody last set this to false.</summary>
    public bool HasChanged { get; set; }

    public void Add(AssetId asset, long amount)
    {
        Balances[asset.Value] += amount;
        HasChanged = true;
    }

    public void Deposit(AssetId asset, long amount)
    {
        Add(asset, amount);
        PutIn[asset.Value] += amount;
    }

    public void PayFee(AssetId asset, long amount)
    {
        Add(asset, -amount);
        Fees[asset.Value] += amount;
    }

    /// <summary>A movement by a mechanism. Fees and levies count as fees; shares that replace others are put in like these, since no
    /// trade made them.</summary>
    public void Pay(Posting posting, AssetId asset, long amount)
    {
        Add(asset, -amount);
        switch (posting)
        {
            case Posting.Fee or Posting.Levy:
                Fees[asset.Value] += amount;
                break;
            case Posting.SplitShares:
                PutIn[asset.Value] -= amount;
                break;
        }
    }

    public void CountFill(Quantity quantity)
    {
        Fills++;
        Lots += quantity.Lots;
    }
}
