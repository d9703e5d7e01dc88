namespace MarketSim.Core;

/// <summary>What an order book trades; its index in the exchange's instrument list.</summary>
/// <param name="Value">From zero.</param>
public readonly record struct InstrumentId(int Value) : IComparable<InstrumentId>
{
    /// <inheritdoc/>
    public int CompareTo(InstrumentId other) => Value.CompareTo(other.Value);

    /// <summary>The bare number.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
