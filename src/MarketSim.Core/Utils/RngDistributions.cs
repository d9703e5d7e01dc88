namespace MarketSim.Core;

/// <summary>Draws from named distributions, by the inverse of the distribution function: every call takes exactly one number
/// from the stream, so that a changed parameter never shifts the draws that follow.</summary>
public static class RngDistributions
{
    private const double LargestPoissonMean = 1e9;

    // Where probabilities are this small, what is left of the draw is rounding, and no count will use it up.
    private const double Crumb = 1e-30;

    /// <summary>A uniform double strictly between 0 and 1, symmetric about one half: an odd multiple of 2^-53.</summary>
    public static double NextOpenDouble(this Rng random) => ((random.NextBits() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>A uniform double from the low bound (included) to the high bound.</summary>
    public static double NextUniform(this Rng random, double low, double high) => low + ((high - low) * random.NextDouble());

    /// <summary>A standard normal number; its extremes are ±8.2.</summary>
    public static double NextNormal(this Rng random) => PortableMath.NormalQuantile(random.NextOpenDouble());

    /// <summary>A normal number.</summary>
    /// <param name="standardDeviation">Not negative.</param>
    public static double NextNormal(this Rng random, double mean, double standardDeviation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(standardDeviation);
        return mean + (standardDeviation * random.NextNormal());
    }

    /// <summary>A number whose logarithm is normal.</summary>
    /// <param name="mu">Mean of the logarithm; the median is e^mu.</param>
    /// <param name="sigma">Standard deviation of the logarithm; not negative.</param>
    public static double NextLogNormal(this Rng random, double mu, double sigma)
        => PortableMath.Exp(random.NextNormal(mu, sigma));

    /// <summary>The time until the next event of a Poisson process.</summary>
    /// <param name="rate">Events per unit of time; positive. The mean is 1 / rate.</param>
    public static double NextExponential(this Rng random, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        return -PortableMath.Log(random.NextOpenDouble()) / rate;
    }

    /// <summary>A number of Pareto's distribution: its chance to exceed x is (minimum / x)^alpha.</summary>
    /// <param name="alpha">Tail exponent; positive.</param>
    /// <param name="minimum">Positive.</param>
    public static double NextPareto(this Rng random, double alpha, double minimum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimum);
        return minimum * PortableMath.Pow(random.NextOpenDouble(), -1 / alpha);
    }

    /// <summary>The number of failures before the first success, each trial succeeding with the given chance.</summary>
    /// <param name="probability">From 1e-12 to 1. The mean is (1 - p) / p.</param>
    public static long NextGeometric(this Rng random, double probability)
    {
        if (!(probability >= 1e-12 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A chance of success lies between 1e-12 and 1.");
        }

        var uniform = random.NextOpenDouble();
        return probability == 1 ? 0 : (long)Math.Floor(PortableMath.Log(uniform) / PortableMath.Log(1 - probability));
    }

    /// <summary>The number of events of a Poisson process in a unit of time.</summary>
    /// <param name="mean">From 0 to 1e9. The time taken grows as its square root.</param>
    /// <remarks>The counts are tried from the most likely one outwards until their probabilities use up the uniform draw.</remarks>
    public static long NextPoisson(this Rng random, double mean)
    {
        if (!(mean >= 0 && mean <= LargestPoissonMean))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean of a Poisson number lies between 0 and 1e9.");
        }

        var left = random.NextOpenDouble();
        if (mean == 0)
        {
            return 0;
        }

        var mode = (long)Math.Floor(mean);
        var atMode = PortableMath.Exp((mode * PortableMath.Log(mean)) - mean - PortableMath.LogGamma(mode + 1.0));
        left -= atMode;
        var (below, atBelow) = (mode, atMode);
        var (above, atAbove) = (mode, atMode);
        while (left > 0 && (atAbove > Crumb || (below > 0 && atBelow > Crumb)))
        {
            above++;
            atAbove *= mean / above;
            left -= atAbove;
            if (left <= 0)
            {
                return above;
            }

            if (below > 0)
            {
                atBelow *= below / mean;
                below--;
                left -= atBelow;
                if (left <= 0)
                {
                    return below;
                }
            }
        }

        return mode;
    }
}
