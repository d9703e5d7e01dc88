namespace MarketSim.Core;

/// <summary>An order, unique over the life of one exchange; chosen by whoever sends it.</summary>
/// <param name="Value">Zero means "no order".</param>
public readonly record struct OrderId(ulong Value) : IComparable<OrderId>
{
    /// <inheritdoc/>
    public int CompareTo(OrderId other) => Value.CompareTo(other.Value);

    /// <summary>The bare number.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
