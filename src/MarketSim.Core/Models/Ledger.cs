using System.Runtime.CompilerServices;

namespace MarketSim.Core;

/// <summary>Who owns what: a double-entry ledger of accounts times assets, with balances posted and reserved.</summary>
/// <remarks>
/// Hot: every trade passes through it. Balances lie in one array, [account × assets + asset], and no call allocates except
/// those that open an account or add an asset.
/// <para>Balances change only by <see cref="Transfer"/>s, so every asset's balances sum to zero when account 0, the outside
/// world, is counted: what the outside world lacks is what it has issued. An ordinary balance is never negative, unless the
/// asset (contracts of futures) or the account (one that may sell short) allows it.</para>
/// <para>A reserve is a promise within one account: it lowers what is available and moves nothing. It is covered when it is
/// made; a later loss may uncover it, which <see cref="AllReservesAreCovered"/> tells.</para>
/// <para>Refusals that a participant can cause are verdicts; what no participant should be able to cause stops the run.</para>
/// </remarks>
public sealed partial class Ledger
{
    /// <summary>The account that issues all assets; it is always open.</summary>
    public static readonly AccountId OutsideWorld = new(0);

    /// <summary>One more than the highest account id that can be opened: a bound on what a mistyped id can cost in memory.</summary>
    public const int MaxAccounts = 1 << 20;

    private long[] _balances = [];
    private long[] _reserved = [];
    private bool[] _isOpen = [];
    private bool[] _accountMayOwe = [];
    private bool[] _assetMayBeOwed = [];

    // How far below zero charges have left a balance that may not be negative; looked up by key only.
    private readonly Dictionary<(AccountId Account, AssetId Asset), long> _debts = [];
    private int _assets;

    /// <summary>A ledger in which nobody has anything.</summary>
    /// <param name="assetCount">How many assets there are: ids from zero to one less. <see cref="EnsureAssets"/> adds more.</param>
    public Ledger(int assetCount)
    {
        EnsureAssets(assetCount);
        Open(OutsideWorld);
        _accountMayOwe[OutsideWorld.Value] = true;
    }

    /// <summary>How many assets there are.</summary>
    public int AssetCount => _assets;

    /// <summary>Whether a loss has ever uncovered a reserve, so that an order may trade for which the money is gone.</summary>
    public bool HasUncovered { get; private set; }

    /// <summary>One more than the highest id of an open account.</summary>
    public int AccountCount { get; private set; }

    /// <summary>How many changes there have been: transfers, reserves and releases.</summary>
    public long Version { get; private set; }

    /// <summary>Whether an account is open; the outside world always is.</summary>
    public bool IsOpen(AccountId account) => unchecked((uint)account.Value < (uint)_isOpen.Length) && _isOpen[account.Value];

    /// <summary>Whether an asset is known.</summary>
    public bool IsKnown(AssetId asset) => unchecked((uint)asset.Value < (uint)_assets);

    /// <summary>Opens an account with nothing in it.</summary>
    /// <returns>False if it is already open or its id is not from 1 to <see cref="MaxAccounts"/> - 1.</returns>
    public bool OpenAccount(AccountId account)
    {
        if (account.Value < 1 || account.Value >= MaxAccounts || IsOpen(account))
        {
            return false;
        }

        Open(account);
        return true;
    }

    /// <summary>What an account has, reserved or not; negative is what it owes.</summary>
    public long Balance(AccountId account, AssetId asset) => _balances[Cell(account, asset)];

    /// <summary>What of it is promised to open orders and obligations.</summary>
    public long Reserved(AccountId account, AssetId asset) => _reserved[Cell(account, asset)];

    /// <summary>What is left to promise or take out; negative where a loss has uncovered a reserve.</summary>
    public long Available(AccountId account, AssetId asset)
    {
        var cell = Cell(account, asset);
        return _balances[cell] - _reserved[cell];
    }

    /// <summary>What exists of an asset outside the outside world.</summary>
    public long Issued(AssetId asset) => -Balance(OutsideWorld, asset);

    /// <summary>Whether a balance may fall below zero.</summary>
    public bool MayBeNegative(AccountId account, AssetId asset)
        => _accountMayOwe[CheckedAccount(account)] || _assetMayBeOwed[CheckedAsset(asset)];

    /// <summary>Lets every account hold a negative number of an asset, as a short position in futures does.</summary>
    public void AllowNegative(AssetId asset) => _assetMayBeOwed[CheckedAsset(asset)] = true;

    /// <summary>Lets an account hold a negative number of any asset.</summary>
    public void AllowNegative(AccountId account) => _accountMayOwe[CheckedAccount(account)] = true;

    /// <summary>Whether a movement would be in order: its parties and asset exist, the giver has as much available, and no
    /// balance leaves 64 bits. Ask this of movements that a participant asks for, such as taking money out.</summary>
    public bool CanApply(in Transfer transfer)
    {
        if (!IsOpen(transfer.From) || !IsOpen(transfer.To) || !IsKnown(transfer.Asset))
        {
            return false;
        }

        var (amount, had, has) = (transfer.Amount, Balance(transfer.From, transfer.Asset), Balance(transfer.To, transfer.Asset));
        var (from, to) = unchecked((had - amount, has + amount));

        // Beyond 64 bits the sign is not what it must be.
        var fits = ((had ^ amount) & (had ^ from)) >= 0 && ((to ^ has) & (to ^ amount)) >= 0;
        var (giver, left) = amount >= 0 ? (transfer.From, from) : (transfer.To, to);
        return fits && (transfer.From == transfer.To || MayBeNegative(giver, transfer.Asset) || left >= Reserved(giver, transfer.Asset));
    }

