using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Small steps that several formulas share.</summary>
internal static class PricingMath
{
    public const double InverseSqrtTwoPi = 0.3989422804014327;
    private const double SqrtHalfPi = 1.2533141373155003;
    private const double InverseSqrt2 = 0.7071067811865476;

    /// <summary>ln(above / below), with all digits also where they are nearly equal.</summary>
    public static double LogRatio(double above, double below)
    {
        // The difference is exact within a factor of two (Sterbenz).
        var ratio = above / below;
        return ratio > 0.5 && ratio < 2 ? PortableMath.LogOnePlus((above - below) / below)
            : ratio > 1e-300 && ratio < 1e300 ? PortableMath.Log(ratio)
            : PortableMath.Log(above) - PortableMath.Log(below);
    }

    /// <summary>Φ(z) / φ(z), for z of at most 0 (or little above).</summary>
    public static double MillsRatio(double z) => SqrtHalfPi * PortableMath.ErfcScaled(-z * InverseSqrt2);

    /// <summary>e^log × Φ(z), where the factor alone might overflow and the chance alone underflow.</summary>
    public static double ScaledCdf(double log, double z) => z > -3
        ? PortableMath.Exp(log) * PortableMath.NormalCdf(z)
        : InverseSqrtTwoPi * PortableMath.Exp(log - (0.5 * z * z)) * MillsRatio(z);
}
