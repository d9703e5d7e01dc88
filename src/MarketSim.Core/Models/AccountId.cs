namespace MarketSim.Core;

/// <summary>A ledger account: a participant, the exchange's fee account, or the outside world.</summary>
/// <param name="Value">Zero is the outside world, which issues all assets.</param>
public readonly record struct AccountId(int Value) : IComparable<AccountId>
{
    /// <inheritdoc/>
    public int CompareTo(AccountId other) => Value.CompareTo(other.Value);

    /// <summary>The bare number.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
