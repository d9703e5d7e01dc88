namespace MarketSim.Core;

/// <summary>A movement of an asset between two accounts; the only way in which balances change.</summary>
/// <param name="Asset">What moves.</param>
/// <param name="From">Who gives; the outside world (account 0) when assets are issued.</param>
/// <param name="To">Who receives.</param>
/// <param name="Amount">How much, in the asset's smallest unit. May be negative: then it moves the other way.</param>
public readonly record struct Transfer(AssetId Asset, AccountId From, AccountId To, long Amount);

/// <summary>A reusable list of transfers, so that settling a trade allocates nothing.</summary>
public sealed class TransferBuffer
{
    private Transfer[] _items = new Transfer[16];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>What was added since the last <see cref="Clear"/>, in order.</summary>
    public ReadOnlySpan<Transfer> Items => _items.AsSpan(0, Count);

    /// <summary>Adds one.</summary>
    public void Add(in Transfer transfer)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = transfer;
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;
}
