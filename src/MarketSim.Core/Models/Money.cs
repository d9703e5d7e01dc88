namespace MarketSim.Core;

/// <summary>An amount of a currency as a whole number of its minor units (cents for USD).</summary>
/// <param name="Minor">Negative where it is owed or lost.</param>
public readonly record struct Money(long Minor) : IComparable<Money>
{
    /// <summary>Nothing.</summary>
    public static readonly Money Zero = new(0);

    /// <summary>Converts a 128-bit intermediate result.</summary>
    /// <exception cref="OverflowException">It does not fit 64 bits.</exception>
    public static Money FromInt128(Int128 minor) => new(checked((long)minor));

    /// <inheritdoc/>
    public int CompareTo(Money other) => Minor.CompareTo(other.Minor);

    /// <summary>Both together.</summary>
    public static Money operator +(Money left, Money right) => new(left.Minor + right.Minor);

    /// <summary>The first less the second.</summary>
    public static Money operator -(Money left, Money right) => new(left.Minor - right.Minor);

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money money) => new(-money.Minor);

    /// <summary>Whether the left one is smaller.</summary>
    public static bool operator <(Money left, Money right) => left.Minor < right.Minor;

    /// <summary>Whether the left one is larger.</summary>
    public static bool operator >(Money left, Money right) => left.Minor > right.Minor;

    /// <summary>Whether the left one is not larger.</summary>
    public static bool operator <=(Money left, Money right) => left.Minor <= right.Minor;

    /// <summary>Whether the left one is not smaller.</summary>
    public static bool operator >=(Money left, Money right) => left.Minor >= right.Minor;

    /// <summary>The bare count of minor units.</summary>
    public override string ToString() => Minor.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
