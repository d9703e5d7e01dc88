namespace MarketSim.Core;

/// <summary>Elementary functions built from + − × ÷ √ and whole numbers alone, so that every machine gets the same bits.</summary>
/// <remarks>
/// IEEE 754 fixes the result of those five operations, and .NET neither reorders them nor contracts them to fused ones.
/// <c>Math.Exp</c> and its like call the platform's C library, whose last bit may differ between systems.
/// <para>Accuracy, measured against 60-digit arithmetic: <see cref="Exp"/>, <see cref="Log"/>, <see cref="Pow"/>,
/// <see cref="Sin"/> and <see cref="Cos"/> are within one unit in the last place; see each of the others.</para>
/// </remarks>
public static partial class PortableMath
{
    private const double Sqrt2 = 1.4142135623730951;
    private const double InverseLn2 = 1.4426950408889634;

    // ln 2 cut after 32 bits, so that a multiple by an exponent is exact, and the rest.
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    // ln 2 cut after 42 bits, after 42 more, and the rest.
    private const double Ln2First = 0.6931471805598903;
    private const double Ln2Second = 5.49792301870721e-14;
    private const double Ln2Third = 1.1612227229362532e-26;

    private const double ThirdHigh = 0.3333333333333333;
    private const double ThirdLow = 1.850371707708594e-17;

    // The series that follow have their highest power first: 1/14! … 1/2!, and 1/25, 1/23 … 1/3.
    private static ReadOnlySpan<double> ExpSeries =>
    [
        1.0 / 87_178_291_200, 1.0 / 6_227_020_800, 1.0 / 479_001_600, 1.0 / 39_916_800, 1.0 / 3_628_800, 1.0 / 362_880,
        1.0 / 40_320, 1.0 / 5_040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2,
    ];

    private static ReadOnlySpan<double> ArtanhSeries =>
    [
        1.0 / 25, 1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3,
    ];

    private const double Overflow = 709.782712893384;
    private const double Underflow = -745.1332191019412;

    /// <summary>e to a power. Infinity above 709.78, zero below -745.13.</summary>
    public static double Exp(double x)
        => double.IsNaN(x) ? x : x > Overflow ? double.PositiveInfinity : x < Underflow ? 0 : ExpOfSum(x, 0);

    /// <summary>The natural logarithm. NaN below zero, minus infinity at zero.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        var (exponent, f) = SplitExponent(x);

        // With s = f / (2 + f), ln(1 + f) = 2 artanh s = f - f²/2 + s (f²/2 + R(s²)), R being the series 2s²/3 + 2s⁴/5 + …;
        // of the terms to be rounded only f is large.
        var s = f / (2 + f);
        var z = s * s;
        var r = z * Polynomial(z, ArtanhSeries) * 2;
        var half = 0.5 * f * f;
        return (exponent * Ln2High) - ((half - ((s * (half + r)) + (exponent * Ln2Low))) - f);
    }

    /// <summary>A power of a number, with the special cases of IEEE 754 (as <c>Math.Pow</c>).</summary>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        var size = PowOfSize(Math.Abs(x), y);
        if (!double.IsNegative(x))
        {
            return size;
        }

        var isInteger = double.IsInfinity(y) || Math.Floor(y) == y;
        if (!isInteger)
        {
            return x == 0 || double.IsInfinity(x) ? size : double.NaN;
        }

        // Beyond 2^53 every double is even.
        var isOdd = Math.Abs(y) < 9_007_199_254_740_992.0 && Math.Floor(y / 2) * 2 != y;
        return isOdd ? -size : size;
    }

    /// <summary>The square root; IEEE 754 fixes its bits.</summary>
    public static double Sqrt(double x) => Math.Sqrt(x);

    private static double PowOfSize(double x, double y)
    {
        if (x == 1)
        {
            return 1;
        }

        if (x == 0 || double.IsInfinity(x) || double.IsInfinity(y))
        {
            return (x > 1) == (y > 0) ? double.PositiveInfinity : 0;
        }

        if (Math.Abs(y) > 18_446_744_073_709_551_616.0)
        {
            // |ln x| is at least 2^-53, so that the result is out of range; and the product below might overflow.
            return (x > 1) == (y > 0) ? double.PositiveInfinity : 0;
        }

        var log = LogInTwoParts(x);
        var product = DoubleDouble.Product(y, log.High);
        var power = DoubleDouble.Sum(product.High, product.Low + (y * log.Low));
        return power.High > Overflow + 1 ? double.PositiveInfinity
            : power.High < Underflow - 1 ? 0
            : ExpOfSum(power.High, power.Low);
    }

    /// <summary>exp(x + tail), for a tail that is small beside x.</summary>
    private static double ExpOfSum(double x, double tail)
    {
        var k = Math.Floor((x * InverseLn2) + 0.5);
        var high = x - (k * Ln2High);
        var low = k * Ln2Low;
        var first = high - low;
        var rest = ((high - first) - low) + tail;
        var r = first + rest;
        var lost = (first - r) + rest;

        // |r| < 0.35: the first term of the Taylor series that is left out is below 2^-58.
        var q = Polynomial(r, ExpSeries);
        return Scale(1 + (r + (lost + (r * r * q))), (int)k);
    }

    /// <summary>The logarithm to about 2^-64 of itself, for powers: x positive and finite.</summary>
    private static DoubleDouble LogInTwoParts(double x)
    {
        var (exponent, f) = SplitExponent(x);
        var s = new DoubleDouble(f, 0) / DoubleDouble.Sum(2, f);
        var z = s * s;
        var w = z.High;
        var tail = w * Polynomial(w, ArtanhSeries[..^1]);
        var series = new DoubleDouble(ThirdHigh, ThirdLow) + new DoubleDouble(tail, 0);
        var twice = new DoubleDouble(2 * s.High, 2 * s.Low);
        var log = twice + (twice * (z * series));
        var offset = DoubleDouble.Sum(exponent * Ln2First, exponent * Ln2Second);
        return offset + (log + new DoubleDouble(exponent * Ln2Third, 0));
    }

    /// <summary>x = 2^exponent (1 + f) with 1 + f from √½ to √2: x positive and finite.</summary>
    private static (double Exponent, double F) SplitExponent(double x)
    {
        var shift = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18_014_398_509_481_984.0; // subnormal: 2^54
            shift = -54;
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023 + shift;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        return mantissa > Sqrt2 ? (exponent + 1, (mantissa / 2) - 1) : (exponent, mantissa - 1);
    }

    /// <summary>value × 2^k, for k from -1100 to 1100, rounded once.</summary>
    private static double Scale(double value, int k) => value * PowerOfTwo(k / 2) * PowerOfTwo(k - (k / 2));

    private static double Polynomial(double x, ReadOnlySpan<double> highestFirst)
    {
        var sum = 0.0;
        foreach (var coefficient in highestFirst)
        {
            sum = (sum * x) + coefficient;
        }

        return sum;
    }

    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((1023L + k) << 52);
}
