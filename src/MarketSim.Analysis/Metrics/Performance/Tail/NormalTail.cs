using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Quantile and tail mean of a distribution known by its moments, in standard deviations from the mean.</summary>
/// <remarks>
/// Source: Cornish and Fisher (1938): z' = z + (z² - 1)S/6 + (z³ - 3z)K/24 - (2z³ - 5z)S²/36, S the skewness and K the excess kurtosis. Its
/// mean below q follows from ∫He_n·φ = -He_{n-1}·φ: -φ(z)/q·(1 + z·S/6 + (z² - 1)K/24 - (2z² - 1)S²/36); Maillard (2012), "A user's guide
/// to the Cornish Fisher expansion".
/// </remarks>
internal static class NormalTail
{
    public static double Quantile(double q, double skewness = 0, double excessKurtosis = 0)
    {
        var z = PortableMath.NormalQuantile(q);
        return z + (((z * z) - 1) * skewness / 6) + (((z * z * z) - (3 * z)) * excessKurtosis / 24)
            - (((2 * z * z * z) - (5 * z)) * skewness * skewness / 36);
    }

    public static double Mean(double q, double skewness = 0, double excessKurtosis = 0)
    {
        var z = PortableMath.NormalQuantile(q);
        var shape = 1 + (z * skewness / 6) + (((z * z) - 1) * excessKurtosis / 24) - (((2 * z * z) - 1) * skewness * skewness / 36);
        return -PortableMath.NormalDensity(z) / q * shape;
    }
}
