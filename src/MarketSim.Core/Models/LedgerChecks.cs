namespace MarketSim.Core;

/// <content>The checks over all accounts, the fingerprint, and growth: everything that is not hot.</content>
public sealed partial class Ledger
{
    /// <summary>Whether every asset's balances, the outside world's included, sum to zero.</summary>
    public bool IsConserved()
    {
        for (var asset = 0; asset < _assets; asset++)
        {
            if (Sum(new AssetId(asset)) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Stops the run if assets were created or destroyed, or a balance is negative that may not be.</summary>
    /// <exception cref="InvariantViolatedException">With the first asset or account where it is so.</exception>
    public void VerifyConservation()
    {
        for (var asset = 0; asset < _assets; asset++)
        {
            var sum = Sum(new AssetId(asset));
            if (sum != 0)
            {
                Guard.Fail($"the balances of asset {asset} sum to {sum}, not to zero.");
            }

            for (var account = 0; account < AccountCount; account++)
            {
                if (_isOpen[account])
                {
                    VerifyNotOwed(new AccountId(account), new AssetId(asset));
                }
            }
        }
    }

    /// <summary>Whether no account has promised more than it has, where it may not owe.</summary>
    /// <remarks>May turn false when a loss is booked (a futures mark, a fee); then somebody has to act.</remarks>
    public bool AllReservesAreCovered()
    {
        for (var account = 0; account < AccountCount; account++)
        {
            for (var asset = 0; _isOpen[account] && asset < _assets; asset++)
            {
                var cell = (account * _assets) + asset;
                if (_reserved[cell] > _balances[cell] && !MayBeNegative(new AccountId(account), new AssetId(asset)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Adds all balances and reserves to a fingerprint, by account and then by asset.</summary>
    public void AddTo(ref StateHash hash)
    {
        hash.Add((long)_assets);
        for (var account = 0; account < AccountCount; account++)
        {
            if (!_isOpen[account])
            {
                continue;
            }

            hash.Add((long)account);
            for (var asset = 0; asset < _assets; asset++)
            {
                var cell = (account * _assets) + asset;
                hash.Add(_balances[cell]);
                hash.Add(_reserved[cell]);
            }
        }
    }

    /// <summary>Makes room for assets with ids from zero to one less than this many; never fewer than there are.</summary>
    public void EnsureAssets(int assetCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(assetCount);
        if (assetCount <= _assets)
        {
            return;
        }

        var (balances, reserved, old) = (_balances, _reserved, _assets);
        _balances = new long[_isOpen.Length * assetCount];
        _reserved = new long[_isOpen.Length * assetCount];
        for (var account = 0; account < AccountCount; account++)
        {
            balances.AsSpan(account * old, old).CopyTo(_balances.AsSpan(account * assetCount));
            reserved.AsSpan(account * old, old).CopyTo(_reserved.AsSpan(account * assetCount));
        }

        _assets = assetCount;
        Array.Resize(ref _assetMayBeOwed, assetCount);
    }

    private Int128 Sum(AssetId asset)
    {
        var sum = Int128.Zero;
        for (var account = 0; account < AccountCount; account++)
        {
            sum += _balances[(account * _assets) + asset.Value];
        }

        return sum;
    }

    private void Open(AccountId account)
    {
        if (account.Value >= _isOpen.Length)
        {
            EnsureAccounts(Math.Max(account.Value + 1, Math.Max(16, _isOpen.Length * 2)));
        }

        _isOpen[account.Value] = true;
        AccountCount = Math.Max(AccountCount, account.Value + 1);
    }

    /// <summary>Makes room for so many accounts at once, where it is known how many there will be; it opens none.</summary>
    /// <param name="count">At most <see cref="MaxAccounts"/>.</param>
    public void EnsureAccounts(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 2 * MaxAccounts);
        if (count > _isOpen.Length)
        {
            Array.Resize(ref _isOpen, count);
            Array.Resize(ref _accountMayOwe, count);
            Array.Resize(ref _balances, count * _assets);
            Array.Resize(ref _reserved, count * _assets);
        }
    }
}
