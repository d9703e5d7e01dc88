namespace MarketSim.Core;

/// <content>Sine and cosine.</content>
public static partial class PortableMath
{
    private const double TwoOverPi = 0.6366197723675814;

    // π/2 in three parts, each the double nearest to what the ones before it leave.
    private const double HalfPiFirst = 1.5707963267948966;
    private const double HalfPiSecond = 6.123233995736766e-17;
    private const double HalfPiThird = -1.4973849048591698e-33;

    // Signed inverse factorials, 17! … 3! and 16! … 4!.
    private static ReadOnlySpan<double> SinSeries =>
    [
        1.0 / 355_687_428_096_000, -1.0 / 1_307_674_368_000, 1.0 / 6_227_020_800, -1.0 / 39_916_800, 1.0 / 362_880,
        -1.0 / 5_040, 1.0 / 120, -1.0 / 6,
    ];

    private static ReadOnlySpan<double> CosSeries =>
    [
        1.0 / 20_922_789_888_000, -1.0 / 87_178_291_200, 1.0 / 479_001_600, -1.0 / 3_628_800, 1.0 / 40_320, -1.0 / 720,
        1.0 / 24,
    ];

    private const double LargestAngle = 1_073_741_824; // 2^30

    /// <summary>The sine of an angle in radians.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The angle is not between -2^30 and 2^30.</exception>
    public static double Sin(double x)
    {
        var (quadrant, high, low) = Reduce(x);
        return quadrant switch
        {
            0 => SinNearZero(high, low),
            1 => CosNearZero(high, low),
            2 => -SinNearZero(high, low),
            _ => -CosNearZero(high, low),
        };
    }

    /// <summary>The cosine of an angle in radians.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The angle is not between -2^30 and 2^30.</exception>
    public static double Cos(double x)
    {
        var (quadrant, high, low) = Reduce(x);
        return quadrant switch
        {
            0 => CosNearZero(high, low),
            1 => -SinNearZero(high, low),
            2 => -CosNearZero(high, low),
            _ => SinNearZero(high, low),
        };
    }

    /// <summary>Takes away the nearest multiple of π/2; what is left lies within π/4 of zero, in two parts.</summary>
    private static (int Quadrant, double High, double Low) Reduce(double x)
    {
        if (!(Math.Abs(x) <= LargestAngle))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "An angle must lie between -2^30 and 2^30 radians.");
        }

        var multiple = Math.Floor((x * TwoOverPi) + 0.5);
        if (multiple == 0)
        {
            return (0, x, 0);
        }

        var first = DoubleDouble.Product(-multiple, HalfPiFirst);
        var second = DoubleDouble.Product(-multiple, HalfPiSecond);
        var rest = DoubleDouble.Sum(x + first.High, first.Low) + second + new DoubleDouble(-multiple * HalfPiThird, 0);
        return ((int)((long)multiple & 3), rest.High, rest.Low);
    }

    private static double SinNearZero(double x, double tail)
    {
        var z = x * x;
        var p = Polynomial(z, SinSeries);
        return x + ((x * z * p) + (tail * (1 - (0.5 * z))));
    }

    private static double CosNearZero(double x, double tail)
    {
        var z = x * x;
        var p = Polynomial(z, CosSeries);
        var half = 0.5 * z;
        var rest = 1 - half;
        return rest + (((1 - rest) - half) + ((z * z * p) - (x * tail)));
    }
}
