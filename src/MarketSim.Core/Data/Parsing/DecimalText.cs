using System.Globalization;
using System.Numerics;

namespace MarketSim.Core;

/// <summary>Whole numbers of small units as decimal text, exactly.</summary>
internal static class DecimalText
{
    /// <summary>With exactly the given number of decimals.</summary>
    public static string Show(BigInteger units, int decimals)
    {
        var digits = BigInteger.Abs(units).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = units.Sign < 0 ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }

    /// <summary>The same number without zeros at the end of its decimals.</summary>
    public static string TrimZeros(string number) => number.Contains('.') ? number.TrimEnd('0').TrimEnd('.') : number;

    /// <summary>A quotient with the given number of decimals, halves away from zero.</summary>
    public static string ShowRatio(BigInteger numerator, BigInteger denominator, int decimals)
    {
        var scaled = 2 * numerator * BigInteger.Pow(10, decimals);
        var rounded = (BigInteger.Abs(scaled) + BigInteger.Abs(denominator)) / (2 * BigInteger.Abs(denominator));
        return Show(scaled.Sign * denominator.Sign < 0 ? -rounded : rounded, decimals);
    }

    /// <summary>An instant on a recording's clock, to the nanosecond.</summary>
    public static string ShowTime(long nanoseconds, DataClock clock)
    {
        if (clock == DataClock.Unix)
        {
            var day = DateTime.UnixEpoch.AddTicks(nanoseconds / 100);
            return string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-ddTHH:mm:ss.fffffff}{nanoseconds % 100:00}Z");
        }

        var (seconds, rest) = Math.DivRem(nanoseconds, 1_000_000_000);
        return string.Create(
            CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}.{rest:000000000}");
    }
}
