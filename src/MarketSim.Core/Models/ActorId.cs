namespace MarketSim.Core;

/// <summary>An actor in the simulation kernel; its index in order of registration.</summary>
/// <param name="Value">From zero.</param>
public readonly record struct ActorId(int Value) : IComparable<ActorId>
{
    /// <inheritdoc/>
    public int CompareTo(ActorId other) => Value.CompareTo(other.Value);

    /// <summary>The bare number.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
