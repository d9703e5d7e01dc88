namespace MarketSim.Analysis;

/// <summary>Means, spreads and shapes of numbers, each null where too few of them or no spread leaves it undefined.</summary>
/// <remarks>Source of the corrected shapes: Joanes and Gill (1998), "Comparing measures of sample skewness and kurtosis", G1 and G2;
/// pandas, Excel and SAS give the same.</remarks>
internal static class Moments
{
    public static double? Mean(ReadOnlySpan<double> values) => values.Length == 0 ? null : Sum(values) / values.Length;

    /// <summary>Compensated (Neumaier 1974), so that a long series loses nothing.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        var (sum, lost) = (0.0, 0.0);
        foreach (var value in values)
        {
            var next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        return sum + lost;
    }

    /// <summary>Root of the squared distance from the mean over n less the degrees of freedom. Equal values have a deviation of exactly
    /// zero, whatever their mean is rounded to.</summary>
    public static double? Deviation(ReadOnlySpan<double> values, int degreesOfFreedom = 1)
    {
        if (values.Length <= degreesOfFreedom)
        {
            return null;
        }

        return AreEqual(values) ? 0 : Math.Sqrt(Central(values, 2) * values.Length / (values.Length - degreesOfFreedom));
    }

    public static double? Covariance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length < 2)
        {
            return null;
        }

        var (meanX, meanY) = (Sum(x) / x.Length, Sum(y) / y.Length);
        var products = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            products[i] = (x[i] - meanX) * (y[i] - meanY);
        }

        return Sum(products) / (x.Length - 1);
    }

    /// <summary>m3 / m2^1.5, with n in every denominator.</summary>
    public static double? PopulationSkewness(ReadOnlySpan<double> values)
        => values.Length < 1 || AreEqual(values) ? null : Central(values, 3) / Math.Pow(Central(values, 2), 1.5);

    /// <summary>m4 / m2² - 3, with n in every denominator.</summary>
    public static double? PopulationExcessKurtosis(ReadOnlySpan<double> values)
        => values.Length < 1 || AreEqual(values) ? null : (Central(values, 4) / Math.Pow(Central(values, 2), 2)) - 3;

    /// <summary>G1: corrected for bias.</summary>
    public static double? Skewness(ReadOnlySpan<double> values)
    {
        double n = values.Length;
        return n < 3 ? null : PopulationSkewness(values) * Math.Sqrt(n * (n - 1)) / (n - 2);
    }

    /// <summary>G2: in excess of the normal distribution's 3, corrected for bias.</summary>
    public static double? ExcessKurtosis(ReadOnlySpan<double> values)
    {
        double n = values.Length;
        return n < 4 ? null : (n - 1) / ((n - 2) * (n - 3)) * (((n + 1) * PopulationExcessKurtosis(values)) + 6);
    }

    /// <summary>A quotient, null over zero.</summary>
    public static double? Ratio(double? part, double? whole) => whole is null or 0 ? null : part / whole;

    private static double Central(ReadOnlySpan<double> values, int power)
    {
        var mean = Sum(values) / values.Length;
        var terms = new double[values.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            var distance = values[i] - mean;
            terms[i] = power switch
            {
                2 => distance * distance,
                3 => distance * distance * distance,
                _ => distance * distance * distance * distance,
            };
        }

        return Sum(terms) / terms.Length;
    }

    private static bool AreEqual(ReadOnlySpan<double> values) => values.IndexOfAnyExcept(values[0]) < 0;
}
