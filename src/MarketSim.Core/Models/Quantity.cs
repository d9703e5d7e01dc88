namespace MarketSim.Core;

/// <summary>An amount of an instrument as a whole number of its lots (a share, a contract, 0.00001 of a coin).</summary>
/// <param name="Lots">Not negative in an order; zero means none.</param>
public readonly record struct Quantity(long Lots) : IComparable<Quantity>
{
    /// <summary>Nothing.</summary>
    public static readonly Quantity Zero = new(0);

    /// <summary>Whether there is nothing.</summary>
    public bool IsZero => Lots == 0;

    /// <summary>The smaller of two.</summary>
    public static Quantity Min(Quantity left, Quantity right) => left.Lots <= right.Lots ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Lots.CompareTo(other.Lots);

    /// <summary>Both together.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Lots + right.Lots);

    /// <summary>What is left of the first.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Lots - right.Lots);

    /// <summary>Whether the left one is smaller.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Lots < right.Lots;

    /// <summary>Whether the left one is larger.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Lots > right.Lots;

    /// <summary>Whether the left one is not larger.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Lots <= right.Lots;

    /// <summary>Whether the left one is not smaller.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Lots >= right.Lots;

    /// <summary>The bare count of lots.</summary>
    public override string ToString() => Lots.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
