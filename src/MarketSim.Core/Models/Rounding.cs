namespace MarketSim.Core;

/// <summary>Where a number between two representable ones goes.</summary>
public enum Rounding
{
    /// <summary>Towards minus infinity.</summary>
    Down,

    /// <summary>Towards plus infinity.</summary>
    Up,

    /// <summary>To the nearest, halves away from zero: the rule for money.</summary>
    HalfUp,
}

/// <summary>The one place where doubles and wide integers are rounded.</summary>
public static class RoundingExtensions
{
    /// <summary>The whole number that the rule picks.</summary>
    public static double Apply(this Rounding rounding, double value) => rounding switch
    {
        Rounding.Down => Math.Floor(value),
        Rounding.Up => Math.Ceiling(value),
        Rounding.HalfUp => Math.Round(value, MidpointRounding.AwayFromZero),
        _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "Known roundings: Down, Up, HalfUp."),
    };

    /// <summary>The quotient of two integers that the rule picks.</summary>
    /// <param name="rounding">Where a remainder goes.</param>
    /// <param name="dividend">Any value.</param>
    /// <param name="divisor">Positive.</param>
    public static Int128 Divide(this Rounding rounding, Int128 dividend, Int128 divisor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(divisor, Int128.One);
        var (quotient, remainder) = Int128.DivRem(dividend, divisor);
        if (remainder == 0)
        {
            return quotient;
        }

        var isNegative = dividend < 0;
        return rounding switch
        {
            Rounding.Down => isNegative ? quotient - 1 : quotient,
            Rounding.Up => isNegative ? quotient : quotient + 1,
            Rounding.HalfUp when 2 * Int128.Abs(remainder) >= divisor => isNegative ? quotient - 1 : quotient + 1,
            Rounding.HalfUp => quotient,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "Known roundings: Down, Up, HalfUp."),
        };
    }
}
