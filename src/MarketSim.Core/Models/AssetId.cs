namespace MarketSim.Core;

/// <summary>What a ledger balance counts: a currency, a share, a coin, a contract.</summary>
/// <param name="Value">From zero.</param>
public readonly record struct AssetId(int Value) : IComparable<AssetId>
{
    /// <inheritdoc/>
    public int CompareTo(AssetId other) => Value.CompareTo(other.Value);

    /// <summary>The bare number.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