    /// <summary>Carries out one movement.</summary>
    /// <exception cref="InvariantViolatedException">An account is not open, the asset is unknown, or a balance that may not be
    /// negative would be.</exception>
    /// <exception cref="OverflowException">A balance leaves 64 bits.</exception>
    public void Apply(in Transfer transfer)
    {
        Move(in transfer);
        VerifyNotOwed(transfer.From, transfer.Asset);
        VerifyNotOwed(transfer.To, transfer.Asset);
    }

    /// <summary>Carries out one movement that the giver cannot refuse, such as interest or a mark: where he has too little, he is
    /// left with a debt.</summary>
    /// <exception cref="InvariantViolatedException">An account is not open, or the asset is unknown.</exception>
    /// <exception cref="OverflowException">A balance leaves 64 bits.</exception>
    public void Charge(in Transfer transfer)
    {
        Move(in transfer);
        var payer = transfer.Amount >= 0 ? transfer.From : transfer.To;
        if (Balance(payer, transfer.Asset) < 0 && !MayBeNegative(payer, transfer.Asset))
        {
            _debts[(payer, transfer.Asset)] = Balance(payer, transfer.Asset);
        }

        HasUncovered |= Available(payer, transfer.Asset) < 0 && !MayBeNegative(payer, transfer.Asset);
    }

    /// <summary>Carries out movements that belong together: an account may dip below zero between two of them, not after all.</summary>
    /// <exception cref="InvariantViolatedException">As for one.</exception>
    /// <exception cref="OverflowException">A balance leaves 64 bits.</exception>
    public void Apply(ReadOnlySpan<Transfer> transfers)
    {
        foreach (ref readonly var transfer in transfers)
        {
            Move(in transfer);
        }

        foreach (ref readonly var transfer in transfers)
        {
            VerifyNotOwed(transfer.From, transfer.Asset);
            VerifyNotOwed(transfer.To, transfer.Asset);
        }
    }

    /// <summary>Promises a part of a balance.</summary>
    /// <param name="amount">Not negative.</param>
    /// <returns>False, and nothing changed, if less is available and the balance may not be negative, or if all reserves
    /// together would leave 64 bits.</returns>
    public bool TryReserve(AccountId account, AssetId asset, long amount)
    {
        Guard.That(amount >= 0, "a reserve is never negative");
        var cell = Cell(account, asset);
        var reserved = _reserved[cell];
        var isCovered = amount <= _balances[cell] - reserved || MayBeNegative(account, asset);
        if (!isCovered || amount > long.MaxValue - reserved)
        {
            return false;
        }

        _reserved[cell] = reserved + amount;
        Version++;
        return true;
    }

    /// <summary>Promises what must be promised, such as the margin of a position that a loss has left uncovered; what is available
    /// may fall below zero.</summary>
    /// <param name="amount">Not negative.</param>
    /// <exception cref="OverflowException">All reserves together leave 64 bits.</exception>
    public void ReserveRegardless(AccountId account, AssetId asset, long amount)
    {
        Guard.That(amount >= 0, "a reserve is never negative");
        _reserved[Cell(account, asset)] += amount;
        HasUncovered |= Available(account, asset) < 0 && !MayBeNegative(account, asset);
        Version++;
    }

    /// <summary>Takes back a promise, or a part of it.</summary>
    /// <param name="amount">From zero to what is reserved.</param>
    /// <exception cref="InvariantViolatedException">More than is reserved.</exception>
    public void Release(AccountId account, AssetId asset, long amount)
    {
        var cell = Cell(account, asset);
        var reserved = _reserved[cell];
        if (amount < 0 || amount > reserved)
        {
            Guard.Fail($"released {amount} of asset {asset} in account {account}, where {reserved} is reserved.");
        }

        _reserved[cell] = reserved - amount;
        Version++;
    }

    private void Move(in Transfer transfer)
    {
        var from = Cell(transfer.From, transfer.Asset);
        var to = Cell(transfer.To, transfer.Asset);
        _balances[from] -= transfer.Amount;
        _balances[to] += transfer.Amount;
        Version++;
    }

    private void VerifyNotOwed(AccountId account, AssetId asset)
    {
        if (_balances[Cell(account, asset)] < 0 && !MayBeNegative(account, asset)
            && Balance(account, asset) < _debts.GetValueOrDefault((account, asset)))
        {
            FailOwed(account, asset);
        }
    }

    private void FailOwed(AccountId account, AssetId asset)
        => Guard.Fail($"account {account} would owe {-(Int128)Balance(account, asset)} of asset {asset}, which may not be owed.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Cell(AccountId account, AssetId asset)
    {
        if (!IsOpen(account) || !IsKnown(asset))
        {
            Guard.Fail($"account {account} or asset {asset} is not in the ledger.");
        }

        // Below MaxAccounts × assets, whose product was checked when the arrays were made.
        return unchecked((account.Value * _assets) + asset.Value);
    }

    private int CheckedAccount(AccountId account)
    {
        Guard.That(IsOpen(account), "every account that is named is open");
        return account.Value;
    }

    private int CheckedAsset(AssetId asset)
    {
        Guard.That(IsKnown(asset), "every asset that is named is known");
        return asset.Value;
    }
}
