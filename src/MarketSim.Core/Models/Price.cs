namespace MarketSim.Core;

/// <summary>A price as a whole number of an instrument's price units.</summary>
/// <remarks>
/// The unit is the instrument's tick, or finer where it declares so (half ticks for midpoint pegs, 0.0001 for prices
/// below one dollar); see <see cref="Instrument.PriceUnit"/>. May be negative, as spreads and some futures are.
/// </remarks>
/// <param name="Ticks">The number of price units.</param>
public readonly record struct Price(long Ticks) : IComparable<Price>
{
    /// <summary>The price of nothing; where an order has no limit the field holds this and its type says so.</summary>
    public static readonly Price Zero = new(0);

    /// <summary>Converts a model's value, already in ticks, with the rounding that the caller names.</summary>
    /// <exception cref="OverflowException">The value is not finite or beyond 64 bits.</exception>
    public static Price FromDouble(double ticks, Rounding rounding) => new(checked((long)rounding.Apply(ticks)));

    /// <inheritdoc/>
    public int CompareTo(Price other) => Ticks.CompareTo(other.Ticks);

    /// <summary>A price moved up by a number of units.</summary>
    public static Price operator +(Price price, long ticks) => new(price.Ticks + ticks);

    /// <summary>A price moved down by a number of units.</summary>
    public static Price operator -(Price price, long ticks) => new(price.Ticks - ticks);

    /// <summary>The units from the right price up to the left one.</summary>
    public static long operator -(Price left, Price right) => left.Ticks - right.Ticks;

    /// <summary>Whether the left price is lower.</summary>
    public static bool operator <(Price left, Price right) => left.Ticks < right.Ticks;

    /// <summary>Whether the left price is higher.</summary>
    public static bool operator >(Price left, Price right) => left.Ticks > right.Ticks;

    /// <summary>Whether the left price is not higher.</summary>
    public static bool operator <=(Price left, Price right) => left.Ticks <= right.Ticks;

    /// <summary>Whether the left price is not lower.</summary>
    public static bool operator >=(Price left, Price right) => left.Ticks >= right.Ticks;

    /// <summary>The bare count of units.</summary>
    public override string ToString() => Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
